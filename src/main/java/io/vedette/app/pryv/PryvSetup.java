package io.vedette.app.pryv;

import io.vedette.config.settings.Secrets;
import io.vedette.config.values.MaskedUrl;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps of the preparation, in their order; each tells what it did in one line. */
public final class PryvSetup {

    private final PryvClient client;
    private final Platform platform;
    private final SetupRequest wishes;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Consumer<String> told;

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
     * @param told takes a line after each step
     */
    public PryvSetup(
            PryvClient client,
            Platform platform,
            SetupRequest wishes,
            Passwords passwords,
            Secrets secrets,
            Consumer<String> told) {
        this.client = client;
        this.platform = platform;
        this.wishes = wishes;
        this.passwords = passwords;
        this.secrets = secrets;
        this.told = told;
    }

    /** Does what is still to be done. */
    public Prepared run() throws SetupFailed {
        Register register = new Register(client, platform);
        String password = account(register);
        Account account = new Account(client, platform, address(register), wishes.username(), secrets);
        String personal = account.login(password, wishes.appId());
        tell("login: done");
        Account.Access access = access(account, personal);
        account.verify(access.token());
        tell("verification: the token gets events at " + account.address());
        return new Prepared(access.token(), account.address());
    }

    private String account(Register register) throws SetupFailed {
        String name = "account: \"" + wishes.username() + "\" ";
        if (register.knows(wishes.username())) {
            tell(name + "is there");
            return learned(passwords.known());
        }
        Hosting hosting = Hosting.choose(register.hostings(), wishes.hosting());
        String password = learned(passwords.fresh());
        Register.Outcome outcome = register.create(wishes, hosting, password);
        tell(name + (outcome == Register.Outcome.CREATED ? "made on hosting \"" + hosting.key() + "\"" : "is there"));
        return password;
    }

    private URI address(Register register) throws SetupFailed {
        URI usual = platform.account(wishes.username());
        Optional<String> template = register.accountTemplate();
        Optional<URI> own = template.flatMap(api -> platform.account(api, wishes.username()));
        if (template.isPresent() && own.isEmpty()) {
            tell("service info: names " + MaskedUrl.of(template.get())
                    + " for accounts, which is elsewhere; going on at " + usual);
        }
        return own.orElse(usual);
    }

    private Account.Access access(Account account, String personal) throws SetupFailed {
        Optional<Account.Access> known = account.access(wishes.accessName(), personal);
        if (known.isEmpty()) {
            Account.Access made = account.createAccess(wishes.accessName(), wishes.level(), personal);
            tell("access: \"" + wishes.accessName() + "\" made, level " + made.level());
            return made;
        }
        String level = known.get().level();
        tell("access: \"" + wishes.accessName() + "\" is there, level " + level
                + (level.equals(wishes.level()) ? "" : " (not " + wishes.level() + ": it is used as it is)"));
        return known.get();
    }

    private String learned(String password) {
        secrets.learn(List.of(password));
        return password;
    }

    private void tell(String line) {
        told.accept(secrets.mask(line));
    }
}
