package io.vedette.alert;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Writes a digest for a target that accepts a limited number of characters: a heading with counts, then the alerts, worst
 * first; those that do not fit are counted: {@code and 12 more}. A single alert has no heading, a few get a block each, many
 * a line each. Long alerts are cut, so that none takes the room of the others; their links stay whole, as half of one leads nowhere.
 *
 * @param most the most characters (UTF-16 units), counted after escaping
 * @param escape makes a text harmless for the target; applied to whole texts and to single characters
 */
record DigestText(int most, UnaryOperator<String> escape) {

    /** With more alerts than this, each gets only one line. */
    private static final int MOST_BLOCKS = 5;
    /** Room kept for "and 12345 more". */
    private static final int REST = 24;
    /** So many alerts are shown at least, however long each is. */
    private static final int SHOWN_AT_LEAST = 8;

    private static final String CUT = "…";

    static DigestText plain(int most) {
        return new DigestText(most, UnaryOperator.identity());
    }

    String of(Digest digest) {
        if (digest.isAnnouncement()) {
            return cut(String.join("\n", AlertText.linesOf(digest.announcement())), most);
        }
        List<Alert> alerts = digest.worstFirst();
        if (alerts.size() == 1) {
            return block(alerts.get(0), most);
        }
        return list(digest.heading(), alerts);
    }

    private String list(String heading, List<Alert> alerts) {
        boolean blocks = alerts.size() <= MOST_BLOCKS;
        String gap = blocks ? "\n\n" : "\n";
        StringBuilder text = new StringBuilder(escape.apply(heading));
        int each = (most - text.length() - REST) / Math.min(alerts.size(), SHOWN_AT_LEAST) - gap.length();
        int shown = 0;
        for (Alert alert : alerts) {
            String next = gap + (blocks ? block(alert, each) : cut(AlertText.headline(alert), each));
            if (text.length() + next.length() + REST > most) {
                break;
            }
            text.append(next);
            shown++;
        }
        int rest = alerts.size() - shown;
        return rest == 0 ? text.toString() : text + gap + "and " + rest + " more";
    }

    /** Returns an alert's lines; where they are too long its links come last, and what else it says is cut to make room for them. */
    private String block(Alert alert, int room) {
        String whole = escape.apply(AlertText.block(alert));
        String links = whole.length() <= room ? "" : AlertLinks.fitting(alert, room / 2, escape);
        return whole.length() <= room ? whole : cut(AlertText.withoutLinks(alert), room - links.length()) + links;
    }

    /** Returns the escaped text, cut between two characters so that no escape and no surrogate pair is split. */
    private String cut(String text, int room) {
        String whole = escape.apply(text);
        if (whole.length() <= room) {
            return whole;
        }
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String character = escape.apply(Character.toString(text.codePointAt(i)));
            if (kept.length() + character.length() + CUT.length() > room) {
                break;
            }
            kept.append(character);
        }
        return kept.append(CUT).toString();
    }
}
