package io.vedette.probe.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.Parameters;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which server knows of the domains below a name, such as {@code org}: the list that IANA publishes (RFC 9224, 4). */
final class RdapServers {

    private final Map<String, URI> byName;

    private RdapServers(Map<String, URI> byName) {
        this.byName = byName;
    }

    /** Reads a list; empty when it is none. Entries that make no sense are passed over. */
    static Optional<RdapServers> of(JsonNode list) {
        Map<String, URI> byName = new HashMap<>();
        for (JsonNode service : list.path("services")) {
            Optional<URI> server = server(service.path(1));
            server.ifPresent(url ->
                    service.path(0).forEach(name -> byName.put(name.asText().toLowerCase(Locale.ROOT), url)));
        }
        return byName.isEmpty() ? Optional.empty() : Optional.of(new RdapServers(byName));
    }

    /** The first over TLS, else the first. */
    private static Optional<URI> server(JsonNode urls) {
        Optional<URI> first = Optional.empty();
        for (JsonNode url : urls) {
            try {
                URI server = Parameters.httpUrl(url.asText());
                if (server.getScheme().equalsIgnoreCase("https")) {
                    return Optional.of(server);
                }
                first = first.or(() -> Optional.of(server));
            } catch (IllegalArgumentException e) {
                continue; // Not for us.
            }
        }
        return first;
    }

    /** Returns the server of the longest name that the domain ends with. */
    Optional<URI> of(String domain) {
        String rest = domain;
        while (true) {
            URI server = byName.get(rest);
            int dot = rest.indexOf('.');
            if (server != null || dot < 0) {
                return Optional.ofNullable(server);
            }
            rest = rest.substring(dot + 1);
        }
    }
}
