/**
 * What is shown and what may be done, apart from how.
 *
 * <p>In: the running checks, targets, their history ({@link io.vedette.status.source.Sources}). Out: what handlers make answers of, and the
 * two ways to change something: {@link io.vedette.status.source.Operations}, which an operator does, and {@link
 * io.vedette.status.source.Reloads}, which reads the files again.
 */
package io.vedette.status.source;
