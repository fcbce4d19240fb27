package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.discovery.SourceStatus;
import io.vedette.status.source.Operations.LoadedSource;
import java.util.List;

/** The sources of targets as the API shows them. */
final class LoadedSources {

    private LoadedSources() {}

    static List<LoadedSource> of(Stages stages) {
        return stages.probing().discovery().states().stream()
                .map(LoadedSources::shown)
                .toList();
    }

    private static LoadedSource shown(SourceStatus status) {
        return new LoadedSource(
                status.source().shown(),
                status.source().file(),
                status.source().line(),
                status.source().every().toMillis(),
                status.targets(),
                status.answered().orElse(null),
                status.failingSince().orElse(null),
                status.error().isEmpty() ? null : status.error(),
                status.heldSince().orElse(null));
    }
}
