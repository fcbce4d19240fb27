package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.status.Reloads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stands for the files of checks in an application, which has none: its routes are its own affair. */
final class NoFiles implements Reloads {

    private final Stages stages;
    private final Instant started;

    NoFiles(Stages stages) {
        this.stages = stages;
        this.started = stages.base().clock().instant();
    }

    @Override
    public Outcome reload() {
        throw new UnsupportedOperationException("an application has no files that are read again");
    }

    @Override
    public State state() {
        int checks = stages.evaluation().watchlist().size();
        return new State("", List.of(), checks, started, Optional.empty(), Optional.empty(), 0, 0);
    }
}
