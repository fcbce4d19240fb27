package io.vedette.camel.run;

import io.vedette.camel.Foundation;
import io.vedette.camel.Stages;
import io.vedette.evaluate.Evaluation;
import io.vedette.status.source.CheckEdits;
import io.vedette.status.source.Operations;
import io.vedette.status.source.Sources;
import org.apache.camel.CamelContext;

/** What the API reads of the stages. */
final class StatusSources {

    private StatusSources() {}

    /** @param edits keeps checks that are added in the dashboard */
    static Sources of(CamelContext context, Stages stages, Operations operations, CheckEdits edits) {
        Foundation base = stages.base();
        Evaluation evaluation = stages.evaluation();
        return new Sources(
                evaluation.watchlist(),
                stages.notifying().targets(),
                base.store(),
                base.store().history(),
                evaluation.mutes(),
                operations,
                new PagesInForce(base.settings()),
                new TriedChecks(context, stages, edits),
                base.secrets()::maskCut,
                base.clock());
    }
}
