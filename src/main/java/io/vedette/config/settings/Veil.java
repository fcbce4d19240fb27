package io.vedette.config.settings;

import io.vedette.config.values.PercentDecoded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Hides in messages about one part of a configuration what its placeholders stand for: each stands in the place of its value,
 * which may be a secret that was put in the wrong place. Of what may be secret no part is shown either: whoever reads an
 * expression or an address tells of a piece of it.
 */
public final class Veil {

    /** Hides nothing. */
    public static final Veil NONE = new Veil(List.of());

    /** A shorter value stands in too many harmless texts. */
    private static final int SHORTEST = SecretIndex.SHORTEST;

    /** A piece as long as this is none of an ordinary word; a shorter one counts when it stands alone. */
    private static final int TELLING = 6;

    private static final int DEEPEST = 50;

    private final List<Value> values;

    /**
     * What a placeholder stands for.
     *
     * @param shown what is shown in place of it
     * @param text the value
     * @param mayBeSecret whether no part of it may be shown
     */
    public record Value(String shown, String text, boolean mayBeSecret) {

        /** Returns the placeholder alone. */
        @Override
        public String toString() {
            return shown;
        }
    }

    public Veil(Collection<Value> values) {
        this.values = values.stream()
                .filter(value -> !value.text().isBlank() && !value.text().equals(value.shown()))
                .distinct()
                .sorted(Comparator.comparingInt((Value value) -> value.text().length())
                        .reversed())
                .toList();
    }

    /** Hides what both hide. */
    public Veil and(Veil other) {
        return other.values.isEmpty()
                ? this
                : new Veil(Stream.concat(values.stream(), other.values.stream()).toList());
    }

    /** Returns the message with placeholders in the place of what they stand for. */
    public String over(String message) {
        if (values.isEmpty() || message == null) {
            return message;
        }
        Cover cover = new Cover(message);
        for (int i = 0; i < values.size(); i++) {
            cover.whole(values.get(i), i + 1);
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).mayBeSecret()) {
                cover.pieces(values.get(i).text(), i + 1);
            }
        }
        return cover.text(values);
    }

    /** Which character of a message is hidden behind which value, counted from 1. */
    private static final class Cover {

        private final String message;
        private final PercentDecoded decoded;
        private final int[] by;

        Cover(String message) {
            this.message = message;
            this.decoded = PercentDecoded.isNeeded(message) ? PercentDecoded.of(message) : null;
            this.by = new int[message.length()];
        }

        void whole(Value value, int number) {
            String text = value.text();
            boolean isShort = text.strip().length() < SHORTEST;
            if (isShort && !value.mayBeSecret()) {
                return;
            }
            Set<String> forms = new HashSet<>(List.of(text, text.strip()));
            for (String form : forms) {
                for (int at = message.indexOf(form); at >= 0; at = message.indexOf(form, at + 1)) {
                    if (!isShort || standsAlone(at, at + form.length())) {
                        set(at, at + form.length(), number);
                    }
                }
            }
            if (decoded != null && !isShort) {
                String sent = PercentDecoded.plain(text.strip());
                for (int at = decoded.bytes().indexOf(sent);
                        at >= 0;
                        at = decoded.bytes().indexOf(sent, at + 1)) {
                    set(decoded.starts()[at], decoded.ends()[at + sent.length() - 1], number);
                }
            }
        }

        /** Covers what is also a part of the secret, whatever the case of its letters. */
        void pieces(String secret, int number) {
            String small = secret.toLowerCase(Locale.ROOT);
            Set<String> parts = new HashSet<>();
            IntStream.rangeClosed(0, small.length() - SHORTEST)
                    .forEach(at -> parts.add(small.substring(at, at + SHORTEST)));
            boolean[] shared = new boolean[message.length()];
            for (int at = 0; at + SHORTEST <= message.length(); at++) {
                if (parts.contains(message.substring(at, at + SHORTEST).toLowerCase(Locale.ROOT))) {
                    for (int i = at; i < at + SHORTEST; i++) {
                        shared[i] = true;
                    }
                }
            }
            int at = 0;
            while (at < shared.length) {
                int end = at;
                while (end < shared.length && shared[end]) {
                    end++;
                }
                if (end - at >= TELLING || end > at && standsAlone(at, end)) {
                    set(at, end, number);
                }
                at = Math.max(end, at + 1);
            }
        }

        private boolean standsAlone(int start, int end) {
            return (start == 0 || !Character.isLetterOrDigit(message.charAt(start - 1)))
                    && (end == message.length() || !Character.isLetterOrDigit(message.charAt(end)));
        }

        private void set(int start, int end, int number) {
            for (int i = start; i < end; i++) {
                by[i] = by[i] == 0 ? number : by[i];
            }
        }

        String text(List<Value> values) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < by.length; i++) {
                if (by[i] == 0) {
                    text.append(message.charAt(i));
                } else if (i == 0 || by[i - 1] != by[i]) {
                    text.append(values.get(by[i] - 1).shown());
                }
            }
            return text.toString();
        }
    }

    /** Returns the placeholders of a text and those within them, each with its braces. */
    public static List<String> placeholders(String text) {
        List<String> found = new ArrayList<>();
        collect(text, 0, found);
        return found;
    }

    private static void collect(String text, int depth, List<String> found) {
        int open = depth > DEEPEST ? -1 : text.indexOf("{{");
        while (open >= 0) {
            boolean isEscaped = open > 0 && text.charAt(open - 1) == '\\';
            int close = isEscaped ? open : Braces.closing(text, open);
            if (close < 0) {
                return; // Nothing is filled in of a text whose placeholders do not end.
            }
            if (!isEscaped) {
                found.add(text.substring(open, close + 2));
                collect(text.substring(open + 2, close), depth + 1, found);
            }
            open = text.indexOf("{{", close + 2);
        }
    }
}
