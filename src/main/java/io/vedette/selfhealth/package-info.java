/**
 * Whether Vedette itself works, part by part: is every check run, is every alert handed over, can states be stored, do the
 * periodic tasks run, is something of our own lacking.
 *
 * <p>In: counters and times of those parts. Out: {@link io.vedette.selfhealth.SelfHealth}. What is watched does not count.
 */
package io.vedette.selfhealth;
