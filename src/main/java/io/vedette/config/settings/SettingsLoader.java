package io.vedette.config.settings;

import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads {@code application.properties} with the environment over it. All problems are found in one go; none is thrown.
 */
public final class SettingsLoader {

    /** The file that is read when none is named; it may be missing. */
    public static final String DEFAULT_FILE = "application.properties";

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> Environment.NAME.equals(problem.file()))
            .thenComparing(Problem::line);

    private SettingsLoader() {}

    /**
     * Reads the settings of the command line's program.
     *
     * @param explicitConfig the file that the operator named, which must be there; relative paths in it start from its
     *     folder
     * @param workingDir where the file is looked for
     * @param environment the variables; {@code VEDETTE_SLACK_TOKEN} stands over {@code vedette.slack.token}
     * @param camelFunctions the value of a placeholder with a function of Camel's, given as {@code aws:slack-token}, if
     *     it has one
     */
    public static Loaded load(
            Optional<Path> explicitConfig,
            Path workingDir,
            Map<String, String> environment,
            Function<String, Optional<String>> camelFunctions) {
        return load(explicitConfig, workingDir, environment, (call, camelKeys) -> camelFunctions.apply(call));
    }

    /** Camel's functions in placeholders. */
    @FunctionalInterface
    public interface CamelCalls {

        /**
         * Returns the value of a placeholder with a function of Camel's, if it has one.
         *
         * @param call what stands between the braces: {@code aws:slack-token}
         * @param camelKeys the keys of the same settings that belong to Camel, as far as they need no function of Camel's
         */
        Optional<String> value(String call, Supplier<Map<String, String>> camelKeys);
    }

    /** Reads the settings of the command line's program, with functions of Camel's that are set up by them. */
    public static Loaded load(
            Optional<Path> explicitConfig, Path workingDir, Map<String, String> environment, CamelCalls camelCalls) {
        Path name = explicitConfig.orElse(Path.of(DEFAULT_FILE));
        Path file = workingDir.toAbsolutePath().resolve(name).normalize();
        boolean expected = explicitConfig.isPresent() || Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        PropertiesFile content = expected ? PropertiesFile.read(file, name.toString()) : PropertiesFile.NONE;
        Path folder = file.getParent() == null ? file : file.getParent();
        Loaded loaded = load(content, folder, environment, camelCalls);
        return loaded.and(forHosts(loaded));
    }

    /** What means something only where Vedette is part of an application would be ignored in silence. */
    private static List<Problem> forHosts(Loaded loaded) {
        List<Problem> problems = new ArrayList<>();
        Loaded.Place url = loaded.places().get(SettingKey.DATABASE_URL.key());
        if (ClusterNeeds.lacksDatabase(loaded.settings())
                && (url == null || url.value().isEmpty())) {
            Loaded.Place cluster = loaded.places().get(SettingKey.CLUSTER.key());
            problems.add(Problem.error(
                    cluster.file(), cluster.line(), SettingKey.CLUSTER.key(), ClusterNeeds.needsPostgres()));
        }
        for (SettingKey key : SettingKey.values()) {
            Loaded.Place place = loaded.places().get(key.key());
            if (key.isForHosts() && place != null && !place.value().isEmpty()) {
                problems.add(Problem.error(
                        place.file(),
                        place.line(),
                        key.key(),
                        "is for Vedette as a part of another application; remove it here, where Vedette runs"
                                + " by itself"));
            }
        }
        return problems;
    }

    /**
     * Reads settings that an application already holds, such as those of its Camel context.
     *
     * @param properties the values by key; keys without {@code vedette.} may be among them
     * @param baseDir where relative paths start
     */
    public static Loaded of(Map<String, String> properties, Path baseDir) {
        return of(properties, baseDir, key -> "properties");
    }

    /** @param origin where the value of a key was given, as it is told in messages */
    public static Loaded of(Map<String, String> properties, Path baseDir, UnaryOperator<String> origin) {
        return of(properties, baseDir, origin, Map.of());
    }

    /** @param environment the variables, of which those that name a proxy count; settings of an application come from it alone */
    public static Loaded of(
            Map<String, String> properties,
            Path baseDir,
            UnaryOperator<String> origin,
            Map<String, String> environment) {
        Map<String, RawSetting> given = new LinkedHashMap<>();
        properties.forEach((key, value) -> given.put(key, new RawSetting(value, origin.apply(key), 0, key)));
        return load(
                new PropertiesFile(given, List.of()),
                baseDir.toAbsolutePath().normalize(),
                ProxyVariables.among(environment),
                (call, camelKeys) -> Optional.empty());
    }

    /** Returns a warning for each of these environment variables that means nothing and looks as if it did. */
    public static List<Problem> misspelt(Map<String, String> variables) {
        return Environment.of(variables).problems(Set.of());
    }

    /**
     * Reads settings whose placeholders are filled in already.
     *
     * @param values what they came to, by key
     * @param origins where the values came from
     */
    public static Loaded filledIn(Map<String, String> values, Path baseDir, Origins origins) {
        Map<String, RawSetting> given = new LinkedHashMap<>();
        values.forEach((key, value) -> given.put(key, new RawSetting(Braces.escaped(value), "properties", 0, key)));
        return load(new PropertiesFile(given, List.of()), baseDir, Map.of(), (call, keys) -> Optional.empty(), origins);
    }

    private static Loaded load(
            PropertiesFile file, Path baseDir, Map<String, String> variables, CamelCalls camelCalls) {
        return load(file, baseDir, variables, camelCalls, Origins.OWN);
    }

    private static Loaded load(
            PropertiesFile file, Path baseDir, Map<String, String> variables, CamelCalls camelCalls, Origins known) {
        Environment environment = Environment.of(variables);
        Map<String, RawSetting> given = new LinkedHashMap<>(file.given());
        given.putAll(environment.given());

        PlaceholderSources sources = new PlaceholderSources(
                variables,
                System::getProperty,
                baseDir,
                call -> camelCalls.value(call, () -> camelKeys(given, variables, baseDir)));
        Placeholders placeholders = new Placeholders(given, sources);
        Map<String, String> texts = new LinkedHashMap<>();
        given.keySet().forEach(key -> placeholders.value(key).ifPresent(text -> texts.put(key, trimmed(key, text))));
        Secrets secrets = new Secrets();
        secrets.learn(sources.secrets());
        secrets.learn(SecretValues.of(texts));

        ProxyVariables proxies = new ProxyVariables(variables);
        secrets.learn(proxies.secrets());
        SettingsReader reader =
                new SettingsReader(given, texts, baseDir, secrets, known.and(placeholders.origins()), proxies);
        Settings settings = reader.read();
        // What was given but could not be filled in counts as set: that it is missing is not what is wrong.
        Predicate<SettingKey> isSet = key -> given.containsKey(key.key()) && !"".equals(texts.get(key.key()));

        List<Problem> problems = new ArrayList<>(file.problems());
        problems.addAll(unknownKeys(file.given().values()));
        problems.addAll(placeholders.problems());
        problems.addAll(reader.problems());
        problems.addAll(proxies.problems());
        new Combinations(settings, given, texts, isSet)
                .problems()
                .forEach(problem -> problems.add(secrets.masked(problem)));
        problems.addAll(environment.problems(sources.askedFor()));
        problems.sort(BY_PLACE);
        problems.replaceAll(Problem::shortened);
        Map<String, Loaded.Place> places = new LinkedHashMap<>();
        given.forEach((key, value) -> places.put(
                key, new Loaded.Place(value.file(), value.line(), value.value(), texts.getOrDefault(key, ""))));
        return new Loaded(settings, problems, secrets, places);
    }

    /** What is wrong with them is reported where all keys are filled in. */
    private static Map<String, String> camelKeys(
            Map<String, RawSetting> given, Map<String, String> variables, Path baseDir) {
        Placeholders placeholders = new Placeholders(
                given, new PlaceholderSources(variables, System::getProperty, baseDir, call -> Optional.empty()));
        Map<String, String> keys = new LinkedHashMap<>();
        given.keySet().stream()
                .filter(key -> key.startsWith("camel."))
                .forEach(key -> placeholders.value(key).ifPresent(text -> keys.put(key, text)));
        return keys;
    }

    /** Blanks at the ends of a setting are slips; those of an operator's own key may be meant. */
    private static String trimmed(String key, String text) {
        return key.startsWith(SettingKey.PREFIX) ? text.strip() : text;
    }

    private static List<Problem> unknownKeys(Collection<RawSetting> given) {
        List<Problem> problems = new ArrayList<>();
        for (RawSetting one : given) {
            String key = one.name();
            if (SettingKey.of(key).isPresent()) {
                continue;
            }
            if (key.startsWith(SettingKey.TARGET_PREFIX)) {
                problems.add(one.error("is computed from the settings of the target and cannot be set"));
            } else if (key.startsWith(SettingKey.PREFIX)) {
                problems.add(one.error("is not a setting" + SettingHint.key(key)));
            } else if (isMistypedPrefix(key)) {
                problems.add(one.warning("is left alone, as it does not start with \"" + SettingKey.PREFIX + "\""));
            }
        }
        return problems;
    }

    private static boolean isMistypedPrefix(String key) {
        int dot = key.indexOf('.');
        return dot > 0
                && Nearest.to(key.substring(0, dot + 1), List.of(SettingKey.PREFIX))
                        .isPresent();
    }
}
