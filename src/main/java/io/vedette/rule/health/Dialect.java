package io.vedette.rule.health;

import java.util.Optional;

/**
 * One family of health answers, recognised by its shape. A dialect reads what is its own and is silent about the rest;
 * several may read parts of one answer, and the worst that any of them reads counts. A new family is a class like the
 * others, its line in {@link HealthDialects#ALL}, and its rows in a table test.
 */
@FunctionalInterface
interface Dialect {

    /** Returns what the answer says in this dialect; empty when it is not this dialect, or says nothing about health. */
    Optional<HealthReport> read(HealthAnswer answer);
}
