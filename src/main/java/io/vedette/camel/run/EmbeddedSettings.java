package io.vedette.camel.run;

import io.vedette.camel.SettingsRefused;
import io.vedette.camel.VedetteHost;
import io.vedette.config.settings.Braces;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.settings.VaultFunction;
import io.vedette.config.values.PasswordHash;
import io.vedette.config.values.Problem;
import io.vedette.process.Loggers;
import io.vedette.process.OptionalLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;

/** The {@code vedette.*} settings of an application: what its {@link VedetteHost} says, else the properties of its Camel context. */
final class EmbeddedSettings {

    private static final Logger LOG = Loggers.START;

    private static final Pattern CALL = Pattern.compile("\\{\\{\\s*\\??([\\w.-]+):");
    /** Stands in messages for a value that came through a placeholder of the host. */
    private static final String OF_HOST = "{{placeholder}}";

    private final VedetteHost host;
    private final Map<String, String> written;
    private final Map<String, String> values;
    private final Loaded loaded;

    /**
     * Reads them, and writes warnings to the log.
     *
     * @throws SettingsRefused when any is wrong
     */
    EmbeddedSettings(CamelContext context) {
        VedetteHost told = context.getRegistry().findSingleByType(VedetteHost.class);
        host = told != null ? told : ofProperties(context);
        written = new TreeMap<>(host.settings());
        Set<String> secrets = new HashSet<>();
        values = new TreeMap<>(written);
        values.replaceAll((key, value) -> filledIn(context, value, secrets));
        Loaded read = SettingsLoader.of(values, Path.of(""), host::origin, System.getenv());
        read.secrets().learn(secrets);
        loaded = read.and(withoutMeaning());
        List<Problem> problems = loaded.problems().stream().map(this::unseen).toList();
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new SettingsRefused(errors);
        }
        problems.forEach(problem -> LOG.warn("{}", problem));
    }

    Loaded loaded() {
        return loaded;
    }

    /** Whether the application gave a setting a value. */
    boolean isSet(SettingKey key) {
        return !values.getOrDefault(key.key(), "").isBlank();
    }

    String value(SettingKey key) {
        return values.getOrDefault(key.key(), "").strip();
    }

    Optional<DataSource> dataSource() {
        return host.dataSource();
    }

    /** Returns what is told of a setting that turns out wrong once it is used. */
    SettingsRefused refused(SettingKey key, String message) {
        return new SettingsRefused(List.of(unseen(Problem.error(host.origin(key.key()), 0, key.key(), message))));
    }

    /** What belongs to a process of its own would be ignored in silence. */
    private List<Problem> withoutMeaning() {
        List<Problem> warnings = new ArrayList<>();
        for (SettingKey key : SettingKey.values()) {
            if (key.isForOwnProcess() && isSet(key)) {
                warnings.add(
                        Problem.warning(
                                host.origin(key.key()),
                                0,
                                key.key(),
                                "has no effect here, as Vedette is part of an application with routes and a server of its own"));
            }
        }
        if (PasswordHash.isHash(value(SettingKey.HTTP_PASSWORD))) {
            OptionalLibrary.BCRYPT
                    .missing()
                    .ifPresent(complaint -> warnings.add(Problem.error(
                            host.origin(SettingKey.HTTP_PASSWORD.key()),
                            0,
                            SettingKey.HTTP_PASSWORD.key(),
                            "a hash " + complaint)));
        }
        if (isSet(SettingKey.HTTP_PATH) && EmbeddedFront.path(values).isEmpty()) {
            warnings.add(Problem.warning(
                    host.origin(SettingKey.HTTP_PATH.key()),
                    0,
                    SettingKey.HTTP_PATH.key(),
                    "is not served, as anybody could act there: set " + SettingKey.HTTP_USERNAME.key() + " and "
                            + SettingKey.HTTP_PASSWORD.key() + ", or " + SettingKey.HTTP_TOKENS.key() + ", or "
                            + SettingKey.HTTP_OPEN.key() + "=true where the application itself guards that path"));
        }
        return warnings;
    }

    /** What came through a placeholder may be a secret that was put in the wrong place. */
    private Problem unseen(Problem problem) {
        String key = problem.key() == null ? "" : problem.key();
        String raw = host.filledIn().contains(key) ? OF_HOST : written.getOrDefault(key, "");
        return problem.saying(Braces.unseen(problem.message(), raw, values.getOrDefault(key, "")));
    }

    private static VedetteHost ofProperties(CamelContext context) {
        Properties all = context.getPropertiesComponent().loadProperties(key -> key.startsWith(SettingKey.PREFIX));
        Map<String, String> settings = all.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(),
                        entry -> entry.getValue().toString()));
        return () -> settings;
    }

    /** By the functions of the application, its vaults among them; what those give is never shown. */
    private static String filledIn(CamelContext context, String text, Set<String> secrets) {
        if (!text.contains("{{")) {
            return text;
        }
        String value = context.resolvePropertyPlaceholders(text);
        Matcher call = CALL.matcher(text);
        while (call.find()) {
            if (VaultFunction.of(call.group(1)).isPresent()) {
                secrets.add(value);
            }
        }
        return value;
    }
}
