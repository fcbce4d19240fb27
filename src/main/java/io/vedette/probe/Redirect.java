package io.vedette.probe;

import io.vedette.config.Secrets;
import io.vedette.probe.Answer.Http;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Where a redirect leads. */
final class Redirect {

    private Redirect() {}

    /** The address that an answer sends to; nothing when it is no redirect. */
    static Optional<URI> target(URI from, Http answer) throws Failed {
        String location = answer.headers().get("location");
        boolean redirects = switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        if (!redirects || location == null) {
            return Optional.empty();
        }
        try {
            URI target = from.resolve(new URI(location.strip()));
            String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
            if (target.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
                throw new Failed(answer, "redirected to an address that is not HTTP:", location);
            }
            return Optional.of(target);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new Failed(answer, "redirected to a malformed address:", location);
        }
    }

    static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** A redirect that cannot be followed: the server answered, and its status is not what was hoped for. */
    static final class Failed extends IOException {

        Failed(Http answer, String why, URI target) {
            this(answer, why, target.toString());
        }

        private Failed(Http answer, String why, String target) {
            super("status " + answer.status() + ", " + why + " " + Secrets.maskUrl(target));
        }
    }
}
