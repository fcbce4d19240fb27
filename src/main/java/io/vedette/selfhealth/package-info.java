/**
 * Whether Vedette itself works, part by part: every check runs, every alert is handed over, states can be stored, the periodic tasks
 * run, its own process and machine have what they need.
 *
 * <p>In: counters and times of those parts. Out: {@link io.vedette.selfhealth.SelfHealth}. What is watched does not count.
 */
package io.vedette.selfhealth;
