/**
 * Who asks which check, and who notifies which target, where several nodes share them.
 *
 * <p>In: what the engine says of the nodes, what the database says of claims ({@link io.vedette.cluster.ClusterDatabase}). Out: for each
 * check whether this node asks it, and at which epoch ({@link io.vedette.cluster.Ownership}).
 */
package io.vedette.cluster;
