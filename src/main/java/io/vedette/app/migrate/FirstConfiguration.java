package io.vedette.app.migrate;

import io.vedette.config.values.Authority;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The smallest configuration that is of use: one check, and one target that is told of it. */
public final class FirstConfiguration {

    private static final Pattern MAIL = Pattern.compile("(\\S+@\\S+?)(?:\\s+(?:by|over)?\\s*(smtps?://\\S+))?");
    private static final Pattern SERVER = Pattern.compile("(smtps?)://(?:([^:@/]+)(?::([^@/]*))?@)?([^/]+)/?");

    /** Whom to tell. */
    public enum Way {
        EMAIL,
        SLACK,
        WEBHOOK,
        /** Nobody but the log. */
        LOG
    }

    private FirstConfiguration() {}

    /**
     * Makes it.
     *
     * @param url what is watched
     * @param isTask whether it answers as py-pinger's tasks do
     * @param address for {@code EMAIL} an address, with the mail server behind it unless that is this machine: {@code
     *     ops@example.com smtps://user:password@mail.example.com}; else a URL
     * @throws IllegalArgumentException with a message for the operator
     */
    public static Migration of(String url, boolean isTask, Way way, String address) {
        Draft draft = new Draft("the answers to vedette init");
        draft.set("vedette.sample", "false");
        String host = Authority.host(URI.create(url)).replaceAll("[\\[\\]]", "");
        String target = way == Way.LOG ? "log" : draft.unique("ops");
        if (way != Way.LOG) {
            draft.target(
                    target, "notify-" + way.name().toLowerCase(java.util.Locale.ROOT), target(way, address.strip()));
        }
        Map<String, String> parameters = Draft.parameters("url", url, "interval", "60s", "notify", target);
        draft.check(draft.unique(host), isTask ? "task" : "http", parameters, "the answers");
        return draft.migration();
    }

    private static Map<String, String> target(Way way, String address) {
        if (way == Way.EMAIL) {
            return mail(address);
        }
        if (!address.matches("https?://\\S+")) {
            throw new IllegalArgumentException("is not a URL; it must start with http:// or https://");
        }
        return Draft.parameters(way == Way.SLACK ? "webhookUrl" : "url", address);
    }

    private static Map<String, String> mail(String text) {
        Matcher mail = MAIL.matcher(text);
        if (!mail.matches()) {
            throw new IllegalArgumentException(
                    "is not an e-mail address, with the server behind it unless that is this machine, as in ops@example.com"
                            + " smtps://user:password@mail.example.com");
        }
        Matcher server = SERVER.matcher(mail.group(2) == null ? "smtp://localhost:25" : mail.group(2));
        if (!server.matches()) {
            throw new IllegalArgumentException("has no mail server such as smtp://mail.example.com:587");
        }
        boolean isHere = mail.group(2) == null;
        Map<String, String> all = new LinkedHashMap<>(Draft.parameters(
                "to", mail.group(1),
                "from", mail.group(1),
                "server", server.group(1) + "://" + server.group(4),
                "username", Draft.decoded(server.group(2)),
                "password", Draft.decoded(server.group(3))));
        if (isHere) {
            all.put("startTls", "never");
        } else if (server.group(1).equals("smtp") && server.group(2) == null) {
            all.put("startTls", "optional");
        }
        return all;
    }
}
