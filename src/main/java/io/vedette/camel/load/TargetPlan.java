package io.vedette.camel.load;

import io.vedette.target.TargetKind;
import io.vedette.target.TargetOptions;
import java.util.Map;

/**
 * Everything that is made of a target's parameters, before anything runs.
 *
 * @param name its name, which {@code notify} of checks has
 * @param kind how it is spoken to
 * @param values the parameters, placeholders filled in and defaults of its template included; secrets are in it in plain text
 * @param ofTemplate those of them that only its template reads, which is then an operator's own: they stand in its route
 * @param options what it wants to be notified of, and when
 */
public record TargetPlan(
        String name,
        TargetKind kind,
        Map<String, String> values,
        Map<String, String> ofTemplate,
        TargetOptions options) {

    public TargetPlan {
        values = Map.copyOf(values);
        ofTemplate = Map.copyOf(ofTemplate);
    }

    /** Names the target, and nothing that may be secret. */
    @Override
    public String toString() {
        return "TargetPlan[" + name + "]";
    }
}
