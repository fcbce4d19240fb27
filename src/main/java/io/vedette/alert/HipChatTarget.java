package io.vedette.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.HeaderText;
import io.vedette.config.values.Parameters;
import io.vedette.state.Health;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Speaks to HipChat: the room notification of its API version 2, which self-hosted servers and compatible relays still
 * offer. The answer is judged like any HTTP target's: 204 means accepted.
 */
public final class HipChatTarget implements TargetProtocol {

    /** HipChat accepts 10,000 characters. */
    static final int MOST_TEXT = 9_900;

    private final Settings settings;
    private final String auth;
    private final HttpTarget http;
    private final DigestText text = new DigestText(MOST_TEXT, HipChatTarget::withoutMentions);

    private HipChatTarget(Settings settings, String auth, Clock clock) {
        this.settings = settings;
        this.auth = auth;
        this.http = new HttpTarget(clock);
    }

    /** Reads what a target needs: {@code room}, {@code auth} and, but for Atlassian's own service, {@code url}. */
    public static HipChatTarget of(Parameters given, Clock clock) {
        given.address("url", "");
        String auth = given.parsed("auth", text -> HeaderText.value("the token", text))
                .orElse("");
        if (given.text("auth").isEmpty()) {
            given.problem("auth", "is missing: the room's token");
        }
        return new HipChatTarget(new Settings(given.text("url", ""), given.required("room")), auth, clock);
    }

    /** Reads where messages go that a route of an operator's own sends. */
    public static HipChatTarget ofSettings(Parameters given, Clock clock) {
        return new HipChatTarget(new Settings(given.text("url", ""), given.text("room", "")), "", clock);
    }

    /**
     * Where messages go.
     *
     * @param url the server's address; empty for {@value #CLOUD}
     * @param room the room's id or name
     */
    public record Settings(String url, String room) {

        /** Atlassian's service, which was shut down on 15 February 2019. */
        public static final String CLOUD = "https://api.hipchat.com";

        public Settings {
            url = url.isBlank() ? CLOUD : url.strip();
        }

        /** Returns the address to which a notification for the room is POSTed. */
        String address() {
            String base = url.replaceFirst("/+$", "").replaceFirst("/v2$", "");
            String name = URLEncoder.encode(room, StandardCharsets.UTF_8).replace("+", "%20");
            return base + "/v2/room/" + name + "/notification";
        }
    }

    /** Returns the address to which a notification for the room is POSTed. */
    public String url() {
        return settings.address();
    }

    /** Returns the notification's JSON to POST. */
    @Override
    public byte[] message(Digest digest) {
        ObjectNode message = AlertJson.object();
        message.put("from", "Vedette");
        message.put("message_format", "text");
        message.put("color", color(digest));
        message.put("notify", true);
        message.put("message", text.of(digest));
        return AlertJson.bytes(message);
    }

    /** Returns one notification for all alerts. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        return List.of(TargetRequest.json(
                url(),
                Map.of("Authorization", "Bearer " + auth),
                new String(message(digest), StandardCharsets.UTF_8),
                digest.checks()));
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        return http.refusal(reply);
    }

    private static String color(Digest digest) {
        return digest.worst()
                .map(worst -> worst == Health.ERROR ? "red" : worst == Health.DEGRADED ? "yellow" : "green")
                .orElse("gray");
    }

    /** Puts a space of no width after each {@code @}, so that the text mentions nobody ({@code @all}). */
    static String withoutMentions(String text) {
        return text.replace("@", "@\u200b");
    }
}
