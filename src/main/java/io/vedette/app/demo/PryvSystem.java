package io.vedette.app.demo;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A Pryv.io platform without DNS: register and core on one host. */
final class PryvSystem {

    /** Not a secret: it opens nothing but the demo. */
    private static final String TOKEN = "demo-access-token";

    private static final String USER = "healthmetrics01";

    private PryvSystem() {}

    static List<WebSystem> all(WebSystem.Maker maker) {
        String host = origin(maker.base());
        return List.of(
                maker.at(
                        "/reg/" + USER + "/check_username",
                        "pryv",
                        "pryv-register",
                        "pryv-register",
                        1,
                        PryvSystem::register,
                        Map.of("hostname", host)),
                maker.at(
                        "/" + USER + "/events",
                        "pryv",
                        "pryv-core",
                        "pryv-core",
                        2,
                        PryvSystem::core,
                        Map.of("hostname", host, "token", TOKEN)));
    }

    private static String origin(URI base) {
        return base.getScheme() + "://" + base.getAuthority();
    }

    private static Reply register(int mood, Instant now, Ask ask) {
        return mood == Moods.WELL ? Reply.json("{\"reserved\":true}") : Reply.json(500, """
                        {"id":"INTERNAL_ERROR","message":"Internal Error","detail":"Something went bad on the server.","errors":[]}""");
    }

    private static Reply core(int mood, Instant now, Ask ask) {
        if (!ask.authorization().equals(TOKEN)) {
            return error(403, "invalid-access-token", "Cannot find access from token.", now);
        }
        return switch (mood) {
            case 1 -> error(503, "api-unavailable", "The API is currently unavailable.", now);
            case 2 -> error(500, "unexpected-error", "Unexpected error", now);
            default -> Reply.json("{\"events\":[]," + meta(now) + "}");
        };
    }

    private static Reply error(int status, String id, String message, Instant now) {
        return Reply.json(
                status, "{\"error\":{\"id\":\"" + id + "\",\"message\":\"" + message + "\"}," + meta(now) + "}");
    }

    private static String meta(Instant now) {
        return "\"meta\":{\"apiVersion\":\"1.9.3\",\"serverTime\":" + now.getEpochSecond()
                + ".011,\"serial\":\"2019061301\"}";
    }
}
