package io.vedette.app.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The {@code query_response} of a module: what is sent over TCP and expected, of which a check has one text each. */
final class BlackboxDialogue {

    private final List<YamlTree> rounds;

    /** @param tcp the section of the module */
    BlackboxDialogue(YamlTree tcp) {
        this.rounds = tcp.get("query_response").map(YamlTree::items).orElse(List.of());
    }

    /** Adds the parameters of a check: the first texts, those behind STARTTLS if there is one. */
    void into(Map<String, String> all) {
        for (YamlTree round : rounds) {
            if (round.plain("starttls").equals("true")) {
                all.remove("send"); // What is said before TLS belongs to startTls.
                all.remove("expect");
                all.put("startTls", startTls());
                continue;
            }
            Expressions.plain(round.plain("expect")).ifPresent(text -> all.putIfAbsent("expect", text));
            if (!round.plain("send").isEmpty() && !round.plain("send").contains("${")) {
                all.putIfAbsent("send", Expressions.sent(round.plain("send")));
            }
        }
    }

    private String startTls() {
        List<String> said =
                rounds.stream().map(round -> round.plain("send").strip()).toList();
        if (said.contains("AUTH TLS")) {
            return "ftp";
        }
        if (said.contains("STLS")) {
            return "pop3";
        }
        return said.stream().anyMatch(one -> one.matches("\\S+ STARTTLS")) ? "imap" : "smtp";
    }

    /** Returns what of it is not taken. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        rounds.stream()
                .map(round -> round.plain("expect"))
                .filter(expected ->
                        !expected.isEmpty() && Expressions.plain(expected).isEmpty())
                .forEach(expected ->
                        left.add("query_response: expect " + expected + " not imported, expect is a text here"));
        if (Stream.of("send", "expect").anyMatch(key -> count(key) > 1)) {
            left.add("query_response: one text is sent here and one is waited for, behind STARTTLS if there is one");
        }
        return left;
    }

    private long count(String key) {
        return rounds.stream().filter(round -> !round.plain(key).isEmpty()).count();
    }
}
