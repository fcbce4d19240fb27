package io.vedette.camel;

import io.vedette.config.Causes;
import io.vedette.config.Loaded;
import io.vedette.config.Problem;
import io.vedette.config.SettingKey;
import io.vedette.config.Settings;
import io.vedette.config.SettingsLoader;
import io.vedette.watch.Reloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads settings and routes again, checks all of it on a scratch context, and only then has what differs changed over. One
 * reading at a time; whoever asks meanwhile waits for their own.
 */
final class Reloader implements Reloads {

    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);
    private static final String ROUTES = "vedette.routes";
    private static final int MOST_TRIES = 3;

    private final Running running;
    private final Source source;
    private final FolderContents folder;
    private FolderContents.Mark loadedMark;
    private volatile FolderContents.Mark seen;
    private volatile State state;
    private volatile Changeover.Side current;
    private volatile Consumer<Outcome> listener = outcome -> {};
    private boolean closed;

    /** What is changed. */
    record Running(CamelContext context, Assembly assembly, VedetteService service) {}

    /**
     * What is read.
     *
     * @param started the settings at the start: those that need a restart stay as they are there
     * @param again reads the settings; empty where they stay as they are
     * @param properties what placeholders stand for, by settings
     * @param extra checks that stand in no file
     */
    record Source(
            Settings started,
            Supplier<Optional<Loaded>> again,
            Function<Settings, Properties> properties,
            List<Standalone.ExtraCheck> extra) {}

    private record Read(Optional<Changeover.Side> side, List<String> needRestart, List<Problem> problems) {

        static Read refused(List<String> needRestart, List<Problem> problems) {
            return new Read(Optional.empty(), needRestart, problems);
        }
    }

    /** @param first the configuration that is about to run, and {@code mark} what the folder held when it was read */
    Reloader(Running running, Source source, Configuration first, FolderContents.Mark mark) {
        this.running = running;
        this.source = source;
        this.folder = new FolderContents(source.started().routes());
        this.seen = mark;
        this.loadedMark = mark;
        Settings settings = source.started();
        current = new Changeover.Side(
                Blueprint.of(first, settings, running.context()),
                settings,
                source.properties().apply(settings));
        state = new State(
                settings.routes().toString(),
                shown(mark),
                first.checks().size(),
                running.service().clock().instant(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    @Override
    public State state() {
        return state;
    }

    /** How a check that runs is defined. */
    Optional<CheckDefinition> definition(String check) {
        return Optional.ofNullable(current.blueprint().checks().get(check))
                .map(part -> part.check().definition());
    }

    /** Has the outcome of every reading told. */
    void onOutcome(Consumer<Outcome> told) {
        listener = told;
    }

    /** What the folder held when it was last read. */
    FolderContents.Mark seen() {
        return seen;
    }

    /** What the folder holds now. */
    synchronized FolderContents.Mark look() {
        return folder.look();
    }

    /** Reloads no more; one that is under way ends before this comes back. */
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
        FolderContents.Mark mark = folder.look();
        Outcome outcome;
        try {
            Read read = read(mark);
            FolderContents.Mark then = folder.look();
            for (int tries = 1; tries < MOST_TRIES && !then.equals(mark); tries++) {
                mark = then;
                read = read(mark);
                then = folder.look();
            }
            outcome = take(then.equals(mark) ? read : overtaken(), mark);
        } catch (RuntimeException e) {
            LOG.error("the configuration could not be read; please report this", e);
            outcome = outcome(
                    Result.REJECTED,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(Problem.error(
                            null, 0, null, running.service().secrets().mask(Causes.message(e)))));
        }
        seen = mark;
        tell(outcome);
        note(outcome);
        listener.accept(outcome);
        return outcome;
    }

    /** A file that is renamed while the folder is listed may be missing in the list: then its checks would go. */
    private Read overtaken() {
        String path = source.started().routes().toString();
        return Read.refused(
                List.of(), List.of(Problem.error(path, 0, ROUTES, "is being written to; nothing of it was taken")));
    }

    private Outcome take(Read read, FolderContents.Mark mark) {
        if (read.side().isEmpty()) {
            return outcome(Result.REJECTED, Optional.empty(), List.of(), read.needRestart(), read.problems());
        }
        Changeover.Side next = read.side().get();
        Changeover changeover = new Changeover(running.context(), running.assembly(), running.service(), current, next);
        List<String> settings = differing(current.settings(), next.settings(), SettingKey::isLive);
        boolean same = changeover.difference().isEmpty() && current.properties().equals(next.properties());
        try {
            if (!same) {
                changeover.run();
                changeover.difference().removed().forEach(running.service().heartbeats()::forget);
            }
        } catch (Changeover.Failed e) {
            LOG.debug("the changeover failed", e);
            current = new Changeover.Side(changeover.remaining(), current.settings(), current.properties());
            List<Problem> problems = new ArrayList<>(read.problems());
            problems.add(e.problem());
            return outcome(Result.ROLLED_BACK, Optional.empty(), List.of(), read.needRestart(), problems);
        }
        current =
                new Changeover.Side(next.blueprint().keeping(current.blueprint()), next.settings(), next.properties());
        loadedMark = mark;
        return outcome(
                same ? Result.UNCHANGED : Result.APPLIED,
                Optional.of(changeover.difference()),
                settings,
                read.needRestart(),
                read.problems());
    }

    private Read read(FolderContents.Mark mark) {
        List<Problem> problems = new ArrayList<>();
        Optional<Loaded> loaded = source.again().get();
        loaded.ifPresent(found -> {
            running.service().secrets().learn(found.secrets().all());
            problems.addAll(found.problems());
        });
        Settings wanted = loaded.map(Loaded::settings).orElse(source.started());
        List<String> needRestart = differing(source.started(), wanted, key -> !key.isLive());
        Optional<Problem> missing = missing(mark);
        if (missing.isPresent()) {
            problems.add(missing.get());
            return Read.refused(needRestart, problems);
        }
        // Routes are read even if settings are wrong: whoever mends the file wants to know all of it at once.
        List<Problem> further = new ArrayList<>();
        Settings next = wanted;
        if (!needRestart.isEmpty()) {
            ConfigurationReader.missingFolder(wanted).filter(Problem::isError).ifPresent(further::add);
            boolean wrong = loaded.filter(Loaded::hasErrors).isPresent();
            next = withoutRestart(wanted, wrong ? new ArrayList<>() : further);
        }
        Properties properties = source.properties().apply(next);
        if (!ofCamel(wanted).equals(ofCamel(source.started()))) {
            // They count after a restart, which must not fail then.
            further.addAll(CamelMain.problems(properties, running.service().secrets()));
        }
        try (DefaultCamelContext scratch = scratch(properties)) {
            Configuration configuration = new ConfigurationReader(
                            scratch, next, running.service().workshop(running.context(), next))
                    .read(source.extra());
            further.addAll(configuration.problems());
            problems.addAll(loaded.map(found -> found.placed(further)).orElse(further));
            if (problems.stream().anyMatch(Problem::isError)) {
                return Read.refused(needRestart, problems);
            }
            Blueprint blueprint = Blueprint.of(configuration, next, scratch);
            return new Read(Optional.of(new Changeover.Side(blueprint, next, properties)), needRestart, problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that went away, as a disk that is not mounted any more does, is no wish to watch nothing. */
    private Optional<Problem> missing(FolderContents.Mark mark) {
        String path = source.started().routes().toString();
        if (loadedMark.isThere() && !mark.isThere()) {
            return Optional.of(Problem.error(path, 0, ROUTES, "the folder is gone or cannot be read"));
        }
        if (!loadedMark.isEmpty() && mark.isEmpty()) {
            return Optional.of(Problem.error(
                    path, 0, ROUTES, "holds no routes file any more; an empty one says that nothing is to be watched"));
        }
        return Optional.empty();
    }

    /** The settings as wanted, but for those that need a restart: they stay as they were at the start. */
    private Settings withoutRestart(Settings wanted, List<Problem> problems) {
        Map<String, String> values = new TreeMap<>(wanted.properties());
        values.keySet().removeIf(key -> key.startsWith(SettingKey.TARGET_PREFIX));
        Arrays.stream(SettingKey.values())
                .filter(key -> !key.isLive())
                .map(SettingKey::key)
                .forEach(key -> values.put(key, source.started().properties().getOrDefault(key, "")));
        Loaded mixed = SettingsLoader.of(values, wanted.baseDir());
        // Without the place in the mixture, which no operator knows.
        mixed.problems().stream()
                .filter(Problem::isError)
                .map(problem -> problem.at(null, 0))
                .forEach(problems::add);
        return mixed.settings();
    }

    private static Map<String, String> ofCamel(Settings settings) {
        Map<String, String> values = new TreeMap<>(settings.properties());
        values.keySet().removeIf(key -> !key.startsWith("camel."));
        return values;
    }

    private static List<String> differing(Settings one, Settings other, Predicate<SettingKey> which) {
        return Arrays.stream(SettingKey.values())
                .filter(which)
                .map(SettingKey::key)
                .filter(key -> !Objects.equals(
                        one.properties().get(key), other.properties().get(key)))
                .toList();
    }

    /** Never started: placeholders are resolved on it as they would be on the running one. */
    private DefaultCamelContext scratch(Properties properties) {
        DefaultCamelContext scratch = new DefaultCamelContext();
        scratch.getPropertiesComponent().setOverrideProperties(properties);
        Standalone.settingsBeforeEnvironment(scratch);
        scratch.setVaultConfiguration(running.context().getVaultConfiguration());
        PlaceholderFunction.addTo(
                scratch, source.started().baseDir(), running.service().secrets());
        scratch.build();
        return scratch;
    }

    private Outcome outcome(
            Result result,
            Optional<Difference> difference,
            List<String> settings,
            List<String> needRestart,
            List<Problem> problems) {
        return new Outcome(
                running.service().clock().instant(),
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
                current.blueprint().checks().size(),
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

    private static void tell(Outcome outcome) {
        for (Problem problem : outcome.problems()) {
            if (problem.isError()) {
                LOG.error("reload: {}", problem);
            } else {
                LOG.warn("reload: {}", problem);
            }
        }
        switch (outcome.result()) {
            case APPLIED ->
                LOG.info(
                        "reload: {} added, {} changed, {} removed{}",
                        outcome.added().size(),
                        outcome.changed().size(),
                        outcome.removed().size(),
                        outcome.settings().isEmpty() ? "" : "; now counts: " + String.join(", ", outcome.settings()));
            // Whoever asked is told; a file that was merely touched is nobody's question.
            case UNCHANGED -> LOG.debug("reload: nothing changed");
            case REJECTED -> LOG.error("reload: refused, nothing changed: what ran goes on");
            case ROLLED_BACK -> LOG.error("reload: taken back, what ran before runs again");
        }
        if (!outcome.needRestart().isEmpty()) {
            LOG.warn("reload: counts after a restart only: {}", String.join(", ", outcome.needRestart()));
        }
    }
}
