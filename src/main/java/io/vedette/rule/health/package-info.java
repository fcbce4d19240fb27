/**
 * What systems say of their own health, in the dialects of products and frameworks, and the rules of products that have one of their own.
 *
 * <p>In: an answer ({@link io.vedette.rule.health.HealthAnswer}). Out: a {@link io.vedette.rule.health.HealthReport} of its parts, and a
 * verdict of that. {@link io.vedette.rule.health.HealthDialects} is the list of dialects: a new one is a class and a line there.
 */
package io.vedette.rule.health;
