/**
 * What is told: alerts, digests, and their texts and payloads per target.
 *
 * <p>In: a state change that is to be told. Out: values that a notify route sends.
 */
package io.vedette.alert;
