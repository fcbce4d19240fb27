package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.camel.load.CheckForm;
import io.vedette.camel.load.DashboardChecks;
import io.vedette.camel.load.Draft;
import io.vedette.camel.reload.Reloader;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Keeps the checks of the dashboard in a file of the routes folder, which is read by the same reload as those that people write. */
final class EditedChecks implements CheckEdits {

    private static final int MOST_CHECKS = 1_000;
    private static final int MOST_UNDONE = 20;

    /** What may be changed beside a secret that stays: none of it tells where the secret is sent, or how. */
    private static final Set<String> HARMLESS = Set.of(
            "interval",
            "errorInterval",
            "timeout",
            "group",
            "tags",
            "notify",
            "failureThreshold",
            "successThreshold",
            "retries",
            "priority",
            "dependsOn",
            "maintenance",
            "public",
            "publicName",
            "flapChanges",
            "flapWindow");

    private final CamelContext context;
    private final Stages stages;
    private final Reloader reloader;
    private final Deque<Change> changes = new ArrayDeque<>();

    EditedChecks(CamelContext context, Stages stages, Reloader reloader) {
        this.context = context;
        this.stages = stages;
        this.reloader = reloader;
    }

    /** A change of one check. */
    private record Change(String name, DashboardChecks before, DashboardChecks after) {}

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
                .map(one -> shown(one.getKey(), one.getValue()))
                .toList();
    }

    private Edited shown(String name, DashboardChecks.Entry entry) {
        Map<String, String> values = new LinkedHashMap<>(entry.values());
        values.entrySet().removeIf(this::isSecret);
        List<String> secrets = entry.values().keySet().stream()
                .filter(key -> !values.containsKey(key))
                .toList();
        return new Edited(name, entry.template(), values, secrets);
    }

    /** Whether a value is never shown: a password by its name, or a URL with one in it. */
    private boolean isSecret(Map.Entry<String, String> value) {
        Secrets secrets = stages.base().secrets();
        return Secrets.isSecretName(value.getKey())
                || !secrets.mask(value.getValue()).equals(value.getValue());
    }

    @Override
    public synchronized String last() {
        return changes.isEmpty() ? "" : changes.peek().name();
    }

    @Override
    public synchronized Outcome save(String template, String name, Map<String, String> values, boolean isNew) {
        if (!isOffered()) {
            return Outcome.NOT_OFFERED;
        }
        Optional<DashboardChecks> now = read();
        if (now.isEmpty()) {
            return notOurs();
        }
        Optional<DashboardChecks.Entry> before =
                Optional.ofNullable(now.get().checks().get(name));
        if (!isNew && before.isEmpty()) {
            return unknown(name);
        }
        if (isNew && now.get().checks().size() >= MOST_CHECKS) {
            return Outcome.refused(409, "the dashboard keeps " + MOST_CHECKS + " checks at most; write files for more");
        }
        Map<String, String> kept = new LinkedHashMap<>(values);
        List<Fault> faults = isNew ? nameFaults(name) : keepSecrets(template, before.get(), kept);
        kept.values().removeIf(String::isBlank);
        CheckForm form = new CheckForm(context, template, name, kept);
        faults = Stream.concat(
                        faults.stream(),
                        form.plan(stages.checks().factory(context)).problems().stream()
                                .filter(Problem::isError)
                                .map(problem -> new Fault(Objects.toString(problem.key(), ""), problem.message())))
                .toList();
        return faults.isEmpty()
                ? take(name, now.get(), now.get().with(name, new DashboardChecks.Entry(template, kept)))
                : invalid(faults);
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

    /** Fills in the secrets that were left out. One is not sent to another place than that which it was given for. */
    private List<Fault> keepSecrets(String template, DashboardChecks.Entry before, Map<String, String> values) {
        Map<String, String> secrets = before.values().entrySet().stream()
                .filter(this::isSecret)
                .filter(one -> !values.containsKey(one.getKey()) && template.equals(before.template()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        boolean isSame = telling(before.values(), secrets.keySet()).equals(telling(values, secrets.keySet()));
        if (isSame) {
            values.putAll(secrets);
            return List.of();
        }
        return secrets.keySet().stream()
                .sorted()
                .map(key -> new Fault(key, "must be given again, as what it is used for was changed"))
                .toList();
    }

    private static Map<String, String> telling(Map<String, String> values, Set<String> secrets) {
        Map<String, String> telling = new LinkedHashMap<>(values);
        telling.keySet().removeAll(HARMLESS);
        telling.keySet().removeAll(secrets);
        telling.values().removeIf(String::isBlank);
        return telling;
    }

    @Override
    public synchronized Outcome remove(String name) {
        Optional<DashboardChecks> now = read();
        if (now.isPresent() && !now.get().checks().containsKey(name)) {
            return unknown(name);
        }
        return !isOffered()
                ? Outcome.NOT_OFFERED
                : now.map(checks -> take(name, checks, checks.without(name))).orElseGet(this::notOurs);
    }

    @Override
    public synchronized Outcome undo(String name) {
        Change last = changes.peek();
        if (last == null || !last.name().equals(name)) {
            return Outcome.refused(404, "\"" + name + "\" is not the check that was changed last in the dashboard");
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
            outcome = reloader.replace(new Draft(DashboardChecks.FILE, after.text()));
        } catch (IOException e) {
            return Outcome.refused(409, shownFile() + " cannot be written: " + Causes.message(e));
        }
        if (!outcome.isTaken()) {
            return invalid(outcome.problems().stream()
                    .filter(Problem::isError)
                    .map(problem -> fault(name, after, problem))
                    .toList());
        }
        changes.push(new Change(name, before, after));
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
