package io.vedette;

import java.time.Duration;

/** What applications give to the API; what cannot be meant is refused with the argument's name. */
final class Given {

    /** A longer pause or silence is a slip. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private Given() {}

    /** @throws IllegalArgumentException when it is null */
    static <T> T thing(String argument, T given) {
        if (given == null) {
            throw new IllegalArgumentException(argument + ": is null");
        }
        return given;
    }

    /** @throws IllegalArgumentException when it is null */
    static String text(String argument, String given) {
        return thing(argument, given);
    }

    /** @throws IllegalArgumentException when it is null, or any of it */
    static String[] texts(String argument, String... given) {
        for (String one : thing(argument, given)) {
            thing(argument, one);
        }
        return given;
    }

    /** Returns a text that may be left out. */
    static String orEmpty(String given) {
        return given == null ? "" : given;
    }

    /** @throws IllegalArgumentException when it is null, or longer than can be counted */
    static long millis(String argument, Duration given) {
        try {
            return thing(argument, given).toMillis();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(argument + ": " + given + " is too long", e);
        }
    }

    /** @throws IllegalArgumentException when it is null, not longer than nothing, or longer than ten years */
    static Duration time(String argument, Duration given) {
        if (thing(argument, given).isNegative() || given.isZero()) {
            throw new IllegalArgumentException(
                    argument + ": " + given + " must end in the future: it is not longer than nothing");
        }
        if (given.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(argument + ": " + given + " is too long: ten years at most");
        }
        return given;
    }
}
