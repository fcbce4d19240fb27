package io.vedette.camel.reload;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spi.ManagementStrategy;

/**
 * Notifiers that a change of routes leaves behind: for every route that is added to a running context Camel calls its startup
 * listeners again, and the HTTP server's then adds one more notifier that stays for ever.
 */
final class SurplusNotifiers {

    private static final String OF_HTTP_SERVER = "org.apache.camel.component.platform.http.main.";

    private final ManagementStrategy management;
    private final Set<EventNotifier> before = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Remembers those that are there before the change. */
    SurplusNotifiers(ManagementStrategy management) {
        this.management = management;
        before.addAll(management.getEventNotifiers());
    }

    /** Removes those of the HTTP server that came since. */
    void remove() {
        List.copyOf(management.getEventNotifiers()).stream()
                .filter(notifier -> !before.contains(notifier))
                .filter(notifier -> notifier.getClass().getName().startsWith(OF_HTTP_SERVER))
                .forEach(management::removeEventNotifier);
    }
}
