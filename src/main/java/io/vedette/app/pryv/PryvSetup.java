package io.vedette.app.pryv;

import io.vedette.config.settings.Secrets;
import io.vedette.config.values.MaskedUrl;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps of the preparation, in their order; each reports in one line what it did. */
public final class PryvSetup {

    private final PryvClient client;
    private final Platform platform;
    private final SetupRequest request;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Consumer<String> report;

    /**
     * What the checks need.
     *
     * @param token of the access
     * @param account where the account's API is
     */
    public record Prepared(String token, URI account) {

        @Override
        public String toString() {
            return "Prepared[" + account + "]";
        }
    }

    /**
     * @param secrets learns every secret on the way, so that no line shows one
     * @param report takes a line after each step
     */
    public PryvSetup(
            PryvClient client,
            Platform platform,
            SetupRequest request,
            Passwords passwords,
            Secrets secrets,
            Consumer<String> report) {
        this.client = client;
        this.platform = platform;
        this.request = request;
        this.passwords = passwords;
        this.secrets = secrets;
        this.report = report;
    }

    /** Does the steps that are still missing. */
    public Prepared run() throws SetupFailed {
        Register register = new Register(client, platform);
        String password = account(register);
        Account account = new Account(client, platform, address(register), request.username(), secrets);
        String personal = account.login(password, request.appId());
        report("login: done");
        Account.Access access = access(account, personal);
        account.verify(access.token());
        report("verification: the token gets events at " + account.address());
        return new Prepared(access.token(), account.address());
    }

    private String account(Register register) throws SetupFailed {
        String name = "account: \"" + request.username() + "\" ";
        if (register.knows(request.username())) {
            report(name + "exists");
            return learned(passwords.known());
        }
        Hosting hosting = Hosting.choose(register.hostings(), request.hosting());
        String password = learned(passwords.fresh());
        Register.Outcome outcome = register.create(request, hosting, password);
        report(name
                + (outcome == Register.Outcome.CREATED ? "created on hosting \"" + hosting.key() + "\"" : "exists"));
        return password;
    }

    private URI address(Register register) throws SetupFailed {
        URI usual = platform.account(request.username());
        Optional<String> template = register.accountTemplate();
        Optional<URI> own = template.flatMap(api -> platform.account(api, request.username()));
        if (template.isPresent() && own.isEmpty()) {
            report("service info: names " + MaskedUrl.of(template.get())
                    + " for accounts, which is not on this platform; continuing with " + usual);
        }
        return own.orElse(usual);
    }

    private Account.Access access(Account account, String personal) throws SetupFailed {
        Optional<Account.Access> known = account.access(request.accessName(), personal);
        if (known.isEmpty()) {
            Account.Access made = account.createAccess(request.accessName(), request.level(), personal);
            report("access: \"" + request.accessName() + "\" created, level " + made.level());
            return made;
        }
        String level = known.get().level();
        report("access: \"" + request.accessName() + "\" exists, level " + level
                + (level.equals(request.level()) ? "" : " (not " + request.level() + ": it is used unchanged)"));
        return known.get();
    }

    private String learned(String password) {
        secrets.learn(List.of(password));
        return password;
    }

    private void report(String line) {
        report.accept(secrets.mask(line));
    }
}
