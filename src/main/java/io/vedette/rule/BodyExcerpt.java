package io.vedette.rule;

import io.vedette.probe.Answer;
import java.util.Locale;
import java.util.Map;

/**
 * The beginning of a body as a message shows it: {@code "upstream connect error"}, {@code an HTML page "502 Bad Gateway
 * nginx"}. Of a page its words are shown, without tags, scripts and styles; what is no text is named by its type and
 * size alone. One line, without control characters and without the credentials of an address.
 */
public final class BodyExcerpt {

    /** So many characters tell what is wrong without filling a message. */
    static final int SHOWN = 200;

    /** So much of a body is looked at. */
    private static final int LOOKED_AT = 64 * 1024;

    private static final Map<String, String> ENTITIES = Map.of(
            "&lt;",
            "<",
            "&gt;",
            ">",
            "&quot;",
            "\"",
            "&#39;",
            "'",
            "&apos;",
            "'",
            "&nbsp;",
            " ",
            "&mdash;",
            "—",
            "&ndash;",
            "–",
            "&hellip;",
            "…");

    private BodyExcerpt() {}

    /** Returns what the body is and how it begins; empty text for an empty body. */
    public static String of(Answer.Http http) {
        String all = http.text();
        String text = (all.length() > LOOKED_AT ? all.substring(0, LOOKED_AT) : all).strip();
        if (text.isEmpty()) {
            return "";
        }
        if (isBinary(http.mediaType(), text)) {
            String type = http.mediaType().isEmpty() ? "" : Text.bounded(http.mediaType(), 80) + ", ";
            return "no text (" + type + http.body().length + " bytes)";
        }
        if (!isPage(http.mediaType(), text)) {
            return '"' + shown(text) + '"';
        }
        String words = words(text);
        return "an HTML page \"" + shown(words.isEmpty() ? text : words) + '"';
    }

    /** Returns whether a body is an HTML page, by its type or by how it begins. */
    public static boolean isPage(String mediaType, String text) {
        String start = text.substring(0, Math.min(text.length(), 200)).strip().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html")
                || start.startsWith("<html")
                || start.startsWith("<")
                        && (mediaType.equals("text/html") || mediaType.equals("application/xhtml+xml"));
    }

    /** Returns whether a body is no text, by its type or by what stands in its beginning. */
    public static boolean isBinary(String mediaType, String text) {
        if (mediaType.startsWith("image/") || mediaType.startsWith("audio/") || mediaType.startsWith("video/")) {
            return !mediaType.equals("image/svg+xml");
        }
        int looked = Math.min(text.length(), 1_000);
        long odd = text.chars()
                .limit(looked)
                .filter(c -> c == '\uFFFD' || c < 0x20 && c != '\t' && c != '\r' && c != '\n' && c != 0x1b)
                .count();
        return odd * 10 > looked || text.indexOf('\0') >= 0 && text.indexOf('\0') < looked;
    }

    private static String shown(String text) {
        return Text.masked(text.replaceAll("\\s+", " "), SHOWN);
    }

    /** The words of a page, its title first. */
    private static String words(String page) {
        String lower = inLowerCase(page);
        String title = element(page, lower, "title");
        String rest = withoutTags(page, lower).strip();
        String all = title.isEmpty() || rest.startsWith(title) ? rest : title + " " + rest;
        for (Map.Entry<String, String> entity : ENTITIES.entrySet()) {
            all = all.replace(entity.getKey(), entity.getValue());
        }
        return all.replace("&amp;", "&").replaceAll("\\s+", " ").strip();
    }

    /** ASCII letters alone: other letters may become longer, and places in both texts must agree. */
    private static String inLowerCase(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] += chars[i] >= 'A' && chars[i] <= 'Z' ? 'a' - 'A' : 0;
        }
        return new String(chars);
    }

    private static String element(String page, String lower, String name) {
        int start = lower.indexOf("<" + name);
        int open = start < 0 ? -1 : lower.indexOf('>', start);
        int end = open < 0 ? -1 : lower.indexOf("</" + name, open);
        return end < 0
                ? ""
                : page.substring(open + 1, end).replaceAll("\\s+", " ").strip();
    }

    private static String withoutTags(String page, String lower) {
        StringBuilder words = new StringBuilder();
        int at = 0;
        while (at < page.length() && words.length() < 4 * SHOWN) {
            int tag = lower.indexOf('<', at);
            words.append(page, at, tag < 0 ? page.length() : tag).append(' ');
            at = tag < 0 ? page.length() : end(lower, tag);
        }
        return words.toString().replaceAll("\\s+", " ");
    }

    /** Where what begins at a tag is over: a comment and elements whose content nobody reads are passed over whole. */
    private static int end(String lower, int tag) {
        if (lower.startsWith("<!--", tag)) {
            return after(lower, "-->", tag);
        }
        for (String name : new String[] {"script", "style", "title", "noscript", "svg"}) {
            if (lower.startsWith("<" + name, tag)) {
                return after(lower, ">", Math.max(tag, after(lower, "</" + name, tag) - 1));
            }
        }
        return after(lower, ">", tag);
    }

    private static int after(String text, String what, int from) {
        int found = text.indexOf(what, from);
        return found < 0 ? text.length() : found + what.length();
    }
}
