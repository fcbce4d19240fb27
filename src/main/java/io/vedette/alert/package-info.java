/**
 * What an alert says: alerts, digests, their texts and payloads for each vendor, and the meaning of vendors' answers.
 *
 * <p>In: state changes that targets are notified of, vendors' answers. Out: values that a notify route sends, refusals.
 */
package io.vedette.alert;
