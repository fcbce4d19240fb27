package io.vedette.status.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How much a client likes which form of an answer (RFC 9110, 12.5.1); what cannot be read counts as not said. */
record AcceptHeader(Map<String, Double> qualities) {

    private static final String PAGE = "text/html";

    /** Reads an Accept header, or an empty text. */
    static AcceptHeader of(String header) {
        Map<String, Double> qualities = new HashMap<>();
        for (String range : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            if (parts.length > 0) {
                qualities.merge(parts[0].strip(), quality(parts), Math::max);
            }
        }
        return new AcceptHeader(Map.copyOf(qualities));
    }

    /** Whether a page is liked no less than JSON; programs that say nothing, or take anything, are not asked to read one. */
    boolean prefersPage() {
        double page = qualities.getOrDefault(PAGE, 0.0);
        return page > 0 && page >= json();
    }

    private double json() {
        for (String range : new String[] {"application/json", "application/*", "*/*"}) {
            if (qualities.containsKey(range)) {
                return qualities.get(range);
            }
        }
        return 0;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                String value = parameter.substring(2).strip();
                return value.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(value) : 1;
            }
        }
        return 1;
    }
}
