package io.vedette.app.pryv;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.MaskedUrl;
import io.vedette.rule.Text;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platform's register: which names are taken, where accounts can be created, and their creation. */
final class Register {

    private static final String ACCOUNT = "account";
    private static final String LANGUAGE = "en";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PryvClient client;
    private final Platform platform;

    /** The outcome of the request for a new account. */
    public enum Outcome {
        CREATED,
        EXISTED
    }

    Register(PryvClient client, Platform platform) {
        this.client = client;
        this.platform = platform;
    }

    /** Returns whether an account of this name exists. */
    boolean knows(String username) throws SetupFailed {
        URI url = platform.register(username + "/check_username");
        Reply reply = client.get(ACCOUNT, url, Map.of());
        if (!reply.isSuccess()) {
            throw new SetupFailed(ACCOUNT, "the register does not say whether it exists: " + reply.message());
        }
        if (!reply.json().path("reserved").isBoolean()) {
            throw new SetupFailed(ACCOUNT, "what answers at " + url + " is not a register: " + reply.message());
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

    /** Returns the platform's template of account addresses, if it gives one. */
    Optional<String> accountTemplate() throws SetupFailed {
        Reply reply = client.get("service info", platform.register("service/info"), Map.of());
        return Optional.of(reply.json().path("api").asText("")).filter(api -> reply.isSuccess() && !api.isEmpty());
    }

    List<Hosting> hostings() throws SetupFailed {
        Reply reply = client.get("hosting", platform.register("hostings"), Map.of());
        if (!reply.isSuccess() || !reply.json().path("regions").isObject()) {
            throw new SetupFailed("hosting", "the register lists no hostings: " + reply.message());
        }
        return Hosting.read(reply.json());
    }

    /** Creates the account, at the core that the hosting names (since 1.6), or at the register (before 1.6). */
    Outcome create(SetupRequest request, Hosting hosting, String password) throws SetupFailed {
        if (!hosting.core().isEmpty()) {
            Reply reply = client.post(ACCOUNT, users(hosting), Map.of(), byCore(request, hosting, password));
            if (!reply.isUnknownMethod()) {
                return outcome(reply, request);
            }
        }
        URI url = platform.register("user/");
        return outcome(client.post(ACCOUNT, url, Map.of(), byRegister(request, hosting, password)), request);
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

    private static ObjectNode byCore(SetupRequest request, Hosting hosting, String password) {
        ObjectNode body = JSON.createObjectNode()
                .put("appId", request.appId())
                .put("username", request.username())
                .put("password", password)
                .put("email", request.email())
                .put("language", LANGUAGE)
                .put("hosting", hosting.key());
        request.invitation().ifPresent(token -> body.put("invitationToken", token));
        return body;
    }

    private static ObjectNode byRegister(SetupRequest request, Hosting hosting, String password) {
        ObjectNode body = JSON.createObjectNode()
                .put("hosting", hosting.key())
                .put("appid", request.appId())
                .put("username", request.username())
                .put("password", password)
                .put("email", request.email())
                .put("languageCode", LANGUAGE);
        request.invitation().ifPresent(token -> body.put("invitationtoken", token));
        return body;
    }

    private static Outcome outcome(Reply reply, SetupRequest request) throws SetupFailed {
        if (reply.isSuccess()) {
            return Outcome.CREATED;
        }
        if (reply.isError("EXISTING_USER_NAME")
                || reply.isError("item-already-exists")
                        && !reply.json().at("/error/data/username").isMissingNode()) {
            return Outcome.EXISTED;
        }
        throw new SetupFailed(ACCOUNT, "not created: " + reply.message() + hint(reply, request));
    }

    private static String hint(Reply reply, SetupRequest request) {
        if (reply.isError("EXISTING_EMAIL") || reply.isError("item-already-exists")) {
            return "; another account has the address " + request.email() + ", give another with --email";
        }
        if (reply.isError("INVALID_INVITATION") || reply.isError("invalid-invitation-token")) {
            return "; this platform asks for an invitation, give it with --invitation";
        }
        return "";
    }
}
