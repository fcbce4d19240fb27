package io.vedette.dashboard;

import static io.vedette.dashboard.Routes.check;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import io.vedette.target.FakeTargets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Three in the morning: 300 checks in 12 groups, of which eight are down. Three of them are silenced with the group that they stand
 * in, two are in hand, two more are degraded, and one target takes no alerts.
 */
final class Night implements AutoCloseable {

    private static final List<String> GROUPS = List.of(
            "billing",
            "catalogue",
            "checkout",
            "edge",
            "identity",
            "media",
            "mobile-api",
            "payments",
            "search",
            "shipping",
            "warehouse",
            "web");

    private static final int EACH = 25;

    /** The checks that are down, and since how many minutes; those of media are silenced. */
    private static final Map<String, Integer> DOWN = Map.of(
            "payments-01", 46,
            "checkout-01", 45,
            "identity-01", 39,
            "billing-07", 70,
            "shipping-03", 88,
            "media-01", 150,
            "media-02", 149,
            "media-03", 53);

    private static final Map<String, Integer> SLOW = Map.of("mobile-api-04", 16, "catalogue-02", 27);

    static final Set<String> ACKNOWLEDGED = Set.of("billing-07", "shipping-03");

    private final LocalServer systems = new LocalServer(asked -> {
        String name = asked.target().substring(1);
        return DOWN.containsKey(name)
                ? Answered.of(503, "out of order")
                : SLOW.containsKey(name)
                        ? Answered.of(200, "{\"status\":\"yellow\",\"number_of_nodes\":3,\"unassigned_shards\":4}")
                        : Answered.of(200, "{\"status\":\"UP\"}");
    });
    private final FakeTargets targets = new FakeTargets();
    private final Installation installation;
    private final Standalone vedette;

    Night(Path folder) throws Exception {
        targets.webhook.answer(401, "who are you");
        Verdict down = Verdict.error(Reason.STATUS, "status 503, expected 2xx");
        Verdict yellow = Verdict.degraded(Reason.STATUS, "status yellow");
        try (Past past = new Past(folder.resolve("data/vedette.db"), Instant.now(), 1)) {
            names().forEach(name -> {
                if (DOWN.containsKey(name)) {
                    past.trouble(name, 40 + name.hashCode() % 30, DOWN.get(name), down, "slack");
                } else if (SLOW.containsKey(name)) {
                    past.trouble(name, 80, SLOW.get(name), yellow, "slack");
                } else {
                    past.answers(name, 30 + Math.floorMod(name.hashCode(), 200), 4000);
                }
            });
        }
        installation = Installation.shipped(folder)
                .file("routes/checks.yaml", checks())
                .file("routes/targets.yaml", "# none but those of settings")
                .with("VEDETTE_SLACK_TOKEN", FakeTargets.SLACK_TOKEN)
                .with("VEDETTE_SLACK_CHANNEL", "operations")
                .with("VEDETTE_SLACK_URL", targets.slack.url("/api/chat.postMessage"))
                .with("VEDETTE_WEBHOOK_URL", targets.webhook.url(FakeTargets.HOOK_PATH))
                .with("VEDETTE_PRIORITY_TAGS", "tier1,tier2")
                .with("VEDETTE_GROUP_WINDOW", "0s");
        vedette = installation.start();
        installation.sendBody(
                "POST",
                "/api/v1/silences",
                "{\"match\":{\"groups\":[\"media\"]},\"for\":\"3h\",\"reason\":\"storage move\",\"by\":\"platform-operator\"}");
        for (String name : ACKNOWLEDGED) {
            installation.send(
                    "POST", "/api/v1/checks/" + name + "/acknowledge?by=night-operator&reason=failing%20over");
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String group : GROUPS) {
            for (int i = 1; i <= EACH; i++) {
                names.add(String.format("%s-%02d", group, i));
            }
        }
        return names;
    }

    private String[] checks() {
        return names().stream()
                .map(name -> check(
                        "health",
                        name,
                        "url=" + systems.url("/" + name),
                        "group=" + name.substring(0, name.length() - 3),
                        "tags=" + (name.endsWith("-01") ? "eu,tier1" : "eu")))
                .toArray(String[]::new);
    }

    String url(String hash) {
        return "http://127.0.0.1:" + installation.port() + "/#" + hash;
    }

    String path(String path) {
        return "http://127.0.0.1:" + installation.port() + path;
    }

    Installation installation() {
        return installation;
    }

    @Override
    public void close() throws Exception {
        vedette.close();
        targets.close();
        systems.close();
    }
}
