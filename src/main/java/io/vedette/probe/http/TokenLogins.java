package io.vedette.probe.http;

import io.vedette.config.settings.Secrets;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * The logins of all checks, one for each account. One that no check uses any more, such as that of an old password, is
 * forgotten with its token. Safe for several threads.
 */
public final class TokenLogins {

    private final HttpTransport transport;
    private final Clock clock;
    private final Secrets secrets;
    private final Map<LoginAccount, WeakReference<TokenLogin>> known = new HashMap<>();

    public TokenLogins(HttpTransport transport, Clock clock, Secrets secrets) {
        this.transport = transport;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** Returns the one login of an account. */
    public synchronized TokenLogin of(LoginAccount account) {
        WeakReference<TokenLogin> reference = known.get(account);
        TokenLogin login = reference == null ? null : reference.get();
        if (login == null) {
            known.values().removeIf(each -> each.get() == null);
            login = new TokenLogin(transport, account, clock, secrets);
            known.put(account, new WeakReference<>(login));
        }
        return login;
    }
}
