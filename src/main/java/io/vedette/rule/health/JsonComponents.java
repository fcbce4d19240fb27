package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.JsonText;
import io.vedette.rule.JsonValues;
import io.vedette.rule.Reason;
import io.vedette.rule.StatusWords;
import io.vedette.rule.Verdict;
import io.vedette.rule.health.HealthReport.Component;
import java.util.List;

/** The components of a body: the container that holds them, and the words that they use. */
public record JsonComponents(JsonValues path, StatusWords words) {

    public Verdict judge(JsonNode body) {
        JsonNode container = path.in(body);
        if (!container.isContainerNode()) {
            return Verdict.error(
                    Reason.COMPONENT,
                    path + " is " + JsonText.of(container) + ", expected an object or array of components");
        }
        List<Component> components = Components.of(container, HealthWords.KNOWN, false).stream()
                .map(this::judged)
                .toList();
        return HealthReport.of(components).judge(200);
    }

    private Component judged(Component component) {
        return new Component(component.name(), words.status(component.word()), component.word(), component.message());
    }
}
