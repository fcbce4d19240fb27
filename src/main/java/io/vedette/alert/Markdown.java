package io.vedette.alert;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text harmless where Markdown is read, as Discord and Mattermost read it: signs that would be markup get a backslash, and
 * an at sign a space of no width, so that it calls nobody. Web addresses stay whole, as far as nothing in them is markup.
 */
final class Markdown {

    private static final Pattern SIGN =
            Pattern.compile("(https?://[A-Za-z0-9./?#%&=_~:+,;-]+)|[\\\\`*_~|<>\\[\\]()#!&@]");

    private static final String NO_WIDTH = "\u200b";

    private Markdown() {}

    static String literal(String text) {
        return SIGN.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null
                                ? found.group()
                                : found.group().equals("@") ? "@" + NO_WIDTH : "\\" + found.group()));
    }

    /** The same where no address may become a link, with a preview of what is there. */
    static String withoutLinks(String text) {
        return literal(text.replace("://", ":" + NO_WIDTH + "//"));
    }
}
