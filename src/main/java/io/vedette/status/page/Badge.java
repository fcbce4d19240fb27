package io.vedette.status.page;

import io.vedette.state.Health;
import java.util.Locale;

/** A flat badge as projects show it in their README: what on the left, how on the right. No font is fetched. */
final class Badge {

    static final String GREEN = "#4c1";
    static final String YELLOW = "#dfb317";
    static final String RED = "#e05d44";
    static final String GREY = "#9f9f9f";

    private static final int LONGEST = 60;
    private static final int PADDING = 10;

    /** How wide the letters from blank to ~ are in Verdana at 11 px, in tenths of a pixel. */
    private static final int[] WIDTHS = {
        39, 43, 50, 90, 70, 118, 80, 30, 50, 50, 70, 90, 40, 50, 40, 50, //
        70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 50, 50, 90, 90, 90, 60, //
        110, 75, 75, 77, 85, 70, 63, 85, 83, 46, 50, 76, 61, 93, 82, 87, //
        66, 87, 76, 75, 68, 81, 75, 109, 75, 68, 75, 50, 50, 50, 90, 70, //
        70, 66, 69, 57, 69, 66, 39, 69, 70, 30, 38, 65, 30, 107, 70, 67, //
        69, 69, 47, 57, 43, 70, 65, 90, 65, 65, 58, 70, 50, 70, 90
    };

    private static final int WIDEST = 118;

    private Badge() {}

    static String of(String label, String message, String colour) {
        String left = bounded(label);
        String right = bounded(message);
        int leftWidth = width(left) + PADDING;
        int rightWidth = width(right) + PADDING;
        int width = leftWidth + rightWidth;
        String title = Html.escaped(left + ": " + right);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width
                + "\" height=\"20\" role=\"img\" aria-label=\""
                + title + "\"><title>" + title + "</title>"
                + "<linearGradient id=\"s\" x2=\"0\" y2=\"100%\"><stop offset=\"0\" stop-color=\"#bbb\" stop-opacity=\".1\"/>"
                + "<stop offset=\"1\" stop-opacity=\".1\"/></linearGradient>"
                + "<clipPath id=\"r\"><rect width=\"" + width + "\" height=\"20\" rx=\"3\" fill=\"#fff\"/></clipPath>"
                + "<g clip-path=\"url(#r)\"><rect width=\"" + leftWidth + "\" height=\"20\" fill=\"#555\"/>"
                + "<rect x=\"" + leftWidth + "\" width=\"" + rightWidth + "\" height=\"20\" fill=\"" + colour + "\"/>"
                + "<rect width=\"" + width + "\" height=\"20\" fill=\"url(#s)\"/></g>"
                + "<g fill=\"#fff\" text-anchor=\"middle\" font-family=\"Verdana,Geneva,DejaVu Sans,sans-serif\" font-size=\"11\""
                + " direction=\"ltr\" unicode-bidi=\"isolate\">"
                + text(left, leftWidth, leftWidth / 2.0) + text(right, rightWidth, leftWidth + rightWidth / 2.0)
                + "</g></svg>";
    }

    /** Returns the badge of a state, in its words and colour. */
    static String of(String label, Health health) {
        return switch (health) {
            case OK -> of(label, "ok", GREEN);
            case DEGRADED -> of(label, "degraded", YELLOW);
            case ERROR -> of(label, "error", RED);
            case SLEEPING, PAUSED, PENDING -> of(label, health.code(), GREY);
        };
    }

    private static String text(String text, int width, double middle) {
        String escaped = Html.escaped(text);
        String place = String.format(Locale.ROOT, " x=\"%.1f\" textLength=\"%d\"", middle, width - PADDING);
        return "<text aria-hidden=\"true\" y=\"15\" fill=\"#010101\" fill-opacity=\".3\"" + place + ">" + escaped
                + "</text><text y=\"14\"" + place + ">" + escaped + "</text>";
    }

    /** Replaces what XML cannot hold by a mark: controls, halves of characters. */
    private static String bounded(String text) {
        int[] points = text.codePoints()
                .map(point -> point < 0x20 || point >= 0xd800 && point <= 0xdfff || point >= 0xfffe && point <= 0xffff
                        ? 0xfffd
                        : point)
                .toArray();
        return points.length <= LONGEST
                ? new String(points, 0, points.length)
                : new String(points, 0, LONGEST - 1) + "…";
    }

    private static int width(String text) {
        int tenths = text.codePoints()
                .map(point -> point >= 0x20 && point < 0x20 + WIDTHS.length ? WIDTHS[point - 0x20] : WIDEST)
                .sum();
        return Math.max(1, (tenths + 9) / 10);
    }
}
