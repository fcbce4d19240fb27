package io.vedette.spring.boot;

import io.vedette.CheckTransition;

/**
 * A change of a check's state, as an application event: {@code @EventListener} methods get it on a thread of Vedette's own, one after the
 * other.
 *
 * @param change what changed
 */
public record VedetteTransition(CheckTransition change) {

    /** Returns the name of the check. */
    public String check() {
        return change.check();
    }
}
