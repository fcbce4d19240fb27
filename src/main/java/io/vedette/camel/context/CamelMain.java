package io.vedette.camel.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.main.Main;

/**
 * Camel Main with the settings of Camel that an operator gave. One that Camel does not take is a problem like any other, and
 * what else is wrong is told beside it.
 */
public final class CamelMain extends Main {

    private static final String PREFIX = "camel.";
    private static final String NAMES = "META-INF/camel-main-configuration-metadata.json";
    private static final Pattern KEY = Pattern.compile("camel(?:\\.[\\w\\[\\]-]+)+");

    private static final String BY_ENVIRONMENT = "camel.main.autoConfigurationEnvironmentVariablesEnabled";
    private static final String BY_JVM = "camel.main.autoConfigurationSystemPropertiesEnabled";

    private CamelMain() {}

    @Override
    protected CamelContext createCamelContext() {
        CamelContext context = new ManyRoutesContext();
        context.getCamelContextExtension().setRegistry(registry);
        return context;
    }

    /**
     * One that is set up and not started, without the settings that Camel does not take.
     *
     * @param properties all settings
     * @param beans what Camel finds by name
     * @param problems takes what is wrong with settings of Camel's
     */
    public static Main of(Properties properties, Map<String, Object> beans, Secrets secrets, List<Problem> problems) {
        Properties taken = new Properties();
        taken.putAll(properties);
        while (true) {
            CamelMain main = of(taken, beans);
            try {
                main.init();
                return main;
            } catch (RuntimeException e) {
                main.stop();
                Optional<String> given = refused(e, taken.stringPropertyNames(), taken::getProperty);
                given.ifPresent(taken::remove);
                Problem problem = given.map(key -> problem(null, key, e))
                        .or(() -> besideTheFile(e, taken))
                        .or(() -> without(e, taken, beans))
                        .orElseThrow(() -> e);
                problems.add(secrets.masked(problem));
            }
        }
    }

    private static CamelMain of(Properties properties, Map<String, Object> beans) {
        CamelMain main = new CamelMain();
        // Camel must not read application.properties by itself: it would stop at what is reported as a problem here.
        main.setPropertyPlaceholderLocations("false");
        main.setOverrideProperties(properties);
        main.configure().withRoutesIncludePattern("false");
        beans.forEach(main::bind);
        return main;
    }

    /** Of some values Camel says only what is wrong with them: the key is the one without which it fails no more, or otherwise. */
    private static Optional<Problem> without(RuntimeException failure, Properties taken, Map<String, Object> beans) {
        Collection<String> keys = new TreeSet<>(taken.stringPropertyNames());
        keys.removeIf(key -> !key.startsWith(PREFIX) || key.equals(BY_ENVIRONMENT) || key.equals(BY_JVM));
        for (String key : keys) {
            Properties others = new Properties();
            others.putAll(taken);
            others.remove(key);
            CamelMain main = of(others, beans);
            try {
                main.init();
            } catch (RuntimeException e) {
                if (Causes.message(e).equals(Causes.message(failure))) {
                    continue;
                }
            } finally {
                main.stop();
            }
            taken.remove(key);
            return Optional.of(problem(null, key, failure));
        }
        return Optional.empty();
    }

    /** Returns what is wrong with settings of Camel's, without starting anything by them. */
    public static List<Problem> problems(Properties properties, Secrets secrets) {
        List<Problem> problems = new ArrayList<>();
        Properties tried = new Properties();
        tried.putAll(properties);
        CamelSettings.openNothing(tried);
        of(tried, Map.of(), secrets, problems).stop();
        return problems;
    }

    /** What Camel takes from the environment or the JVM's properties by itself; none of it counts from then on. */
    private static Optional<Problem> besideTheFile(RuntimeException failure, Properties taken) {
        if (taken.put(BY_ENVIRONMENT, "false") != null) {
            return Optional.empty();
        }
        taken.put(BY_JVM, "false");
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.keySet().removeIf(name -> !name.startsWith("CAMEL_"));
        return refused(failure, variables.keySet(), variables::get)
                .map(name -> problem("environment", name, failure))
                .or(() -> refused(failure, System.getProperties().stringPropertyNames(), System::getProperty)
                        .map(key -> problem("system properties", key, failure)));
    }

    /** The key that a failure is about: Camel names it in several ways, and for some only its value. */
    private static Optional<String> refused(
            Throwable failure, Collection<String> names, Function<String, String> value) {
        Collection<String> keys = new TreeSet<>(names);
        keys.removeIf(key -> !plain(key).startsWith("camel"));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher named = KEY.matcher(String.valueOf(cause.getMessage()));
            while (named.find()) {
                Optional<String> key = keys.stream()
                        .filter(one -> plain(one).equals(plain(named.group())))
                        .findFirst();
                if (key.isPresent()) {
                    return key;
                }
            }
        }
        String message = Causes.message(failure);
        return keys.stream()
                .filter(key -> message.contains(": " + value.apply(key) + " "))
                .findFirst();
    }

    private static String plain(String key) {
        return key.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    private static Problem problem(String file, String key, RuntimeException failure) {
        Throwable root = Causes.root(failure);
        if (root instanceof PropertyBindingException) {
            // Its message shows the object that has no such name, and the value.
            return Problem.error(file, 0, key, "is not a setting of Camel" + hint(key));
        }
        return Problem.error(
                file,
                0,
                key,
                Secrets.isSecretName(key)
                        ? "is not accepted by Camel (the value is secret and not shown)"
                        : "is not accepted by Camel: " + Causes.message(failure));
    }

    private static String hint(String key) {
        // Without what all of a group have in common: its letters would make anything look alike.
        if (!key.startsWith(PREFIX)) {
            return ""; // A variable has lost the case of it.
        }
        String group = key.substring(0, key.indexOf('.', PREFIX.length()) + 1);
        List<String> near = names().stream()
                .filter(name -> name.startsWith(group))
                .map(name -> name.substring(group.length()))
                .toList();
        return Nearest.to(key.substring(group.length()), near)
                .map(name -> ", did you mean \"" + group + name + "\"?")
                .orElse("");
    }

    /** The settings that Camel's own list has. */
    private static List<String> names() {
        try (InputStream list = Main.class.getClassLoader().getResourceAsStream(NAMES)) {
            JsonNode properties = new ObjectMapper().readTree(list).path("properties");
            List<String> names = new ArrayList<>();
            properties.forEach(property -> names.add(property.path("name").asText()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
