package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One failing component, in its own words. All three come from the endpoint and are data: bounded, shown escaped, never
 * evaluated.
 *
 * @param component the component's name, such as {@code fiscalPrinters/eKasa}
 * @param status its status word as it was sent
 * @param message its description or error; empty when it gave none
 */
public record Failure(String component, String status, String message) {

    public Failure {
        component = Text.bounded(component, Text.NAME);
        status = Text.bounded(status, Text.NAME);
        message = Text.bounded(message, Text.MESSAGE);
    }

    /** Reads failures that were kept as JSON; what is no list has none, and a text that is missing is empty. */
    public static List<Failure> readAll(JsonNode list) {
        List<Failure> failures = new ArrayList<>();
        list.forEach(failure -> failures.add(new Failure(
                JsonText.field(failure, "component"),
                JsonText.field(failure, "status"),
                JsonText.field(failure, "message"))));
        return failures;
    }
}
