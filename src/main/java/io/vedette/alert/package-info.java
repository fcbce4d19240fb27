/**
 * What is said: alerts, digests, their texts and payloads for each vendor, and what the vendors' answers mean.
 *
 * <p>In: a state change that is to be told, an answer. Out: values that a notify route sends, refusals.
 */
package io.vedette.alert;
