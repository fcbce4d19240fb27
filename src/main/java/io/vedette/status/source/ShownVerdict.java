package io.vedette.status.source;

import io.vedette.evaluate.Latest;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import java.util.Optional;

/** The verdict that is shown with a check. */
public final class ShownVerdict {

    private ShownVerdict() {}

    /** Returns the verdict that explains the state: the newest, as long as it means the same as the one that made the state. */
    public static Optional<Verdict> of(Watched watched) {
        CheckState state = watched.record().state();
        return watched.latest()
                .map(Latest::verdict)
                .filter(verdict -> Health.of(verdict.status()) == state.health())
                .or(state::cause);
    }
}
