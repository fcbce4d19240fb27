package io.vedette.spring.boot;

import io.vedette.alert.Alert;

/**
 * An alert, as an application event: a problem, its reminder or its recovery, once however many targets are notified of it.
 *
 * @param alert what is said
 */
public record VedetteAlert(Alert alert) {

    /** Returns the name of the check. */
    public String check() {
        return alert.check();
    }
}
