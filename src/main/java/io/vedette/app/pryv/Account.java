package io.vedette.app.pryv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.MaskedUrl;
import io.vedette.rule.Text;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The API of one account: login, accesses, events. Follows the account to its core. */
final class Account {

    private static final int MOST_CORES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a header and a file of one line can hold. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,1000}");

    private final PryvClient client;
    private final Platform platform;
    private final String username;
    private final Secrets secrets;
    private URI address;

    /** An access: its token, and what it may do. */
    record Access(String token, String level) {}

    Account(PryvClient client, Platform platform, URI address, String username, Secrets secrets) {
        this.client = client;
        this.platform = platform;
        this.address = address;
        this.username = username;
        this.secrets = secrets;
    }

    /** Returns the address of its API, as far as it is known. */
    URI address() {
        return address;
    }

    /** Logs in and returns the token of the session, which may do everything and expires. */
    String login(String password, String appId) throws SetupFailed {
        String step = "login";
        ObjectNode body = JSON.createObjectNode()
                .put("username", username)
                .put("password", password)
                .put("appId", appId);
        Reply reply = call(step, "auth/login", Map.of("Origin", platform.origin()), Optional.of(body));
        if (reply.json().hasNonNull("mfaToken")) {
            throw new SetupFailed(
                    step,
                    "the account asks for a second factor (HTTP status " + reply.status()
                            + "): turn it off for this account, as a health check cannot enter it");
        }
        if (!reply.isSuccess()) {
            String hint = reply.status() == 401 && reply.isError("invalid-credentials")
                    ? "; the account \"" + username + "\" exists, with another password"
                    : "";
            throw new SetupFailed(step, "refused: " + answer(reply) + hint);
        }
        return token(step, reply.json().path("token"));
    }

    /** Returns the access of that name, if there is a usable one. */
    Optional<Access> access(String name, String personal) throws SetupFailed {
        String step = "access";
        Reply reply = call(step, "accesses", authorized(personal), Optional.empty());
        if (!reply.isSuccess() || !reply.json().path("accesses").isArray()) {
            throw new SetupFailed(step, "the accesses cannot be listed: " + answer(reply));
        }
        for (JsonNode one : reply.json().path("accesses")) {
            boolean personalOne = one.path("type").asText("").equals("personal");
            if (!personalOne && one.path("name").asText("").equals(name) && one.hasNonNull("token")) {
                String level = one.at("/permissions/0/level").asText("");
                return Optional.of(new Access(token(step, one.path("token")), Text.bounded(level, Text.NAME)));
            }
        }
        return Optional.empty();
    }

    /** Creates the access, unless it was created meanwhile: then returns that one. */
    Access createAccess(String name, String level, String personal) throws SetupFailed {
        String step = "access";
        ObjectNode body = JSON.createObjectNode().put("name", name);
        body.putArray("permissions").addObject().put("streamId", "*").put("level", level);
        Reply reply = call(step, "accesses", authorized(personal), Optional.of(body));
        if (reply.isSuccess()) {
            return new Access(token(step, reply.json().at("/access/token")), level);
        }
        if (reply.status() == 409 || reply.isError("item-already-exists")) {
            Optional<Access> known = access(name, personal);
            if (known.isPresent()) {
                return known.get();
            }
            throw new SetupFailed(
                    step,
                    "\"" + name + "\" exists but cannot be used, it may have expired: delete it, or choose another name"
                            + " with --access-name (" + answer(reply) + ")");
        }
        throw new SetupFailed(step, "\"" + name + "\" cannot be created: " + answer(reply));
    }

    /** Makes the request that the core check will make. */
    void verify(String token) throws SetupFailed {
        Reply reply = call("verification", "events?limit=1", authorized(token), Optional.empty());
        if (!reply.isSuccess() || !reply.json().path("events").isArray()) {
            throw new SetupFailed("verification", "the token cannot get events: " + answer(reply));
        }
    }

    private Reply call(String step, String path, Map<String, String> headers, Optional<JsonNode> body)
            throws SetupFailed {
        for (int cores = 0; ; cores++) {
            URI url = address.resolve(path);
            Reply reply =
                    body.isPresent() ? client.post(step, url, headers, body.get()) : client.get(step, url, headers);
            String core = reply.json().at("/error/coreUrl").asText("");
            if (reply.status() != 421 || core.isEmpty() || cores == MOST_CORES) {
                return reply;
            }
            address = onCore(step, core);
        }
    }

    private URI onCore(String step, String core) throws SetupFailed {
        String shown = MaskedUrl.of(Text.bounded(core, Text.NAME));
        try {
            URI other = URI.create((core.endsWith("/") ? core : core + "/") + username + "/");
            if (platform.isSafe(other)) {
                return other;
            }
        } catch (IllegalArgumentException e) {
            throw new SetupFailed(step, "the account lives on another core, whose address is not valid: " + shown);
        }
        throw new SetupFailed(step, "the account lives on " + shown + ": secrets are not sent there in plain text");
    }

    private String answer(Reply reply) {
        if (reply.isError("user-account-relocated")) {
            String location = reply.http().headers().getOrDefault("location", "");
            return "the account has moved" + (location.isEmpty() ? "" : " to " + MaskedUrl.of(location)) + " ("
                    + reply.message() + ")";
        }
        if (reply.isError("api-unavailable")) {
            return "the platform is starting or migrating, try again later (" + reply.message() + ")";
        }
        return reply.message();
    }

    private String token(String step, JsonNode token) throws SetupFailed {
        if (!token.isTextual() || !TOKEN.matcher(token.textValue()).matches()) {
            throw new SetupFailed(step, "the answer has no token");
        }
        secrets.learn(List.of(token.textValue()));
        return token.textValue();
    }

    private static Map<String, String> authorized(String token) {
        return Map.of("Authorization", token);
    }
}
