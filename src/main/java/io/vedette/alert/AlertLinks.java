package io.vedette.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The links of an alert's text, a line each. Each is whole or not there: half of one leads nowhere. */
final class AlertLinks {

    /** A longer one is left out. */
    private static final int LONGEST = 2_000;

    private AlertLinks() {}

    /** Returns them as they stand in the text; words of an operator's own have none. */
    static List<String> of(Alert alert) {
        List<String> lines = new ArrayList<>();
        if (AlertText.linesOf(alert.wording().text()).isEmpty()) {
            add("Link: ", alert.link(), lines);
            add("Incident: ", alert.wording().incident(), lines);
            add("Acknowledge: ", alert.wording().acknowledge(), lines);
        }
        return lines;
    }

    /** Returns those that fit, each on a line of its own; the one that needs somebody before those that show more. */
    static String fitting(Alert alert, int room, UnaryOperator<String> escape) {
        List<String> lines = of(alert);
        StringBuilder links = new StringBuilder();
        for (String kind : List.of("Acknowledge: ", "Link: ", "Incident: ")) {
            lines.stream()
                    .filter(line -> line.startsWith(kind))
                    .map(line -> "\n" + escape.apply(line))
                    .filter(line -> links.length() + line.length() <= room)
                    .forEach(links::append);
        }
        return links.toString();
    }

    private static void add(String label, String link, List<String> lines) {
        if (!link.isEmpty() && link.length() <= LONGEST) {
            lines.add(label + AlertText.clean(link, LONGEST));
        }
    }
}
