package io.vedette.history;

import io.vedette.database.SqlText;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import java.time.Duration;
import java.time.Instant;

/** Writes and reads results as text: a line each, numbers in base 36, so that most take about 15 characters. */
final class ResultLines {

    private static final int BASE = Character.MAX_RADIX;
    private static final Status[] STATUSES = Status.values();

    private ResultLines() {}

    /** Adds {@code time status took [reason message]} and a line break. */
    static void append(StringBuilder lines, Result result) {
        lines.append(Long.toString(result.at().toEpochMilli(), BASE))
                .append(' ')
                .append(result.status().ordinal())
                .append(' ')
                .append(Long.toString(result.took().toMillis(), BASE));
        if (!result.reason().isEmpty() || !result.message().isEmpty()) {
            lines.append(' ')
                    .append(Text.bounded(result.reason(), Text.NAME).replace(' ', '-'))
                    .append(' ')
                    .append(SqlText.storable(Text.bounded(result.message(), Recent.MESSAGE)));
        }
        lines.append('\n');
    }

    /** Reads one line, without its break. */
    static Result read(String check, String line) {
        String[] fields = line.split(" ", 5);
        return new Result(
                check,
                Instant.ofEpochMilli(Long.parseLong(fields[0], BASE)),
                STATUSES[Integer.parseInt(fields[1])],
                Duration.ofMillis(Long.parseLong(fields[2], BASE)),
                fields.length > 3 ? fields[3] : "",
                fields.length > 4 ? fields[4] : "");
    }

    /** Returns only the latest lines. */
    static String last(String lines, int most) {
        int from = lines.length();
        for (int i = 0; i < most && from > 0; i++) {
            from = lines.lastIndexOf('\n', from - 2) + 1;
        }
        return lines.substring(from);
    }

    static int count(String lines) {
        return (int) lines.chars().filter(c -> c == '\n').count();
    }
}
