package io.vedette.rule;

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
}
