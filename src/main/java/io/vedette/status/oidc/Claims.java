package io.vedette.status.oidc;

import io.vedette.config.settings.OidcSettings;
import io.vedette.config.values.LocalUser.Role;
import io.vedette.status.access.Person;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who it is that a token tells of, and what they may do. */
final class Claims {

    private static final String EMAIL = "email";
    private static final int LONGEST_NAME = 100;
    private static final int REFUSED = 403;

    private final OidcSettings settings;

    Claims(OidcSettings settings) {
        this.settings = settings;
    }

    /** @param claims of a token that is verified */
    Person person(Map<String, Object> claims) throws Trouble {
        String name = values(claims, settings.userClaim()).stream().findFirst().orElse("");
        String line = name.replaceAll("\\p{Cntrl}", " ").strip();
        if (line.isEmpty()) {
            throw new Trouble(
                    REFUSED,
                    "The provider's token has no claim " + settings.userClaim()
                            + " that names you. It has to send it, or vedette.http.oidc.user-claim has to name another one.");
        }
        boolean byEmail = settings.userClaim().equals(EMAIL)
                || settings.operatorClaim().filter(EMAIL::equals).isPresent();
        if (byEmail && "false".equals(String.valueOf(claims.get("email_verified")))) {
            throw new Trouble(
                    REFUSED, "Your e-mail address is not verified. Have the provider verify it, then sign in again.");
        }
        return new Person(line.substring(0, Math.min(line.length(), LONGEST_NAME)), role(claims));
    }

    private Role role(Map<String, Object> claims) throws Trouble {
        Set<String> had =
                settings.operatorClaim().map(claim -> values(claims, claim)).orElse(Set.of());
        if (!Collections.disjoint(had, settings.operators())) {
            return Role.OPERATOR;
        }
        if (!settings.viewers().isEmpty() && Collections.disjoint(had, settings.viewers())) {
            throw new Trouble(
                    REFUSED,
                    "You are known at the provider, but may not look at this. Ask whoever runs Vedette: the claim "
                            + settings.operatorClaim().orElse("")
                            + " of your token has none of the values of vedette.http.oidc.operators and .viewers.");
        }
        return Role.VIEWER;
    }

    /** A claim may have dots in its name, as addresses have; else they lead into objects. */
    private static Set<String> values(Map<String, Object> claims, String path) {
        Object found = claims;
        if (claims.containsKey(path)) {
            found = claims.get(path);
        } else {
            for (String step : path.split("\\.")) {
                found = found instanceof Map<?, ?> object ? object.get(step) : null;
            }
        }
        Set<String> values = new LinkedHashSet<>();
        for (Object one : found instanceof Collection<?> many ? many : Collections.singleton(found)) {
            if (one instanceof String || one instanceof Number || one instanceof Boolean) {
                values.add(String.valueOf(one));
            }
        }
        return values;
    }
}
