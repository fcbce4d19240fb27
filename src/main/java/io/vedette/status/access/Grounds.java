package io.vedette.status.access;

import io.vedette.config.settings.OidcSettings;
import io.vedette.config.values.LocalUser;
import io.vedette.config.values.LocalUser.Role;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What of the settings lets somebody in: a session begun on other grounds than today's is over.
 *
 * @param users with a password of their own
 */
record Grounds(List<LocalUser> users, Optional<OidcSettings> oidc) {

    /**
     * Returns them as a text that is to be shown nobody; empty where there are none.
     *
     * @param provider the provider; empty for a password
     */
    Optional<String> of(String provider, String person, Role role) {
        return provider.isEmpty()
                ? users.stream()
                        .filter(user -> user.name().equals(person) && user.role() == role)
                        .findFirst()
                        .map(LocalUser::password)
                : oidc.filter(known -> known.issuer().toString().equals(provider))
                        .map(Grounds::text);
    }

    private static String text(OidcSettings oidc) {
        return String.join(
                "\n",
                oidc.clientId(),
                oidc.clientSecret().orElse(""),
                oidc.userClaim(),
                oidc.operatorClaim().orElse(""),
                new TreeSet<>(oidc.operators()).toString(),
                new TreeSet<>(oidc.viewers()).toString());
    }

    @Override
    public String toString() {
        return "Grounds";
    }
}
