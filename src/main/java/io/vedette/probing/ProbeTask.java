package io.vedette.probing;

import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Progress;
import io.vedette.rule.Verdict;
import java.time.Duration;

/** What the {@link ProbeRunner} holds to one time: a probe, and the judgement of its answer on the same thread. */
public interface ProbeTask {

    /** Returns the check's name, for messages. */
    String name();

    /** Returns whose it is: of one owner nothing else is judged while something hangs. */
    default Object owner() {
        return this;
    }

    Probe probe();

    /** Returns the longest time of probe and judgement together. */
    Duration timeout();

    /** Judges what the probe saw. */
    Verdict judge(Observation observation, Progress progress);

    /** Returns whether judging ends soon whatever was seen. */
    boolean isBounded();

    /**
     * Takes what came of it; called once.
     *
     * @param hangs whether the judgement is still running: the verdict says that it took too long
     */
    void done(Observation observation, Verdict verdict, boolean hangs);

    /**
     * Takes that nobody was asked, for trouble of our own. Called instead of {@link #done}.
     *
     * @param observation when that was found
     */
    void notAsked(Observation observation, OwnTrouble trouble);

    /** Takes that nothing came of it by our own doing: as many judgements hang as may. Called instead of {@link #done}. */
    void leftOut(String why);

    /** Takes that its thread is back; called once, before or after the others. */
    void back();
}
