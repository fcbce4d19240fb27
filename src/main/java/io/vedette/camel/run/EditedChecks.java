package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.camel.load.CheckForm;
import io.vedette.camel.load.DashboardChecks;
import io.vedette.camel.load.Draft;
import io.vedette.camel.reload.Reloader;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
import io.vedette.config.values.Sha256;
import io.vedette.config.values.TextFile;
import io.vedette.status.source.CheckEdits;
import io.vedette.status.source.NewChecks.Fault;
import io.vedette.status.source.Reloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Keeps the checks of the dashboard in a file of the routes folder, which is read by the same reload as those that people write. */
final class EditedChecks implements CheckEdits {

    private static final int MOST_CHECKS = 1_000;
    private static final int MOST_UNDONE = 20;
    /** Characters of a version. */
    private static final int VERSION = 16;

    private final CamelContext context;
    private final Stages stages;
    private final Reloader reloader;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final String salt = UUID.randomUUID().toString();
    private long made;

    EditedChecks(CamelContext context, Stages stages, Reloader reloader) {
        this.context = context;
        this.stages = stages;
        this.reloader = reloader;
    }

    /** A change of one check. */
    private record Change(long number, String name, DashboardChecks before, DashboardChecks after) {}

    /** Where nobody signs in and others reach this server, nobody is known to be an operator. */
    @Override
    public boolean isOffered() {
        Settings settings = stages.base().settings().get();
        boolean isKnown = settings.http().isGuarded() || settings.http().isLocal();
        return isKnown && Boolean.parseBoolean(settings.properties().get(SettingKey.HTTP_EDIT.key()));
    }

    @Override
    public synchronized List<Edited> all() {
        return read().map(DashboardChecks::checks).orElse(Map.of()).entrySet().stream()
                .map(one -> secrets().shown(one.getKey(), one.getValue(), version(one.getKey(), one.getValue())))
                .toList();
    }

    private SecretsOfEdits secrets() {
        return new SecretsOfEdits(stages.base().secrets());
    }

    /** Tells a check from itself as it was before. It is salted, as whoever sees it could else guess passwords. */
    private String version(String name, DashboardChecks.Entry entry) {
        return Sha256.hex(salt + new DashboardChecks(Map.of(name, entry)).text())
                .substring(0, VERSION);
    }

    @Override
    public synchronized Optional<Last> last() {
        return Optional.ofNullable(changes.peek()).map(change -> new Last(change.name(), change.number()));
    }

    @Override
    public synchronized Outcome add(String template, String name, Map<String, String> values) {
        if (!isOffered()) {
            return Outcome.NOT_OFFERED;
        }
        Optional<DashboardChecks> now = read();
        if (now.isEmpty()) {
            return notOurs();
        }
        if (now.get().checks().size() >= MOST_CHECKS) {
            return Outcome.refused(409, "the dashboard keeps " + MOST_CHECKS + " checks at most; write files for more");
        }
        return put(template, name, values, now.get(), nameFaults(name));
    }

    @Override
    public synchronized Outcome edit(String template, String name, Map<String, String> values, String version) {
        if (!isOffered()) {
            return Outcome.NOT_OFFERED;
        }
        Optional<DashboardChecks> now = read();
        if (now.isEmpty()) {
            return notOurs();
        }
        return isThere(name, version, now.get()).orElseGet(() -> {
            Map<String, String> kept = new LinkedHashMap<>(values);
            List<Fault> faults = secrets().keep(template, now.get().checks().get(name), kept);
            return put(template, name, kept, now.get(), faults);
        });
    }

    /** Returns why the check is not the one that is meant; empty where it is. */
    private Optional<Outcome> isThere(String name, String version, DashboardChecks now) {
        DashboardChecks.Entry entry = now.checks().get(name);
        if (entry == null) {
            return Optional.of(unknown(name));
        }
        return version.isEmpty() || version.equals(version(name, entry))
                ? Optional.empty()
                : Optional.of(Outcome.refused(
                        409, "\"" + name + "\" was changed meanwhile, and nothing was done: open it again"));
    }

    private Outcome put(
            String template, String name, Map<String, String> values, DashboardChecks now, List<Fault> faults) {
        Map<String, String> filled = new LinkedHashMap<>(values);
        filled.values().removeIf(String::isBlank);
        CheckForm form = new CheckForm(context, template, name, filled);
        // No more is saved than may be tried; the file, once there, is read as any other.
        List<Problem> problems = form.refusals();
        if (problems.isEmpty()) {
            problems = form.plan(stages.checks().trialFactory(context)).problems();
        }
        List<Fault> all = Stream.concat(
                        faults.stream(),
                        problems.stream()
                                .filter(Problem::isError)
                                .map(problem -> new Fault(Objects.toString(problem.key(), ""), problem.message())))
                .toList();
        return all.isEmpty()
                ? take(name, now, now.with(name, new DashboardChecks.Entry(template, filled)))
                : invalid(all);
    }

    private List<Fault> nameFaults(String name) {
        if (name.isBlank()) {
            return List.of(new Fault("name", "is missing"));
        }
        if (name.contains("{{")) {
            return List.of(new Fault("name", "cannot hold a placeholder"));
        }
        return stages.evaluation().watchlist().find(name).isPresent()
                ? List.of(new Fault("name", "is the name of another check"))
                : List.of();
    }

    @Override
    public synchronized Outcome remove(String name, String version) {
        Optional<DashboardChecks> now = read();
        if (now.isPresent() && !now.get().checks().containsKey(name)) {
            return unknown(name);
        }
        if (!isOffered()) {
            return Outcome.NOT_OFFERED;
        }
        return now.isEmpty()
                ? notOurs()
                : isThere(name, version, now.get())
                        .orElseGet(() -> take(name, now.get(), now.get().without(name)));
    }

    @Override
    public synchronized Outcome undo(String name, OptionalLong change) {
        Change last = changes.peek();
        if (last == null || !last.name().equals(name)) {
            return Outcome.refused(404, "\"" + name + "\" is not the check that was changed last in the dashboard");
        }
        if (change.isPresent() && change.getAsLong() != last.number()) {
            return Outcome.refused(409, "\"" + name + "\" was changed again since: nothing was taken back");
        }
        if (!isOffered()) {
            return Outcome.NOT_OFFERED;
        }
        if (read().filter(last.after()::equals).isEmpty()) {
            return Outcome.refused(409, shownFile() + " holds something else by now: nothing was taken back");
        }
        Outcome outcome = take(name, last.after(), last.before());
        if (outcome.done()) {
            changes.pop(); // That it was taken back,
            changes.pop(); // and what was.
        }
        return outcome;
    }

    private Outcome unknown(String name) {
        return reloader.definition(name)
                .filter(definition -> definition.file() != null)
                .map(definition -> Outcome.refused(
                        409, "\"" + name + "\" stands in " + definition.file() + ", which people wrote: edit it there"))
                .orElseGet(() -> Outcome.refused(404, "no check of the dashboard is named \"" + name + "\""));
    }

    private static Outcome invalid(List<Fault> faults) {
        return new Outcome(422, "nothing was saved: " + faults.size() + " to correct", faults);
    }

    private Outcome take(String name, DashboardChecks before, DashboardChecks after) {
        Reloads.Outcome outcome;
        try {
            outcome = reloader.replace(
                    new Draft(DashboardChecks.FILE, after.text()),
                    () -> read().filter(before::equals).isPresent());
        } catch (IOException e) {
            return Outcome.refused(409, shownFile() + " cannot be written: " + Causes.message(e));
        }
        if (!outcome.isTaken()) {
            return invalid(outcome.problems().stream()
                    .filter(Problem::isError)
                    .map(problem -> fault(name, after, problem))
                    .toList());
        }
        changes.push(new Change(++made, name, before, after));
        if (changes.size() > MOST_UNDONE + 1) {
            changes.removeLast();
        }
        return Outcome.DONE;
    }

    /** What is wrong with another file, or another check, is told with its place. */
    private Fault fault(String name, DashboardChecks after, Problem problem) {
        boolean isOwn = shownFile().equals(problem.file())
                && after.at(problem.line()).filter(name::equals).isPresent();
        return isOwn
                ? new Fault(Objects.toString(problem.key(), ""), problem.message())
                : new Fault("", problem.toString());
    }

    private Optional<DashboardChecks> read() {
        Path file = folder().resolve(DashboardChecks.FILE);
        if (!Files.exists(file)) {
            return Optional.of(new DashboardChecks(Map.of()));
        }
        TextFile text = TextFile.read(file, TextFile.MOST_BYTES);
        return text.isRead() ? DashboardChecks.read(text.text()) : Optional.empty();
    }

    private Outcome notOurs() {
        return Outcome.refused(
                409,
                shownFile()
                        + " was written or edited by people, and is not written over: rename it, as to mine.checks.yaml");
    }

    private Path folder() {
        return stages.base().settings().get().routes();
    }

    private String shownFile() {
        return folder().getFileName() + "/" + DashboardChecks.FILE;
    }
}
