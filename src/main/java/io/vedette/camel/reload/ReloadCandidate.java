package io.vedette.camel.reload;

import io.vedette.camel.context.CamelMain;
import io.vedette.camel.context.CamelSettings;
import io.vedette.camel.load.Configuration;
import io.vedette.camel.load.ConfigurationReader;
import io.vedette.camel.load.ConfigurationSnapshot;
import io.vedette.camel.load.Draft;
import io.vedette.camel.load.ExtraCheck;
import io.vedette.camel.load.RoutesFolder;
import io.vedette.camel.load.ScratchContext;
import io.vedette.camel.placeholder.PlaceholderFunction;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Reads settings and routes while they run, away from what runs: on a scratch context that is never started. Safe for one
 * thread at a time.
 */
public final class ReloadCandidate {

    private static final String ROUTES = SettingKey.ROUTES.key();
    private static final int MOST_TRIES = 3;

    private final Source source;
    private final Reloader.Running running;
    private final FolderContents folder;

    ReloadCandidate(Source source, Reloader.Running running) {
        this.source = source;
        this.running = running;
        this.folder = new FolderContents(source.started().routes());
    }

    /**
     * What is read.
     *
     * @param started the settings at the start: those that need a restart stay as they are there
     * @param again reads the settings; empty where they stay as they are
     * @param properties what placeholders stand for, by settings
     * @param extra checks that stand in no file
     */
    public record Source(
            Settings started,
            Supplier<Optional<Loaded>> again,
            Function<Settings, Properties> properties,
            List<ExtraCheck> extra) {}

    /**
     * What was read.
     *
     * @param side empty when it cannot be taken
     * @param sources those that name some of its checks
     * @param needRestart the keys that were changed and count after a restart only
     * @param mark what the folder held
     */
    record Read(
            Optional<ReloadTransaction.Side> side,
            List<io.vedette.discovery.Source> sources,
            List<String> needRestart,
            List<Problem> problems,
            FolderContents.Mark mark) {}

    /** Has the sources of the configuration that runs asked again and again, and no other. */
    void follow(List<io.vedette.discovery.Source> sources) {
        discovery().follow(sources);
    }

    /** Returns a number that is another one as soon as one of these sources names other targets. */
    long targetsVersion() {
        return discovery().version();
    }

    private io.vedette.discovery.Discovery discovery() {
        return running.stages().probing().discovery();
    }

    /** Returns what the folder holds now. */
    FolderContents.Mark look() {
        return folder.look();
    }

    /**
     * Reads all of it, again while files are being written.
     *
     * @param loaded what the folder held when it was last taken
     */
    Read read(FolderContents.Mark loaded) {
        return read(loaded, Optional.empty());
    }

    /** @param draft a file as it would be */
    Read read(FolderContents.Mark loaded, Optional<Draft> draft) {
        FolderContents.Mark mark = folder.look();
        Read read = read(mark, loaded, draft);
        FolderContents.Mark then = folder.look();
        for (int tries = 1; tries < MOST_TRIES && !then.equals(mark); tries++) {
            mark = then;
            read = read(mark, loaded, draft);
            then = folder.look();
        }
        return then.equals(mark) ? read : overtaken(mark);
    }

    /** A file that is renamed while the folder is listed may be missing in the list: then its checks would go. */
    private Read overtaken(FolderContents.Mark mark) {
        String path = source.started().routes().toString();
        return refused(List.of(), List.of(Problem.error(path, 0, ROUTES, "is being written; it was not read")), mark);
    }

    private static Read refused(List<String> needRestart, List<Problem> problems, FolderContents.Mark mark) {
        return new Read(Optional.empty(), List.of(), needRestart, problems, mark);
    }

    private Read read(FolderContents.Mark mark, FolderContents.Mark last, Optional<Draft> draft) {
        List<Problem> problems = new ArrayList<>();
        Optional<Loaded> loaded = source.again().get();
        loaded.ifPresent(found -> {
            running.stages().base().secrets().learn(found.secrets().given());
            problems.addAll(found.problems());
        });
        Settings wanted = loaded.map(Loaded::settings).orElse(source.started());
        SettingsOfStart start = new SettingsOfStart(source.started());
        List<String> ofCamel = start.ofCamel(wanted);
        // Of a file that could not be read nothing is known to have changed.
        List<String> needRestart = loaded.filter(ReloadCandidate::isUnread).isPresent()
                ? List.of()
                : Stream.concat(start.needingRestart(wanted).stream(), ofCamel.stream())
                        .toList();
        Optional<Problem> missing = missing(mark, last);
        if (missing.isPresent()) {
            problems.add(missing.get());
            return refused(needRestart, problems, mark);
        }
        // Routes are read even if settings are wrong, so that all problems are reported at once.
        List<Problem> further = new ArrayList<>();
        Settings next = wanted;
        if (!needRestart.isEmpty()) {
            RoutesFolder.missing(wanted).filter(Problem::isError).ifPresent(further::add);
            boolean wrong = loaded.filter(Loaded::hasErrors).isPresent();
            next = start.kept(wanted, wrong ? new ArrayList<>() : further);
        }
        if (!ofCamel.isEmpty()) {
            // They count after a restart, which must not fail then.
            further.addAll(CamelMain.problems(
                    source.properties().apply(wanted), running.stages().base().secrets()));
        }
        Properties properties = source.properties().apply(next);
        try (DefaultCamelContext scratch = scratch(properties)) {
            Configuration configuration = new ConfigurationReader(
                            scratch, next, running.stages().checks().factory(running.context(), next), discovery())
                    .read(source.extra(), draft);
            further.addAll(configuration.problems());
            problems.addAll(loaded.map(found -> found.placed(further)).orElse(further));
            if (problems.stream().anyMatch(Problem::isError)) {
                return refused(needRestart, problems, mark);
            }
            ConfigurationSnapshot snapshot = ConfigurationSnapshot.of(configuration, next, scratch);
            return new Read(
                    Optional.of(new ReloadTransaction.Side(snapshot, next, properties)),
                    configuration.sources(),
                    needRestart,
                    problems,
                    mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the file of the settings could not be read at all: all its settings seem to be gone then. */
    private static boolean isUnread(Loaded loaded) {
        return loaded.problems().stream().anyMatch(problem -> problem.isError() && problem.key() == null)
                && loaded.places().values().stream()
                        .allMatch(place -> place.file().equals("environment"));
    }

    /** A folder that went away, as a disk that is not mounted any more does, is no wish to watch nothing. */
    private Optional<Problem> missing(FolderContents.Mark mark, FolderContents.Mark last) {
        String path = source.started().routes().toString();
        if (last.isThere() && !mark.isThere()) {
            return Optional.of(Problem.error(path, 0, ROUTES, "the folder is gone or cannot be read"));
        }
        if (!last.isEmpty() && mark.isEmpty()) {
            return Optional.of(Problem.error(
                    path, 0, ROUTES, "holds no routes file any more; to watch nothing, leave one with only a comment"));
        }
        return Optional.empty();
    }

    /** Never started: placeholders are resolved on it as they would be on the running one. */
    private DefaultCamelContext scratch(Properties properties) {
        DefaultCamelContext scratch = ScratchContext.make();
        scratch.getPropertiesComponent().setOverrideProperties(properties);
        CamelSettings.beforeEnvironment(scratch);
        scratch.setVaultConfiguration(running.context().getVaultConfiguration());
        PlaceholderFunction.addTo(
                scratch, source.started().baseDir(), running.stages().base().secrets());
        scratch.build();
        return scratch;
    }
}
