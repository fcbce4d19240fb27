package io.vedette.status.access;

import java.util.Optional;

/** What browsers send back in a Cookie header. */
public final class Cookies {

    private Cookies() {}

    /** Returns the value of the first cookie of a name; empty where there is none, or it is empty. */
    public static Optional<String> value(String cookies, String name) {
        for (String pair : cookies.split(";")) {
            String cookie = pair.strip();
            if (cookie.startsWith(name + "=")) {
                return Optional.of(cookie.substring(name.length() + 1)).filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }
}
