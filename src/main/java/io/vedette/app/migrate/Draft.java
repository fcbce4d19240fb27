package io.vedette.app.migrate;

import io.vedette.check.CheckYaml;
import io.vedette.config.settings.Braces;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A migration that is being made. It takes checks and targets as they are found, leaves out what this version has no template or
 * parameter for, with a note, gives each a name of its own, and puts secrets into files of their own.
 */
final class Draft {

    private static final Pattern SECRET_HEADER =
            Pattern.compile("(?im)^\\s*[\\w-]*(auth|cookie|token|secret|passw|key|session|credential)[\\w-]*\\s*:");
    /** Values of targets that are secret though their names do not say so. */
    private static final Set<String> SECRET_OF_TARGETS = Set.of("webhookUrl", "routingKey", "apiKey", "user", "url");

    private static final double MOST_SECONDS = 3650 * 86_400.0;

    private final String source;
    private final KnownTemplates templates = new KnownTemplates();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<CheckYaml> checks = new ArrayList<>();
    private final List<CheckYaml> targets = new ArrayList<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> names = new HashSet<>(Set.of("log"));

    /** @param source the file as the operator calls it */
    Draft(String source) {
        this.source = source;
    }

    boolean takes(String template, String parameter) {
        return templates.takes(template, parameter);
    }

    boolean has(String template) {
        return templates.has(template);
    }

    void note(String place, String what) {
        notes.add(MaskedUrl.of(place + ": " + what).replaceAll("\\p{Cntrl}", " "));
    }

    void set(String key, String value) {
        settings.put(key, Braces.escaped(value));
    }

    /** Returns a name that no other check or target has: as wanted, without what names cannot have. */
    String unique(String wanted) {
        String plain = wanted.replaceAll("[\\p{Cntrl},{}]+", " ").strip();
        String base = plain.isEmpty() ? "check" : plain.substring(0, Math.min(200, plain.length()));
        String name = base;
        for (int i = 2; !names.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }

    /**
     * Adds a check.
     *
     * @param name a {@linkplain #unique unique} one
     * @param place where the source says so
     * @param parameters as they are meant: braces are braces; empty ones are left out
     * @return whether there is such a check here
     */
    boolean check(String name, String template, Map<String, String> parameters, String place) {
        if (!templates.has(template)) {
            note(place, "not imported, this version has no template " + template);
            return false;
        }
        Map<String, String> taken = new LinkedHashMap<>();
        parameters.forEach((parameter, value) -> {
            if (value == null || value.isEmpty()) {
                return;
            }
            if (!templates.takes(template, parameter)) {
                note(place, "its " + parameter + " is not imported, " + template + " has none here");
                return;
            }
            taken.put(parameter, apart(name, parameter, value, isSecret(parameter, value)));
        });
        checks.add(new CheckYaml(name, template, taken));
        return true;
    }

    /** Adds a check whose parameters are written already: their braces are escaped or placeholders. */
    boolean written(String name, String template, Map<String, String> parameters, String place) {
        if (!templates.has(template)) {
            note(place, "not imported, this version has no template " + template);
            return false;
        }
        Map<String, String> taken = new LinkedHashMap<>();
        parameters.forEach((parameter, value) -> {
            if (!value.isEmpty() && templates.takes(template, parameter)) {
                taken.put(parameter, writtenApart(name, parameter, value, isSecret(parameter, value)));
            } else if (!value.isEmpty()) {
                note(place, "its " + parameter + " is not imported, " + template + " has none here");
            }
        });
        checks.add(new CheckYaml(name, template, taken));
        return true;
    }

    private String writtenApart(String name, String parameter, String value, boolean isSecret) {
        if (isSecret && parameter.equals("headers") && Braces.isIn(value)) {
            return Arrays.stream(value.split("\n"))
                    .map(line -> headerApart(name, line))
                    .collect(Collectors.joining("\n"));
        }
        return isSecret && !Braces.isIn(value) ? apart(name, parameter, value, true) : value;
    }

    /** Of headers of which one has a placeholder, each that is secret and has none. */
    private String headerApart(String name, String line) {
        int colon = line.indexOf(':');
        return colon < 0 || Braces.isIn(line) || !SECRET_HEADER.matcher(line).find()
                ? line
                : line.substring(0, colon) + ": "
                        + apart(
                                name,
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip(),
                                true);
    }

    /** Returns what stands for a secret in a setting: the name of a file of its own; a value with a placeholder stays. */
    String secretOfSetting(String key, String value) {
        return writtenApart("settings", key, value, true);
    }

    /** Adds a target whose parameters are written already. */
    void writtenTarget(String name, String template, Map<String, String> parameters) {
        Map<String, String> taken = new LinkedHashMap<>();
        parameters.forEach((parameter, value) -> taken.put(
                parameter,
                writtenApart(
                        name,
                        parameter,
                        value,
                        isSecret(parameter, value)
                                || SECRET_OF_TARGETS.contains(parameter) && !template.equals("notify-ntfy"))));
        targets.add(new CheckYaml(name, template, taken));
    }

    void putSettings(Map<String, String> written) {
        settings.putAll(written);
    }

    void note(String whole) {
        notes.add(whole);
    }

    /** Adds a target; parameters as for checks. */
    void target(String name, String template, Map<String, String> parameters) {
        Map<String, String> taken = new LinkedHashMap<>();
        parameters.forEach((parameter, value) -> {
            if (value != null && !value.isEmpty()) {
                boolean isSecret = isSecret(parameter, value)
                        || SECRET_OF_TARGETS.contains(parameter) && !template.equals("notify-ntfy");
                taken.put(parameter, apart(name, parameter, value, isSecret));
            }
        });
        targets.add(new CheckYaml(name, template, taken));
    }

    private String apart(String name, String parameter, String value, boolean isSecret) {
        if (!isSecret || value.startsWith("{{")) {
            return value.startsWith("{{env:") ? value : Braces.escaped(value);
        }
        String base =
                (name + "-" + parameter).replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+", "");
        String file = base;
        for (int i = 2; secrets.containsKey(file) && !secrets.get(file).equals(value); i++) {
            file = base + "-" + i;
        }
        secrets.put(file, value);
        return "{{file:" + MigrationFiles.SECRETS + "/" + file + "}}";
    }

    private static boolean isSecret(String parameter, String value) {
        return parameter.equals("headers") && SECRET_HEADER.matcher(value).find()
                || parameter.equals("clientKey")
                || !parameter.equals("headers") && Secrets.isSecretName(parameter)
                || !MaskedUrl.of(value).equals(value);
    }

    int count() {
        return checks.size();
    }

    Migration migration() {
        return new Migration(
                source,
                settings,
                checks,
                targets,
                secrets,
                notes.stream().distinct().toList(),
                List.of());
    }

    /** Returns parameters of names and values in turn; what is null or empty is left out. */
    static Map<String, String> parameters(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null && !namesAndValues[i + 1].isEmpty()) {
                parameters.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return parameters;
    }

    static Migration unreadable(String source, int line, String message) {
        return Migration.failed(source, List.of(Problem.error(source, line, null, message)));
    }

    /** Returns a part of a URL as it is meant; as it is written where its percent-encoding is none. */
    static String decoded(String part) {
        try {
            return part == null ? null : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    /** Returns seconds as a duration; empty for none, and for what is no time that anybody waits. */
    static Optional<String> seconds(double seconds) {
        if (!(seconds > 0) || seconds > MOST_SECONDS) {
            return Optional.empty();
        }
        return Optional.of(
                seconds == Math.rint(seconds) ? (long) seconds + "s" : Math.max(1, Math.round(seconds * 1_000)) + "ms");
    }
}
