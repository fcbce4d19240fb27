/**
 * What is watched: the definition of a check, its name and the options that every template takes.
 *
 * <p>In: the parameters of a templated route. Out: {@link io.vedette.check.Check}.
 */
package io.vedette.check;
