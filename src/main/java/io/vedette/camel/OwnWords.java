package io.vedette.camel;

import io.vedette.alert.Alert;
import io.vedette.alert.AlertJson;
import io.vedette.alert.Wording;
import io.vedette.alert.Words;
import io.vedette.camel.language.SimpleText;
import io.vedette.config.values.Causes;
import io.vedette.process.Loggers;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** The words of one target: title and text of the operator's own where they are given, times in the zone of the settings. */
final class OwnWords implements Words {

    private final String target;
    private final Optional<SimpleText> title;
    private final Optional<SimpleText> text;
    private final Supplier<ZoneId> zone;

    /**
     * @param title in the language simple; empty for the built-in one
     * @param text likewise
     * @throws IllegalArgumentException when one cannot be read
     */
    OwnWords(String target, String title, String text, Supplier<ZoneId> zone, CamelContext context) {
        this.target = target;
        this.title = compiled(title, context);
        this.text = compiled(text, context);
        this.zone = zone;
    }

    private static Optional<SimpleText> compiled(String text, CamelContext context) {
        return Optional.of(text).filter(given -> !given.isBlank()).map(given -> SimpleText.compile(given, context));
    }

    @Override
    public Wording of(Alert alert) {
        Wording builtIn = new Wording("", "", zone.get());
        if (title.isEmpty() && text.isEmpty()) {
            return builtIn;
        }
        Map<String, Object> fields = AlertJson.fields(alert, builtIn);
        return new Wording(filled(title, fields), filled(text, fields), builtIn.zone());
    }

    /** An alert is told even where its own words fail. */
    private String filled(Optional<SimpleText> own, Map<String, Object> fields) {
        try {
            return own.map(words -> words.of(fields)).orElse("");
        } catch (RuntimeException e) {
            Loggers.ALERT.warn("Target {} is told in the built-in words: {}", target, Causes.message(e));
            return "";
        }
    }
}
