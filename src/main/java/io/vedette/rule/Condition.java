package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a body must fulfil beyond its words: a predicate that an operator wrote, compiled while loading. What the body
 * holds is data for it and is never evaluated.
 */
@FunctionalInterface
public interface Condition {

    /** Tries the condition on a body; throws for none. */
    Result test(JsonNode body);

    /**
     * What came out.
     *
     * @param met whether the body fulfils the condition
     * @param seen the values that the condition looks at, or why it cannot be evaluated; empty when there is nothing to show
     */
    record Result(boolean met, String seen) {}

    /** What compiles conditions. */
    @FunctionalInterface
    interface Language {

        /**
         * Compiles a condition.
         *
         * @throws IllegalArgumentException with a message for the operator when it cannot be read
         */
        Condition compile(String text);
    }
}
