package io.vedette.status.oidc;

import io.vedette.config.settings.Settings;
import io.vedette.status.access.Elsewhere;
import io.vedette.status.access.SignIn;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether people sign in at a provider: knows nothing of the library, which an application may lack. */
public final class Oidc {

    private static final String LIBRARY = "com.nimbusds.openid.connect.sdk.OIDCTokenResponse";

    private Oidc() {}

    /**
     * Returns where people sign in; empty where no provider is set. Nothing is asked yet.
     *
     * @param baseUrl returns the address under which people reach the pages, as it is now
     * @throws IllegalStateException if the library is not there
     */
    public static Optional<Elsewhere> of(Settings settings, Supplier<String> baseUrl, SignIn signIn, Clock clock) {
        return settings.http().people().oidc().map(oidc -> {
            try {
                Class.forName(LIBRARY, false, Oidc.class.getClassLoader());
            } catch (ClassNotFoundException | LinkageError e) {
                throw new IllegalStateException(
                        "vedette.http.oidc.issuer needs com.nimbusds:oauth2-oidc-sdk: add it to the dependencies of the application",
                        e);
            }
            ProviderClient client =
                    new ProviderClient(settings.proxies(), settings.probe().trust());
            return new OidcSignIn(oidc, new Provider(oidc, client, clock), client, baseUrl, signIn, clock);
        });
    }
}
