/**
 * Text as values: durations, URLs, address ranges, tokens, YAML, files; and the {@link io.vedette.config.values.Problem} that
 * says where a text is wrong.
 *
 * <p>In: text of an operator. Out: typed values, or a message that says what to write. Nothing here knows a setting by name.
 */
package io.vedette.config.values;
