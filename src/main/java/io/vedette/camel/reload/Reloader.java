package io.vedette.camel.reload;

import io.vedette.camel.Stages;
import io.vedette.camel.context.RouteInstaller;
import io.vedette.camel.load.CheckDefinition;
import io.vedette.camel.load.Configuration;
import io.vedette.camel.load.ConfigurationSnapshot;
import io.vedette.camel.load.Draft;
import io.vedette.camel.load.PlannedTarget;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.process.OwnTrouble;
import io.vedette.status.source.Reloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;

/**
 * Reads settings and routes again, verifies all of it on a scratch context, and only then changes what differs. One reload at a
 * time; a request meanwhile waits for its own.
 */
public final class Reloader implements Reloads {

    private static final Logger LOG = Loggers.RELOAD;

    private final Running running;
    private final ReloadCandidate.Source source;
    private final ReloadCandidate candidate;
    private FolderContents.Mark loadedMark;
    private volatile FolderContents.Mark seen;
    private volatile long targetsSeen;
    private volatile State state;
    private volatile ReloadTransaction.Side current;
    private volatile Consumer<Outcome> listener = outcome -> {};
    private volatile Fingerprint fingerprint;
    private boolean closed;

    /** The running parts that a reload changes. */
    public record Running(CamelContext context, RouteInstaller installer, Stages stages) {}

    /** @param first the configuration at the start; {@code mark} is the folder's content when it was read */
    public Reloader(Running running, ReloadCandidate.Source source, Configuration first, FolderContents.Mark mark) {
        this.running = running;
        this.source = source;
        this.candidate = new ReloadCandidate(source, running);
        this.seen = mark;
        this.loadedMark = mark;
        candidate.follow(first.sources());
        Settings settings = source.started();
        current = new ReloadTransaction.Side(
                ConfigurationSnapshot.of(first, settings, running.context()),
                settings,
                source.properties().apply(settings));
        state = new State(
                settings.routes().toString(),
                shown(mark),
                first.checks().size(),
                running.stages().base().clock().instant(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    @Override
    public State state() {
        return state;
    }

    /** Returns a digest of the checks and routes that run, which nodes compare. */
    public String fingerprint() {
        ConfigurationSnapshot now = current.snapshot();
        Fingerprint known = fingerprint;
        if (known == null || known.of() != now) {
            known = new Fingerprint(now, now.fingerprint());
            fingerprint = known;
        }
        return known.digest();
    }

    private record Fingerprint(ConfigurationSnapshot of, String digest) {}

    /** Returns how a check that runs is defined. */
    public Optional<CheckDefinition> definition(String check) {
        return Optional.ofNullable(current.snapshot().checks().get(check))
                .map(part -> part.check().definition());
    }

    /** Returns the targets that run and are templated routes, or made by settings. */
    public List<PlannedTarget> targets() {
        return current.snapshot().routes().values().stream()
                .flatMap(part -> part.target().stream())
                .toList();
    }

    /** Hands the outcome of every reload to the listener. */
    public void onOutcome(Consumer<Outcome> outcomes) {
        listener = outcomes;
    }

    /** Returns whether a source names other targets than when all was last read. */
    boolean hasOtherTargets() {
        return candidate.targetsVersion() != targetsSeen;
    }

    /** Returns what the folder held when it was last read. */
    FolderContents.Mark seen() {
        return seen;
    }

    /** Returns what the folder holds now; empty while no file can be opened. */
    synchronized Optional<FolderContents.Mark> look() {
        try {
            return Optional.of(candidate.look());
        } catch (UncheckedIOException e) {
            OwnTrouble trouble = OwnTrouble.of(e).orElseThrow(() -> e);
            running.stages().base().troubles().note(trouble, "the routes folder is not watched");
            return Optional.empty();
        }
    }

    /** Rejects every further reload; returns when the one under way has ended. */
    synchronized void close() {
        closed = true;
    }

    @Override
    public synchronized Outcome reload() {
        if (closed || !running.context().isStarted()) {
            return outcome(
                    Result.REJECTED,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(Problem.error(null, 0, null, "Vedette is starting or stopping; nothing is read now")));
        }
        FolderContents.Mark mark = seen;
        targetsSeen = candidate.targetsVersion();
        Outcome outcome;
        try {
            mark = candidate.look();
            ReloadCandidate.Read read = candidate.read(loadedMark);
            mark = read.mark();
            outcome = take(read);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            Optional<OwnTrouble> ours = OwnTrouble.of(e);
            if (ours.isPresent()) {
                return unread(ours.get());
            }
            Defects.report(LOG, "the configuration could not be read; please report this", e);
            outcome = outcome(
                    Result.REJECTED,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(Problem.error(
                            null, 0, null, running.stages().base().secrets().mask(Causes.message(e)))));
        }
        seen = mark;
        ReloadLog.log(outcome, state.isBehind());
        note(outcome);
        listener.accept(outcome);
        return outcome;
    }

    /**
     * Writes a file of the folder anew, if all is valid with it, and switches to it. What is refused is not written, and what cannot be
     * started is taken back: the folder then holds what it held.
     *
     * @param isSame tells, just before it is written, whether it holds what it did when the draft was made
     * @throws IOException when the file cannot be written; nothing has changed then
     */
    public synchronized Outcome replace(Draft draft, BooleanSupplier isSame) throws IOException {
        if (closed || !running.context().isStarted()) {
            return reload(); // Which says why not.
        }
        ReloadCandidate.Read read;
        try {
            read = candidate.read(loadedMark, Optional.of(draft));
        } catch (UncheckedIOException e) {
            return unread(OwnTrouble.of(e).orElseThrow(() -> e));
        }
        if (read.side().isEmpty()) {
            return outcome(Result.REJECTED, Optional.empty(), List.of(), read.needRestart(), read.problems());
        }
        if (!isSame.getAsBoolean()) {
            throw new IOException("it was changed meanwhile");
        }
        WrittenFile file = new WrittenFile(source.started().routes().resolve(draft.name()));
        Optional<String> before = file.text();
        file.write(draft.text());
        Outcome outcome = reload();
        if (!outcome.isTaken()) {
            file.restore(before);
            reload();
        }
        return outcome;
    }

    /** What is there was not seen, so it is looked at again as soon as it can be. */
    private Outcome unread(OwnTrouble trouble) {
        running.stages().base().troubles().note(trouble, "the configuration is not read again");
        return outcome(
                Result.REJECTED,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(Problem.error(
                        null, 0, null, "nothing can be read now, and nothing changed: " + trouble.message())));
    }

    private Outcome take(ReloadCandidate.Read read) {
        if (read.side().isEmpty()) {
            return outcome(Result.REJECTED, Optional.empty(), List.of(), read.needRestart(), read.problems());
        }
        ReloadTransaction.Side next = read.side().get();
        ReloadTransaction transaction = new ReloadTransaction(running, current, next);
        List<String> settings = transaction.settingsAtOnce();
        boolean same =
                transaction.difference().isEmpty() && current.properties().equals(next.properties());
        try {
            if (!same) {
                transaction.run();
            }
        } catch (UndoLog.Failed e) {
            LOG.debug("the reload failed", e);
            current = new ReloadTransaction.Side(transaction.remaining(), current.settings(), current.properties());
            List<Problem> problems = new ArrayList<>(read.problems());
            problems.add(e.problem());
            return outcome(Result.ROLLED_BACK, Optional.empty(), List.of(), read.needRestart(), problems);
        }
        current = new ReloadTransaction.Side(
                next.snapshot().keeping(current.snapshot()), next.settings(), next.properties());
        loadedMark = read.mark();
        candidate.follow(read.sources());
        return outcome(
                same ? Result.UNCHANGED : Result.APPLIED,
                Optional.of(transaction.difference()),
                settings,
                read.needRestart(),
                read.problems());
    }

    private Outcome outcome(
            Result result,
            Optional<Difference> difference,
            List<String> settings,
            List<String> needRestart,
            List<Problem> problems) {
        return new Outcome(
                running.stages().base().clock().instant(),
                result,
                difference.map(Difference::added).orElse(List.of()),
                difference.map(Difference::changed).orElse(List.of()),
                difference.map(Difference::removed).orElse(List.of()),
                settings,
                needRestart,
                problems);
    }

    private void note(Outcome outcome) {
        boolean taken = outcome.isTaken();
        state = new State(
                state.folder(),
                taken ? shown(loadedMark) : state.files(),
                current.snapshot().checks().size(),
                taken ? outcome.at() : state.loaded(),
                Optional.of(outcome),
                taken ? state.rejected() : Optional.of(outcome),
                state.taken() + (taken ? 1 : 0),
                state.refused() + (taken ? 0 : 1));
    }

    private List<String> shown(FolderContents.Mark mark) {
        String name = String.valueOf(source.started().routes().getFileName());
        return mark.files().keySet().stream().map(file -> name + "/" + file).toList();
    }
}
