package io.vedette.probe.http;

import io.vedette.config.values.Authority;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.cookie.CookieSpec;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.impl.cookie.RFC6265LaxSpec;
import org.apache.hc.core5.http.Header;

/**
 * The cookies of one run of a probe. A server that sets one and sends back to the same page waits for it, and redirects for
 * ever without. They go to the origin that set them alone, by the rules of RFC 6265 within it, and end with the run.
 */
final class Cookies {

    private static final CookieSpec RULES = new RFC6265LaxSpec();
    /** As browsers bound them, at the least; without a bound a server could have us send what it likes. */
    private static final int MOST = 50;

    private static final int LONGEST = 4_096;

    private final Map<String, BasicCookieStore> byOrigin = new LinkedHashMap<>();

    /** Keeps what an answer sets; what is malformed or for another host is passed over. */
    void keep(URI from, Header[] setters) {
        CookieOrigin origin = origin(from);
        BasicCookieStore store = byOrigin.computeIfAbsent(Redirect.origin(from), any -> new BasicCookieStore());
        for (Header setter : setters) {
            if (setter.getValue() == null || setter.getValue().length() > LONGEST) {
                continue;
            }
            for (Cookie cookie : valid(setter, origin)) {
                store.addCookie(cookie); // Takes away one that is over already.
            }
        }
        List<Cookie> kept = store.getCookies();
        if (kept.size() > MOST) {
            store.clear();
            kept.subList(kept.size() - MOST, kept.size()).forEach(store::addCookie);
        }
    }

    /** Returns the header that a request there carries; empty when none was set for it. */
    Optional<String> header(URI to) {
        BasicCookieStore store = byOrigin.get(Redirect.origin(to));
        if (store == null) {
            return Optional.empty();
        }
        CookieOrigin origin = origin(to);
        List<Cookie> sent = new ArrayList<>();
        for (Cookie cookie : store.getCookies()) {
            if (RULES.match(cookie, origin)) {
                sent.add(cookie);
            }
        }
        return sent.isEmpty()
                ? Optional.empty()
                : Optional.of(RULES.formatCookies(sent).get(0).getValue());
    }

    private static List<Cookie> valid(Header setter, CookieOrigin origin) {
        try {
            List<Cookie> valid = new ArrayList<>();
            for (Cookie cookie : RULES.parse(setter, origin)) {
                RULES.validate(cookie, origin);
                valid.add(cookie);
            }
            return valid;
        } catch (MalformedCookieException e) {
            return List.of(); // As browsers do; the answer counts all the same.
        }
    }

    private static CookieOrigin origin(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new CookieOrigin(
                Authority.host(url).toLowerCase(java.util.Locale.ROOT),
                Redirect.port(url),
                path,
                url.getScheme().equalsIgnoreCase("https"));
    }
}
