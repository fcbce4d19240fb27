package io.vedette.status;

import java.util.Optional;

/**
 * Which paths a row of the table serves: one path alone, or all with a name in one place. A name may hold slashes.
 *
 * @param text as the table writes it: with {@code {name}}, which is never empty, or with a slash at its end, behind which a name may
 *     stand
 * @param before what stands before the name; the whole path where it has none
 * @param after what stands behind the name
 * @param named whether it has a name
 */
record PathPattern(String text, String before, String after, boolean named) {

    private static final String NAME = "{name}";

    static PathPattern of(String text) {
        int name = text.indexOf(NAME);
        return name < 0
                ? new PathPattern(text, text, "", text.length() > 1 && text.endsWith("/"))
                : new PathPattern(text, text.substring(0, name), text.substring(name + NAME.length()), true);
    }

    boolean serves(String path) {
        return rawName(path).isPresent();
    }

    /** Returns the name in a path as it was sent, the empty text where the pattern has none; empty for a path that it does not serve. */
    Optional<String> rawName(String path) {
        if (!named) {
            return path.equals(text) ? Optional.of("") : Optional.empty();
        }
        int least = before.length() + after.length() + (text.equals(before) ? 0 : 1);
        return path.length() >= least && path.startsWith(before) && path.endsWith(after)
                ? Optional.of(path.substring(before.length(), path.length() - after.length()))
                : Optional.empty();
    }

    /** Returns the first part of a path, such as {@code /task} of {@code /task/}: rows with a name are found by it. */
    static String firstPart(String path) {
        int second = path.indexOf('/', 1);
        return second < 0 ? path : path.substring(0, second);
    }
}
