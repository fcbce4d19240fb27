package io.vedette.camel.reload;

import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Veil;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
import io.vedette.process.Loggers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** Steps of a change, each with the one that takes it back. */
final class UndoLog {

    /** Where nothing is missing although a step could not be taken back. */
    static final Runnable NOTHING_LOST = () -> {};

    private static final Logger LOG = Loggers.RELOAD;

    private final Secrets secrets;
    /** Settings, templates and route configurations: taken back first, as routes are made of them. */
    private final Deque<Undo> undosOfDefinitions = new ArrayDeque<>();

    private final Deque<Undo> undosOfRoutes = new ArrayDeque<>();
    private Deque<Undo> undos = undosOfDefinitions;

    UndoLog(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What is done or taken back. */
    interface Action {
        void run() throws Exception;
    }

    private record Undo(Step step, Action action) {}

    /**
     * What a step is about.
     *
     * @param problem the message if it fails; the reason is appended
     * @param veil hides in the reason what must not be shown of it
     * @param lost is run when it cannot be taken back
     */
    record Step(Problem problem, Supplier<Veil> veil, Runnable lost) {}

    /** A part could not be started; what ran before runs again. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Failed(Problem problem, Throwable cause) {
            super(problem.message(), cause);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** Marks that the steps from here on change routes, and no longer what they are made of. */
    void routesFollow() {
        undos = undosOfRoutes;
    }

    /**
     * Takes a step.
     *
     * @param undo brings back what was before, also after a step that failed half way
     */
    void take(Step step, Action action, Action undo) throws Failed {
        undos.push(new Undo(step, undo));
        try {
            action.run();
        } catch (Exception e) {
            Problem problem = step.problem();
            throw new Failed(problem.saying(problem.message() + ": " + reason(step, e)), e);
        }
    }

    private String reason(Step step, Exception e) {
        return secrets.mask(step.veil().get().over(Causes.message(e)));
    }

    /** Takes all steps back, in reverse order. */
    void takeBack() {
        for (Undo undo : Stream.of(undosOfDefinitions, undosOfRoutes)
                .flatMap(Deque::stream)
                .toList()) {
            try {
                undo.action().run();
            } catch (Exception e) {
                LOG.error(
                        "after \"{}\" the previous state could not be restored; a reload or a restart tries again: {}",
                        undo.step().problem().message(),
                        reason(undo.step(), e));
                undo.step().lost().run();
            }
        }
    }
}
