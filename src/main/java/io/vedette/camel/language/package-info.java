/**
 * Conditions in Camel's languages, and which jar holds a language, component or data format that is not there.
 *
 * <p>In: the text of a condition. Out: an {@link io.vedette.rule.Condition} whose message shows the values that it saw.
 */
package io.vedette.camel.language;
