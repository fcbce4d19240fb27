/**
 * What must last: the state of every check and the outbox of alerts that wait for targets, in one commit.
 *
 * <p>In: records with a version. Out: the same records, after a restart too where the store is durable.
 */
package io.vedette.store;
