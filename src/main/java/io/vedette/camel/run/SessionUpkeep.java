package io.vedette.camel.run;

import io.vedette.camel.Foundation;
import io.vedette.camel.Stages;
import io.vedette.cluster.Signal;
import io.vedette.evaluate.SharedRecords;
import io.vedette.process.Periodic;
import io.vedette.status.access.Access;
import io.vedette.status.access.Sessions;
import java.time.Duration;

/** Keeps the sessions of this node in step with those that are stored, as long as anybody can sign in. */
final class SessionUpkeep {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private SessionUpkeep() {}

    /** Starts it; it ends with the context. */
    static void of(Access access, Stages stages) {
        if (!access.signIn().isOffered()) {
            return;
        }
        Foundation base = stages.base();
        Sessions sessions = access.sessions();
        SharedRecords others = stages.evaluation().evaluator().shared();
        others.onSignal(signal -> {
            if (signal instanceof Signal.SignedOut one) {
                sessions.heard(one.session());
            }
        });
        others.onMissed(sessions::missed);
        Periodic looking = base.tasks().add(Periodic.start("sessions", Duration.ZERO, PAUSE, () -> {
            access.signIn().onAllNodes().prepare();
            sessions.look();
        }));
        base.shutdownHooks().add(() -> {
            looking.close();
            base.tasks().remove(looking);
        });
    }
}
