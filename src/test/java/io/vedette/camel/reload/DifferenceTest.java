package io.vedette.camel.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.VedetteService;
import io.vedette.camel.load.Configuration;
import io.vedette.camel.load.ConfigurationReader;
import io.vedette.camel.load.ConfigurationSnapshot;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.store.MemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an edit of one configuration comes down to. Signs: + added, ~ made anew, = the route stays, - removed. */
class DifferenceTest {

    private static final String ROUTES = """
        - templatedRoute:
            routeTemplateRef: http
            routeId: web
            parameters:
              - { name: url, value: "http://127.0.0.1:1/web" }
        - templatedRoute:
            routeTemplateRef: tcp
            routeId: port
            parameters:
              - { name: host, value: "{{some.host}}" }
              - { name: port, value: "1" }
              - { name: interval, value: 30s }
        - templatedRoute:
            routeTemplateRef: own
            routeId: mine
            parameters:
              - { name: url, value: "http://127.0.0.1:1/mine" }
        - routeTemplate:
            id: own
            parameters:
              - { name: url, required: true }
            route:
              from:
                uri: vedette:schedule
                steps:
                  - to: { uri: "vedette:probe", parameters: { type: http } }
                  - log: { message: "asked {{url}}" }
                  - to: { uri: "vedette:observe", parameters: { rule: http } }
        - routeConfiguration:
            id: house
            errorHandler: { noErrorHandler: {} }
        - route:
            id: notify-house
            routeConfigurationId: house
            from: { uri: "vedette:alerts?target=house", steps: [ { to: { uri: "log:house" } } ] }
        - route:
            id: notify-hook
            precondition: "{{vedette.target.webhook:false}}"
            from: { uri: "vedette:alerts?target=webhook", steps: [ { to: { uri: "log:hook" } } ] }
        """;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "# nothing              | # nothing at all                | ",
                "name: url, value: \"http://127.0.0.1:1/web\" | value: 'http://127.0.0.1:1/web', name: url | ",
                "1/web                  | 1/other                         | =web",
                "1/mine                 | 1/other                         | ~mine",
                "routeId: web           | routeId: net                    | +net -web",
                "routeTemplateRef: http | routeTemplateRef: task          | ~web",
                "interval, value: 30s   | interval, value: 31s            | =port",
                "asked                  | asked for                       | ~mine",
                "log:house              | log:home                        | ~notify-house",
                "id: notify-house       | id: notify-home                 | +notify-home -notify-house",
                "noErrorHandler: {}     | defaultErrorHandler: {}         | ~notify-house",
                "set                    | some.host=127.0.0.2             | =port",
                "set                    | vedette.interval=17s            | =web =mine",
                "set                    | vedette.error-interval=17s      | =web =port =mine",
                "set                    | vedette.timeout=17s             | =web =port =mine",
                "set                    | vedette.auth.token=abcd         | =web =mine",
                "set                    | vedette.webhook.url=http://h/   | ~notify-hook",
                "set                    | vedette.slack.channel=abcd      | ",
                "set                    | vedette.only-log=true           | +notify-log ~notify-house ~notify-hook",
                "set                    | vedette.urls=http://h/          | +http://h/",
                "set                    | vedette.group-window=17s        | "
            })
    void touchesNoMoreThanItMust(String old, String other, String expected) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("some.host", "127.0.0.1"));
        ConfigurationSnapshot before = blueprint(ROUTES, settings);
        String routes = ROUTES;
        if (old.equals("set")) {
            int equals = other.indexOf('=');
            settings.put(other.substring(0, equals), other.substring(equals + 1));
        } else {
            routes = ROUTES.replace(old, other) + "# " + other;
        }

        Difference difference = Difference.between(before, blueprint(routes, settings));

        assertThat(signs(difference)).isEqualTo(expected == null ? "" : expected);
    }

    private static String signs(Difference difference) {
        List<String> signs = new ArrayList<>();
        for (Difference.Names names : List.of(difference.checks(), difference.routes())) {
            names.added().forEach(name -> signs.add("+" + name));
            names.changed().forEach(name -> signs.add("~" + name));
            names.removed().forEach(name -> signs.add("-" + name));
        }
        difference.replanned().forEach(name -> signs.add("=" + name));
        return String.join(" ", signs);
    }

    private ConfigurationSnapshot blueprint(String yaml, Map<String, String> values) throws Exception {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/all.yaml"), yaml);
        Loaded loaded = SettingsLoader.of(new TreeMap<>(values), folder);
        Properties properties = new Properties();
        properties.putAll(loaded.settings().properties());
        Clock clock = Clock.systemUTC();
        VedetteService service =
                new VedetteService(loaded.settings(), loaded.secrets(), clock, clock, new MemoryStore());
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setOverrideProperties(properties);
            context.build();
            Configuration configuration = new ConfigurationReader(
                            context,
                            loaded.settings(),
                            service.stages().checks().factory(context),
                            service.stages().probing().discovery())
                    .read(List.of());
            assertThat(configuration.isValid())
                    .as("%s", configuration.problems())
                    .isTrue();
            return ConfigurationSnapshot.of(configuration, loaded.settings(), context);
        } finally {
            service.shutdown();
        }
    }
}
