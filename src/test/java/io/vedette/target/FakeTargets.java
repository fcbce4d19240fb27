package io.vedette.target;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.LocalServer.Asked;
import io.vedette.camel.run.Installation;
import java.io.IOException;
import java.util.List;

/** Slack, Sentry, a HipChat server and a webhook that take what the real ones take. */
public final class FakeTargets implements AutoCloseable {

    public static final String SLACK_TOKEN = "xoxb-fake-slack-token";
    public static final String SENTRY_KEY = "5e47a1c0ffee";
    public static final String HIPCHAT_AUTH = "hipchat-auth-token";
    public static final String HOOK_PATH = "/hook/4f1c9a7e2b";

    public final LocalServer slack = new LocalServer(asked -> asked.header("Authorization")
                    .filter(("Bearer " + SLACK_TOKEN)::equals)
                    .isPresent()
            ? json(200, "{\"ok\":true,\"ts\":\"1.2\"}")
            : json(200, "{\"ok\":false,\"error\":\"invalid_auth\"}"));
    public final LocalServer sentry = new LocalServer(asked -> asked.target().equals("/api/42/envelope/")
                    && asked.header("X-Sentry-Auth").orElse("").contains("sentry_key=" + SENTRY_KEY)
            ? json(200, "{\"id\":\"1\"}")
            : json(403, "{\"detail\":\"bad auth\"}"));
    public final LocalServer hipchat = new LocalServer(asked -> asked.target().startsWith("/v2/room/4711/notification")
                    && asked.header("Authorization")
                            .filter(("Bearer " + HIPCHAT_AUTH)::equals)
                            .isPresent()
            ? json(204, "")
            : json(401, "{\"error\":{\"message\":\"Invalid OAuth session\"}}"));
    public final LocalServer webhook =
            new LocalServer(asked -> asked.target().equals(HOOK_PATH) ? json(202, "{}") : json(404, "{}"));

    public FakeTargets() throws IOException {}

    /** Sets all four up. */
    public Installation tell(Installation installation) {
        return installation
                .with("VEDETTE_SLACK_TOKEN", SLACK_TOKEN)
                .with("VEDETTE_SLACK_CHANNEL", "status")
                .with("VEDETTE_SLACK_URL", slack.url("/api/chat.postMessage"))
                .with("VEDETTE_SENTRY_DSN", "http://" + SENTRY_KEY + "@127.0.0.1:" + sentry.port() + "/42")
                .with("VEDETTE_HIPCHAT_ROOM", "4711")
                .with("VEDETTE_HIPCHAT_AUTH", HIPCHAT_AUTH)
                .with("VEDETTE_HIPCHAT_URL", hipchat.url(""))
                .with("VEDETTE_WEBHOOK_URL", webhook.url(HOOK_PATH));
    }

    public List<LocalServer> all() {
        return List.of(slack, sentry, hipchat, webhook);
    }

    /** How many messages a target was sent with this text in them. */
    public static long count(LocalServer target, String text) {
        return target.asked().stream()
                .map(Asked::body)
                .filter(body -> body.contains(text))
                .count();
    }

    private static Answered json(int status, String body) {
        return Answered.of(status, body).with("Content-Type", "application/json");
    }

    @Override
    public void close() {
        all().forEach(LocalServer::close);
    }
}
