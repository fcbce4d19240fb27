package io.vedette.camel;

import io.vedette.config.Causes;
import io.vedette.config.Problem;
import io.vedette.config.Secrets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps of a change, each with the one that takes it back. */
final class ReversibleSteps {

    /** Where nothing is missing although a step could not be taken back. */
    static final Runnable NOTHING_LOST = () -> {};

    private static final Logger LOG = LoggerFactory.getLogger(ReversibleSteps.class);

    private final Secrets secrets;
    /** Settings, templates and route configurations: taken back first, as routes are made of them. */
    private final Deque<Undo> undosOfDefinitions = new ArrayDeque<>();

    private final Deque<Undo> undosOfRoutes = new ArrayDeque<>();
    private Deque<Undo> undos = undosOfDefinitions;

    ReversibleSteps(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What is done or taken back. */
    interface Action {
        void run() throws Exception;
    }

    private record Undo(String what, Action action, Runnable lost) {}

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

    /** From here on it is routes that are changed, and no more what they are made of. */
    void routesFollow() {
        undos = undosOfRoutes;
    }

    /**
     * Takes a step.
     *
     * @param problem what is told when it fails, with the reason behind it
     * @param undo brings back what was before, also after a step that failed half way
     * @param lost is run when that fails too
     */
    void take(Problem problem, Action action, Action undo, Runnable lost) throws Failed {
        undos.push(new Undo(problem.message(), undo, lost));
        try {
            action.run();
        } catch (Exception e) {
            String message = problem.message() + ": " + secrets.mask(Causes.message(e));
            throw new Failed(Problem.error(problem.file(), problem.line(), problem.key(), message), e);
        }
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
                        "after \"{}\" what was before could not be brought back; a reload or a restart tries again: {}",
                        undo.what(),
                        secrets.mask(Causes.message(e)));
                undo.lost().run();
            }
        }
    }
}
