package io.vedette.app.migrate;

import io.vedette.check.CheckYaml;
import io.vedette.config.values.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes out of a migration what is not valid here, with a note each, so that what is written runs: a parameter first, and the check or
 * target when it is not valid without it either. What an environment variable is to bring is not known, and stays.
 */
final class Unfit {

    private static final String VARIABLE = "{{env:";
    private static final String NOTIFY = "notify";
    private static final int LINES_OF_THE_FILE = 2;

    private final Migration before;
    private final Map<String, String> settings;
    private final List<String> notes;

    Unfit(Migration before) {
        this.before = before;
        this.settings = new LinkedHashMap<>(before.settings());
        this.notes = new ArrayList<>(before.notes());
    }

    /** Returns what is left; the same migration where nothing of the problems is about what can be taken out. */
    Migration without(List<Problem> problems) {
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        List<CheckYaml> checks = left(before.checks(), "checks.yaml", errors);
        List<CheckYaml> targets = left(before.targets(), "targets.yaml", errors);
        errors.forEach(this::setting);
        Map<String, String> secrets = new LinkedHashMap<>(before.secrets());
        secrets.keySet().removeIf(file -> !isNamed(file, checks, targets));
        return new Migration(before.source(), settings, checks, targets, secrets, notes, before.problems());
    }

    private void setting(Problem error) {
        String value = settings.getOrDefault(String.valueOf(error.key()), VARIABLE);
        if (isAbout(error, "application.properties") && !value.contains(VARIABLE)) {
            settings.remove(error.key());
            note(error.key(), error);
        }
    }

    private List<CheckYaml> left(List<CheckYaml> all, String file, List<Problem> errors) {
        List<CheckYaml> left = new ArrayList<>();
        int line = LINES_OF_THE_FILE;
        for (CheckYaml one : all) {
            int first = line + 1;
            line += 1 + (int) one.text().lines().count(); // A blank line stands before each.
            int last = line;
            Stream<Problem> own = errors.stream()
                    .filter(error -> isAbout(error, file) && error.line() >= first && error.line() <= last);
            left(one, own.toList()).ifPresent(left::add);
        }
        return left;
    }

    private Optional<CheckYaml> left(CheckYaml one, List<Problem> errors) {
        Map<String, String> parameters = new LinkedHashMap<>(one.parameters());
        for (Problem error : errors) {
            String value = one.parameters().get(error.key());
            if (value == null) {
                note(one.name(), error);
                return Optional.empty();
            }
            if (value.contains(VARIABLE)) {
                continue;
            }
            note(one.name(), error);
            if (error.key().equals(NOTIFY)) {
                parameters.put(NOTIFY, "log"); // Without it all would be notified.
            } else {
                parameters.remove(error.key());
            }
        }
        return Optional.of(new CheckYaml(one.name(), one.template(), parameters));
    }

    private void note(String place, Problem error) {
        boolean isWhole = error.key() == null || error.key().equals(place);
        String note = place + ": " + (isWhole ? "" : error.key() + " ") + "not imported, as it " + error.message();
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    private static boolean isAbout(Problem error, String file) {
        return String.valueOf(error.file()).endsWith(file);
    }

    private boolean isNamed(String secret, List<CheckYaml> checks, List<CheckYaml> targets) {
        String name = "{{file:" + MigrationFiles.SECRETS + "/" + secret + "}}";
        return Stream.concat(checks.stream(), targets.stream())
                        .anyMatch(one -> one.parameters().values().stream().anyMatch(value -> value.contains(name)))
                || settings.values().stream().anyMatch(value -> value.contains(name));
    }
}
