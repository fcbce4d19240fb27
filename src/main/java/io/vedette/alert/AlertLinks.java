package io.vedette.alert;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The links of an alert's text, a line each. Each is whole or not there: half of one leads nowhere. */
final class AlertLinks {

    /** A longer one is left out. */
    private static final int LONGEST = 2_000;

    /** What a link leads to, in the order of the text. */
    enum Kind {
        CHECK("Link: "),
        INCIDENT("Incident: "),
        ACKNOWLEDGE("Acknowledge: ");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** The one that needs somebody before those that show more. */
    private static final List<Kind> BY_NEED = List.of(Kind.ACKNOWLEDGE, Kind.CHECK, Kind.INCIDENT);

    private AlertLinks() {}

    /** Returns those that there are; words of an operator's own have none. */
    static Map<Kind, String> of(Alert alert) {
        Map<Kind, String> links = new EnumMap<>(Kind.class);
        if (AlertText.linesOf(alert.wording().text()).isEmpty()) {
            links.put(Kind.CHECK, alert.link());
            links.put(Kind.INCIDENT, alert.wording().incident());
            links.put(Kind.ACKNOWLEDGE, alert.wording().acknowledge());
            links.values().removeIf(link -> link.isEmpty() || link.length() > LONGEST);
            links.replaceAll((kind, link) -> AlertText.clean(link, LONGEST));
        }
        return links;
    }

    /** Returns them as they stand in the text. */
    static List<String> lines(Alert alert) {
        return of(alert).entrySet().stream()
                .map(link -> link.getKey().label + link.getValue())
                .toList();
    }

    /** Returns those that fit, each on a line of its own. */
    static String fitting(Alert alert, int room, UnaryOperator<String> escape) {
        Map<Kind, String> links = of(alert);
        StringBuilder text = new StringBuilder();
        BY_NEED.stream()
                .filter(links::containsKey)
                .map(kind -> "\n" + escape.apply(kind.label + links.get(kind)))
                .filter(line -> text.length() + line.length() <= room)
                .forEach(text::append);
        return text.toString();
    }
}
