package io.vedette.probe.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a server wants to be asked (RFC 9110, 11.6: {@code WWW-Authenticate}). Only the schemes of a challenge are shown: the
 * rest of it is the server's text.
 */
public final class Challenge {

    private static final int MOST_SCHEMES = 5;

    /** The words of a header's list: quoted texts are one, so that no comma in them divides. */
    private static final Pattern ITEM = Pattern.compile("(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|[^,\"])++");
    /** A scheme stands at the start of an item, before a blank or at the end; {@code realm=…} is a parameter. */
    private static final Pattern SCHEME =
            Pattern.compile("([A-Za-z][A-Za-z0-9._-]{0,29})(?:\\s++(?!=).*+|\\s*+)", Pattern.DOTALL);

    private Challenge() {}

    /** Returns the schemes that a challenge offers, each once, at most {@value #MOST_SCHEMES}. */
    public static List<String> schemes(String challenge) {
        List<String> schemes = new ArrayList<>();
        Matcher item = ITEM.matcher(challenge);
        while (item.find() && schemes.size() < MOST_SCHEMES) {
            Matcher scheme = SCHEME.matcher(item.group().strip());
            if (scheme.matches() && schemes.stream().noneMatch(scheme.group(1)::equalsIgnoreCase)) {
                schemes.add(scheme.group(1));
            }
        }
        return schemes;
    }
}
