package io.vedette.rule.kind;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Breaks well-formed bodies in the ways that servers, proxies and attackers do. Bytes are handled as ISO 8859-1 text. */
final class BodyMutator {

    private static final int LARGEST = 256 * 1024;
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1e308",
            "-1e308",
            "1e999999999",
            "1e-999999999",
            "1e99999999999",
            "0.1",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999999999",
            "1530185868",
            "1530185868000",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"start\":\"22:00:00\",\"duration\":1e9}",
            "\"\"",
            "\" \"",
            "\"ok\"",
            "\"OK\"",
            "\"NaN\"",
            "\"1e308\"",
            "\"10\"",
            "\"-0\"",
            "NaN",
            "Infinity",
            "\"22:00\"",
            "\"99:99:99\"",
            "\"24:00:00\"",
            "\"2018-06-28\"",
            "\"2018-06-28T11:37:48.123456789012345678901234567890+18:00\"",
            "\"2018-02-30T00:00:00Z\"",
            "\"9999-12-31T23:59:59-18:00\"",
            "\"2018-06-28T11:37:48[Europe/Zurich]\"",
            "\"[\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"${jndi:ldap://x}\"",
            "\"<script>\"",
            "\"\\u202eok\"");
    private static final List<String> SCRAPS = List.of(
            "\u00ef\u00bb\u00bf",
            "\u0000",
            "\u00ff\u00fe",
            "<html>",
            "}",
            "{",
            "]",
            "[",
            "\"",
            "\\",
            ",",
            ":",
            "//",
            "/*",
            "\n",
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080",
            "\u00f4\u0090\u0080\u0080",
            "e",
            "-",
            ".",
            " ",
            "'");

    private final RandomGenerator random;
    private final List<byte[]> seeds;

    BodyMutator(RandomGenerator random, List<byte[]> seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    /** One of the seeds, broken in up to four ways; rarely none. */
    byte[] next() {
        String body = seed();
        for (int left = random.nextInt(5); left > 0; left--) {
            body = mutate(body);
        }
        byte[] bytes = body.getBytes(ISO_8859_1);
        return random.nextInt(50) == 0 ? new String(bytes, UTF_8).getBytes(UTF_16) : Arrays.copyOf(bytes, most(bytes));
    }

    private String mutate(String body) {
        int at = random.nextInt(body.length() + 1);
        int end = Math.min(body.length(), at + random.nextInt(40));
        return switch (random.nextInt(11)) {
            case 0 -> flip(body);
            case 1 -> body.substring(0, at);
            case 2 -> body.substring(0, at) + body.substring(end);
            case 3 -> splice(body.substring(0, at));
            case 4 -> body.substring(0, at) + any(SCRAPS) + body.substring(at);
            case 5 -> body.substring(0, end) + repeated(body.substring(at, end)) + body.substring(end);
            case 6 -> number(body, at);
            case 7 -> nested(body, at);
            default -> value(body, at, any(VALUES));
        };
    }

    private String flip(String body) {
        StringBuilder flipped = new StringBuilder(body);
        for (int left = random.nextInt(1, 8); left > 0 && !body.isEmpty(); left--) {
            int at = random.nextInt(body.length());
            flipped.setCharAt(at, (char) (body.charAt(at) ^ 1 << random.nextInt(8)));
        }
        return flipped.toString();
    }

    private String splice(String start) {
        String other = seed();
        return start + other.substring(random.nextInt(other.length() + 1));
    }

    private String repeated(String part) {
        int times = random.nextInt(20) == 0 ? random.nextInt(10_000) : random.nextInt(10);
        return part.repeat(Math.min(times, LARGEST / Math.max(1, part.length())));
    }

    private String number(String body, int from) {
        int start = from;
        while (start < body.length() && !Character.isDigit(body.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < body.length() && Character.isDigit(body.charAt(end))) {
            end++;
        }
        return body.substring(0, start) + digits() + body.substring(end);
    }

    private String digits() {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.toString(random.nextInt(100));
            case 1 -> Long.toString(random.nextLong());
            case 2 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            default -> "9".repeat(random.nextInt(1_200));
        };
    }

    private String nested(String body, int from) {
        int depth = random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(600);
        String value = random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        return value(body, from, value);
    }

    /** Puts another value behind the next colon. */
    private String value(String body, int from, String value) {
        int colon = body.indexOf(':', from);
        if (colon < 0) {
            return body;
        }
        int end = colon + 1;
        while (end < body.length() && body.charAt(end) != ',' && body.charAt(end) != '}') {
            end++;
        }
        return body.substring(0, colon + 1) + value + body.substring(end);
    }

    private String seed() {
        return new String(seeds.get(random.nextInt(seeds.size())), ISO_8859_1);
    }

    private <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    private static int most(byte[] bytes) {
        return Math.min(bytes.length, LARGEST);
    }
}
