package io.vedette.app.pryv;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.MaskedUrl;
import io.vedette.rule.Text;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platform's register: which names are taken, where accounts can be made, and the making of one. */
final class Register {

    private static final String ACCOUNT = "account";
    private static final String LANGUAGE = "en";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PryvClient client;
    private final Platform platform;

    /** What became of the wish for a new account. */
    public enum Outcome {
        CREATED,
        EXISTED
    }

    Register(PryvClient client, Platform platform) {
        this.client = client;
        this.platform = platform;
    }

    /** Whether an account of this name is there. */
    boolean knows(String username) throws SetupFailed {
        URI url = platform.register(username + "/check_username");
        Reply reply = client.get(ACCOUNT, url, Map.of());
        if (!reply.isSuccess()) {
            throw new SetupFailed(ACCOUNT, "the register does not say whether it is there: " + reply.told());
        }
        if (!reply.json().path("reserved").isBoolean()) {
            throw new SetupFailed(ACCOUNT, "what answers at " + url + " is not a register: " + reply.told());
        }
        String why = reply.json().path("reason").asText("");
        if (!why.isEmpty()) {
            throw new SetupFailed(
                    ACCOUNT,
                    "no account can have the name \"" + username + "\" (" + Text.bounded(why, Text.NAME)
                            + "); choose another with --username");
        }
        return reply.json().path("reserved").booleanValue();
    }

    /** The template of account addresses by the platform's own word, where it tells one. */
    Optional<String> accountTemplate() throws SetupFailed {
        Reply reply = client.get("service info", platform.register("service/info"), Map.of());
        return Optional.of(reply.json().path("api").asText("")).filter(api -> reply.isSuccess() && !api.isEmpty());
    }

    List<Hosting> hostings() throws SetupFailed {
        Reply reply = client.get("hosting", platform.register("hostings"), Map.of());
        if (!reply.isSuccess() || !reply.json().path("regions").isObject()) {
            throw new SetupFailed("hosting", "the register lists none: " + reply.told());
        }
        return Hosting.read(reply.json());
    }

    /** Makes the account, at the core that the hosting names (since 1.6), else at the register (before). */
    Outcome create(SetupRequest wishes, Hosting hosting, String password) throws SetupFailed {
        if (!hosting.core().isEmpty()) {
            Reply reply = client.post(ACCOUNT, users(hosting), Map.of(), byCore(wishes, hosting, password));
            if (!reply.isUnknownMethod()) {
                return outcome(reply, wishes);
            }
        }
        URI url = platform.register("user/");
        return outcome(client.post(ACCOUNT, url, Map.of(), byRegister(wishes, hosting, password)), wishes);
    }

    private URI users(Hosting hosting) throws SetupFailed {
        String shown = MaskedUrl.of(Text.bounded(hosting.core(), Text.NAME));
        URI core;
        try {
            core = URI.create(hosting.core().endsWith("/") ? hosting.core() : hosting.core() + "/");
        } catch (IllegalArgumentException e) {
            throw new SetupFailed("hosting", "the core of \"" + hosting.key() + "\" is not an address: " + shown);
        }
        if (!platform.isSafe(core)) {
            throw new SetupFailed(
                    "hosting",
                    "the core of \"" + hosting.key() + "\" is " + shown
                            + ": the password is not sent there in plain text");
        }
        return core.resolve("users");
    }

    private static ObjectNode byCore(SetupRequest wishes, Hosting hosting, String password) {
        ObjectNode body = JSON.createObjectNode()
                .put("appId", wishes.appId())
                .put("username", wishes.username())
                .put("password", password)
                .put("email", wishes.email())
                .put("language", LANGUAGE)
                .put("hosting", hosting.key());
        wishes.invitation().ifPresent(token -> body.put("invitationToken", token));
        return body;
    }

    private static ObjectNode byRegister(SetupRequest wishes, Hosting hosting, String password) {
        ObjectNode body = JSON.createObjectNode()
                .put("hosting", hosting.key())
                .put("appid", wishes.appId())
                .put("username", wishes.username())
                .put("password", password)
                .put("email", wishes.email())
                .put("languageCode", LANGUAGE);
        wishes.invitation().ifPresent(token -> body.put("invitationtoken", token));
        return body;
    }

    private static Outcome outcome(Reply reply, SetupRequest wishes) throws SetupFailed {
        if (reply.isSuccess()) {
            return Outcome.CREATED;
        }
        if (reply.isError("EXISTING_USER_NAME")
                || reply.isError("item-already-exists")
                        && !reply.json().at("/error/data/username").isMissingNode()) {
            return Outcome.EXISTED;
        }
        throw new SetupFailed(ACCOUNT, "not made: " + reply.told() + hint(reply, wishes));
    }

    private static String hint(Reply reply, SetupRequest wishes) {
        if (reply.isError("EXISTING_EMAIL") || reply.isError("item-already-exists")) {
            return "; another account has the address " + wishes.email() + ", give another with --email";
        }
        if (reply.isError("INVALID_INVITATION") || reply.isError("invalid-invitation-token")) {
            return "; this platform asks for an invitation, give it with --invitation";
        }
        return "";
    }
}
