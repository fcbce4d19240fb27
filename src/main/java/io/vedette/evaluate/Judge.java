package io.vedette.evaluate;

import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.rule.Progress;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;

/** Judges observations by the rule of their check; if the rule itself fails, that is an error verdict. Safe for several threads. */
final class Judge {

    private static final Logger LOG = Loggers.CHECK;

    private final Clock clock;

    /** @param clock the time that rules see */
    Judge(Clock clock) {
        this.clock = clock;
    }

    Verdict judge(Watched watched, Observation observation, Progress progress) {
        if (observation.answer() instanceof Answer.NotAsked) {
            throw new IllegalArgumentException("nothing was asked, so there is nothing to judge");
        }
        try {
            return watched.rule().judge(observation, clock.instant(), progress);
        } catch (CancellationException e) {
            return Verdict.error(
                    Reason.TIMEOUT, "the judgement was stopped"); // Whoever stopped it has already reported it.
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            Defects.report(
                    LOG, "check " + watched.check().name() + ": the rule failed on its answer; please report this", e);
            return Verdict.error(
                    Reason.MALFORMED_BODY,
                    "the answer could not be judged: " + e.getClass().getSimpleName());
        }
    }
}
