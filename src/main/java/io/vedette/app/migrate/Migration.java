package io.vedette.app.migrate;

import io.vedette.check.CheckYaml;
import io.vedette.config.values.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was made of another monitor's configuration. It may hold secrets, except in notes and problems.
 *
 * @param source the file it was made from, as the operator calls it
 * @param settings by key, in the order in which they are written
 * @param checks in the order of the source
 * @param targets whom to notify, as templated routes
 * @param secrets the content of each file of the folder of secrets, which values stand for
 * @param notes what was changed, inverted or left out, one line each; the most important first
 * @param problems what keeps the source from being used; with an error in it nothing is to be written
 */
public record Migration(
        String source,
        Map<String, String> settings,
        List<CheckYaml> checks,
        List<CheckYaml> targets,
        Map<String, String> secrets,
        List<String> notes,
        List<Problem> problems) {

    public Migration {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        checks = List.copyOf(checks);
        targets = List.copyOf(targets);
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
        notes = List.copyOf(notes);
        problems = List.copyOf(problems);
    }

    /** One without targets as templated routes. */
    Migration(
            String source,
            Map<String, String> settings,
            List<CheckYaml> checks,
            List<String> notes,
            List<Problem> problems) {
        this(source, settings, checks, List.of(), Map.of(), notes, problems);
    }

    /** One that nothing can be made of. */
    public static Migration failed(String source, List<Problem> problems) {
        return new Migration(source, Map.of(), List.of(), List.of(), problems);
    }

    /** Returns what is left of it without what these problems of its files are about, with a note of each; the same where nothing goes. */
    public Migration without(List<Problem> ofFiles) {
        return new Unfit(this).without(ofFiles);
    }

    /** Returns the text of {@code application.properties}. */
    String propertiesText() {
        StringBuilder text =
                new StringBuilder("# Made by Vedette from ").append(source).append("\n");
        text.append("# All settings are listed in docs/configuration.md; try a change with: vedette validate\n");
        settings.forEach((key, value) ->
                text.append(key).append('=').append(escaped(value)).append('\n'));
        return text.toString();
    }

    /** Returns the text of {@code routes/checks.yaml}. */
    String checksText() {
        StringBuilder text =
                new StringBuilder("# Made by Vedette from ").append(source).append("\n");
        text.append("# One templatedRoute a check; its routeId is the check's name.\n");
        checks.forEach(check -> text.append('\n').append(check.text()));
        return text.toString();
    }

    /** Returns the text of {@code routes/targets.yaml}. */
    String targetsText() {
        StringBuilder text =
                new StringBuilder("# Made by Vedette from ").append(source).append("\n");
        text.append("# One templatedRoute a target; checks name its routeId in notify.\n");
        targets.forEach(target -> text.append('\n').append(target.text()));
        return text.toString();
    }

    /** As a properties file needs it: a backslash doubled, a line break and a blank at the beginning written out. */
    private static String escaped(String value) {
        String text = value.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
        return text.startsWith(" ") ? "\\" + text : text;
    }
}
