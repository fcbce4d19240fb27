/**
 * Every rule by its name ({@link io.vedette.rule.kind.Rules}), and those for tasks, HTTP, JSON, DNS, TLS, TCP and watched jobs.
 *
 * <p>In: the parameters of a check. Out: its {@link io.vedette.rule.Rule}.
 */
package io.vedette.rule.kind;
