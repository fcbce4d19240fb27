/**
 * DNS as a probe needs it: name servers asked one after the other.
 *
 * <p>In: a name and a type of record. Out: the records, with their lifetimes, or what is wrong, as an answer.
 */
package io.vedette.probe.dns;
