package io.vedette.camel;

import io.vedette.config.values.Authority;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;

/**
 * Gives a call to a host whose name has an underscore, as Compose and Swarm make them, a name that {@code http:} endpoints
 * take; {@link TargetClient} puts the real one back before anything is looked up. Other addresses stay as they are. Older notify
 * routes call it as a step.
 */
public final class TargetAddress implements Processor {

    /** Belongs to nobody (RFC 6761), and begins and ends as a name must. */
    private static final String END = ".named.invalid";

    private static final String BEGIN = "x";
    /** A label has 63 letters at most. */
    private static final int DIGITS = 60;

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String url = message.getHeader(Exchange.HTTP_URI, String.class);
        if (url != null) {
            message.setHeader(Exchange.HTTP_URI, standIn(url));
        }
    }

    /** Returns the address with a name in place of the host's that every client takes. */
    public static String standIn(String url) {
        URI real;
        try {
            real = URI.create(url);
        } catch (IllegalArgumentException e) {
            return url; // Whoever calls it says so.
        }
        String host = Authority.host(real);
        if (real.getHost() != null || host == null) {
            return url;
        }
        String hex = HexFormat.of().formatHex(host.getBytes(StandardCharsets.US_ASCII));
        String name = BEGIN + hex.replaceAll("(.{" + DIGITS + "})(?=.)", "$1." + BEGIN) + END;
        String user = Authority.rawUserInfo(real) == null ? "" : Authority.rawUserInfo(real) + "@";
        String port = Authority.port(real) < 0 ? "" : ":" + Authority.port(real);
        return real.getScheme() + "://" + user + name + port
                + url.substring(url.indexOf(real.getRawAuthority())
                        + real.getRawAuthority().length());
    }

    /** Returns the name that a stand-in stands for; the same name when it is none. */
    static String real(String name) {
        if (!name.endsWith(END) || !name.startsWith(BEGIN)) {
            return name;
        }
        String hex = name.substring(1, name.length() - END.length()).replace("." + BEGIN, "");
        return hex.matches("([0-9a-f]{2})+")
                ? new String(HexFormat.of().parseHex(hex), StandardCharsets.US_ASCII)
                : name;
    }

    /** Returns the way to the real host. */
    static HttpRoute real(HttpRoute route) {
        HttpHost host = route.getTargetHost();
        String name = real(host.getHostName());
        return name.equals(host.getHostName())
                ? route
                : new HttpRoute(
                        new HttpHost(host.getSchemeName(), name, host.getPort()),
                        route.getLocalAddress(),
                        route.getProxyHost() == null ? new HttpHost[0] : new HttpHost[] {route.getProxyHost()},
                        route.isSecure(),
                        route.getTunnelType(),
                        route.getLayerType());
    }
}
