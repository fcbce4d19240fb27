package io.vedette.camel.load;

import io.vedette.discovery.Source;
import java.util.Map;
import java.util.Optional;

/**
 * A source of targets, and what becomes of each target.
 *
 * @param template the template of its checks
 * @param name the pattern of their names; empty for the address of the target
 * @param given their parameters as the entry gives them, with {@code {host}} and its like in them
 * @param defaults those that the file gives to all its checks
 * @param lines where they stand
 */
record CheckSource(
        Source source,
        String template,
        Optional<String> name,
        Map<String, String> given,
        Map<String, String> defaults,
        Map<String, Integer> lines) {}
