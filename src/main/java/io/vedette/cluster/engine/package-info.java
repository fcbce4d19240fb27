/**
 * Divides segments among the nodes that reach each other, by Infinispan over JGroups. Loaded only where nodes share.
 *
 * <p>In: where nodes are found, and the secret they share. Out: what falls to this node ({@link io.vedette.cluster.Engine}).
 */
package io.vedette.cluster.engine;
