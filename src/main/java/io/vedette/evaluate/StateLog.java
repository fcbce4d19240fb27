package io.vedette.evaluate;

import io.vedette.check.Check;
import io.vedette.process.Loggers;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Logs changes of states: problems as warnings, everything else as information. */
final class StateLog {

    private static final Logger LOG = Loggers.CHECK;

    private StateLog() {}

    static void tellFlapping(Check check, Transition transition) {
        boolean flaps = transition.after().flapping().on();
        if (flaps != transition.before().flapping().on()) {
            LOG.info("check {} {}", check.name(), flaps ? "flaps: it changes too often" : "no longer flaps");
        }
    }

    static void log(Check check, Transition transition) {
        CheckState after = transition.after();
        LOG.atLevel(after.health().isProblem() ? Level.WARN : Level.INFO)
                .log(
                        "check {}: {} -> {}{}",
                        check.name(),
                        transition.before().health().code(),
                        after.health().code(),
                        cause(after));
    }

    private static String cause(CheckState state) {
        return state.health() == Health.OK
                ? ""
                : state.cause().map(StateLog::words).orElse("");
    }

    private static String words(Verdict verdict) {
        return " (" + verdict.reasonCode() + "): " + verdict.message();
    }
}
