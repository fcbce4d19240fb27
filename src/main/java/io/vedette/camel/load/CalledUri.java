package io.vedette.camel.load;

import io.vedette.camel.language.CamelArtifacts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.util.URISupport;

/** The address of the Camel endpoint that a target of the template {@code notify-uri} calls: what is wrong with it, and its secrets. */
final class CalledUri {

    private final CamelContext context;
    private final String uri;
    private final String scheme;

    /** @param context knows the components there are, of which none is started */
    CalledUri(String uri, CamelContext context) {
        this.context = context;
        this.uri = uri;
        this.scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : "";
    }

    /** Returns what is wrong with it, without showing a value. */
    List<String> complaints() {
        if (scheme.isEmpty()) {
            return List.of("is no Camel endpoint: write COMPONENT:NAME");
        }
        if (scheme.equals("vedette")) {
            return List.of("is an endpoint of Vedette's own, which takes no alerts");
        }
        if (isWeb()) {
            try {
                if (new URI(uri.replaceFirst("\\?.*", "")).getRawUserInfo() != null) {
                    return List.of("has user and password before its host, which camel-http refuses to send: give"
                            + " them by its options authMethod, authUsername and authPassword");
                }
            } catch (URISyntaxException e) {
                return List.of("is not a URL"); // The exception's message shows it.
            }
        }
        if (context.hasComponent(scheme) == null && !CamelArtifacts.isThere(CamelArtifacts.Kind.COMPONENT, scheme)) {
            return List.of(new CamelArtifacts().complaint(CamelArtifacts.Kind.COMPONENT, scheme, List.of()));
        }
        List<String> complaints = new ArrayList<>();
        new EndpointOptions(context)
                .complaints(scheme, uri)
                .forEach((name, complaint) -> complaints.add(name + " " + complaint));
        return complaints;
    }

    /** Returns its options that Camel keeps secret, and all of a web address. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        if (isWeb()) {
            secrets.add(uri);
        }
        EndpointUriFactory known = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        if (known != null && uri.contains("?")) {
            options().forEach((name, value) -> {
                if (known.secretPropertyNames().contains(name)) {
                    secrets.add(String.valueOf(value));
                }
            });
        }
        return secrets;
    }

    private boolean isWeb() {
        return scheme.equals("http") || scheme.equals("https");
    }

    private Map<String, Object> options() {
        try {
            Map<String, Object> options = URISupport.parseQuery(uri.substring(uri.indexOf('?') + 1), false, true);
            URISupport.resolveRawParameterValues(options);
            return options;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Map.of(); // Nobody can tell its options, and none of them is used.
        }
    }
}
