package io.vedette.alert;

import io.vedette.config.values.Parameters;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads an address that is a secret itself, as those of webhooks are: what is wrong with it is told without it. */
final class SecretUrl {

    private SecretUrl() {}

    /** Returns the address of that parameter, which must be there; empty when it is missing or wrong, which is noted. */
    static String of(Parameters given, String name) {
        return of(given, name, url -> true, "");
    }

    /**
     * Returns the same of a vendor whose addresses can be told.
     *
     * @param shape whether it is one
     * @param complaint what is noted when it is not
     */
    static String of(Parameters given, String name, Predicate<URI> shape, String complaint) {
        given.required(name);
        Optional<URI> url = given.parsed(name, SecretUrl::url);
        if (url.isPresent() && !shape.test(url.get())) {
            given.problem(name, complaint);
        }
        return url.map(URI::toString).orElse("");
    }

    private static URI url(String text) {
        try {
            return Parameters.httpUrl(text);
        } catch (IllegalArgumentException e) {
            // Its message shows the text.
            throw new IllegalArgumentException(
                    "is not a URL; it must start with http:// or https:// and have a valid host");
        }
    }
}
