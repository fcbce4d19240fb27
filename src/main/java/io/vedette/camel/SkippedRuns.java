package io.vedette.camel;

import io.vedette.evaluate.Watched;
import io.vedette.process.OwnTrouble;
import io.vedette.status.metrics.Totals;
import org.apache.camel.Exchange;

/** Runs that end without a verdict: no state changes, and no alert is sent. */
record SkippedRuns(Foundation base) {

    /** Counts a run that was left out because as many judgements hang as may; the own health says so. */
    void leftOut(Watched watched) {
        base.totals().skipped(Totals.Skip.HELD, 1);
        watched.skip(1);
    }

    /** Ends a run that could not ask for trouble of our own. */
    void notAsked(String check, OwnTrouble trouble, Exchange exchange) {
        exchange.setProperty(RunProperties.NOT_ASKED, trouble);
        exchange.setRouteStop(true);
        if (exchange.getProperty(RunProperties.TRIAL) == null) {
            base.troubles().note(trouble, "check " + check + " is not asked");
        }
    }
}
