package io.vedette.probe.http;

import io.vedette.config.values.Authority;
import io.vedette.config.values.MaskedUrl;
import io.vedette.probe.Answer.Http;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Where a redirect leads. */
final class Redirect {

    private static final int SHOWN = 200;

    private Redirect() {}

    /** Returns whether a status may lead elsewhere. */
    static boolean is(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** Returns the address that an answer sends to; nothing when it is no redirect. */
    static Optional<URI> target(URI from, Http answer) throws Failed {
        String location = answer.headers().getOrDefault("location", "").strip();
        if (!is(answer.status()) || location.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<URI> target = Location.resolve(from, location);
            if (target.isEmpty()) {
                throw new Failed(answer, "redirected to an address that is not HTTP:", location);
            }
            return target;
        } catch (URISyntaxException e) {
            throw new Failed(answer, "redirected to an invalid address, as " + e.getReason() + ":", location);
        }
    }

    static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && Authority.host(one).equalsIgnoreCase(Authority.host(other))
                && port(one) == port(other);
    }

    /** Returns {@code https://example.org:443}: equal for the same origin. */
    static String origin(URI url) {
        return (url.getScheme() + "://" + Authority.host(url)).toLowerCase(Locale.ROOT) + ":" + port(url);
    }

    static int port(URI url) {
        int port = Authority.port(url);
        return port >= 0 ? port : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** A redirect that cannot be followed: the server answered, and its status is not what was hoped for. */
    static final class Failed extends IOException {

        private static final long serialVersionUID = 1L;

        Failed(Http answer, String why, URI target) {
            this(answer, why, target.toString());
        }

        private Failed(Http answer, String why, String target) {
            super("status " + answer.status() + ", " + why + " " + shown(target));
        }

        /** A header has a character for each byte of it. */
        private static String shown(String target) {
            String text = new String(target.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            String line = MaskedUrl.of(text).replaceAll("\\p{Cntrl}", ".");
            return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        }
    }
}
