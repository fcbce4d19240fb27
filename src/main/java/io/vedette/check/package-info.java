/**
 * What is watched: the definition of a check, its name, the options that every template takes, and its
 * maintenance windows.
 *
 * <p>In: the parameters of a templated route. Out: {@link io.vedette.check.Check}.
 */
package io.vedette.check;
