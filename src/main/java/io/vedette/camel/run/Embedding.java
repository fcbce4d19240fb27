package io.vedette.camel.run;

import io.vedette.camel.EmbeddedStart;
import io.vedette.camel.Stages;
import io.vedette.camel.VedetteHost;
import io.vedette.camel.VedetteService;
import io.vedette.camel.context.RouteInstaller;
import io.vedette.camel.load.ShippedTemplates;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.settings.VaultFunction;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** Vedette inside an application that has a Camel context of its own. */
public final class Embedding implements EmbeddedStart {

    private static final Pattern CALL = Pattern.compile("\\{\\{\\s*\\??([\\w.-]+):");

    /** For {@link java.util.ServiceLoader}. */
    public Embedding() {}

    @Override
    public VedetteService start(CamelContext context) {
        Set<String> secrets = new HashSet<>();
        Map<String, String> properties = new TreeMap<>(given(context));
        properties.replaceAll((key, value) -> filledIn(context, value, secrets));
        Loaded loaded = SettingsLoader.of(properties, Path.of(""));
        loaded.secrets().learn(secrets);
        List<Problem> errors =
                loaded.problems().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(
                    errors.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
        // What is stored has milliseconds: what is shown before a restart and after it must be the same.
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        // An application gets a database only when it asks for one.
        Store store = properties.containsKey(SettingKey.DATABASE_URL.key())
                ? Stores.of(loaded.settings().database(), loaded.settings().history(), clock)
                : new MemoryStore(loaded.settings().history());
        store.open();
        VedetteService service = new VedetteService(loaded.settings(), loaded.secrets(), clock, clock, store);
        try {
            context.addService(service);
            EmbeddedMetrics.addTo(context, service.stages());
        } catch (Exception e) {
            throw new IllegalStateException("the service of the vedette component cannot be started", e);
        }
        context.getRegistry().bind("vedetteService", service);
        RouteInstaller.on(context, service.stages());
        addFront(context, service.stages());
        UntakenTargets.lookFor(context, service.stages());
        addTemplates(context, loaded.settings());
        if (loaded.settings().heartbeat().url().isPresent()) {
            addHeartbeat(context, service.stages());
        }
        return service;
    }

    private static void addTemplates(CamelContext context, Settings settings) {
        List<String> ids = Parameters.items(settings.properties().getOrDefault(SettingKey.TEMPLATES.key(), ""));
        try {
            if (!ids.isEmpty()) {
                ShippedTemplates.addTo(context, ids);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SettingKey.TEMPLATES.key() + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("the templates of " + SettingKey.TEMPLATES.key() + " cannot be added", e);
        }
    }

    /** Returns what the host says where it is there, else the properties of the context. */
    private static Map<String, String> given(CamelContext context) {
        VedetteHost host = context.getRegistry().findSingleByType(VedetteHost.class);
        if (host != null) {
            return host.settings();
        }
        Properties all = context.getPropertiesComponent().loadProperties(key -> key.startsWith("vedette."));
        return all.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(),
                        entry -> entry.getValue().toString()));
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

    /** A host that told of itself serves it itself. */
    private static void addFront(CamelContext context, Stages stages) {
        boolean isWanted = HostedPath.of(stages.base().settings().get()).isPresent();
        if (isWanted && context.getRegistry().findSingleByType(VedetteHost.class) == null) {
            PlatformHttpFront.serve(context);
        }
    }

    /** As soon as the context runs: routes that are added while it looks at its endpoints are not started. */
    private static void addHeartbeat(CamelContext context, Stages stages) {
        SelfHealthMonitor health = new SelfHealthMonitor(context, stages, changed -> {});
        SelfHealthRoutes routes = new SelfHealthRoutes(health, SelfHealthRoutes.MINUTE, stages.base());
        if (context.isStarted()) {
            add(context, routes);
            return;
        }
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStarted(CamelContext started) {
                add(started, routes);
            }
        });
    }

    private static void add(CamelContext context, SelfHealthRoutes routes) {
        try {
            context.addRoutes(routes);
        } catch (Exception e) {
            throw new IllegalStateException("the route that calls vedette.heartbeat.url cannot be added", e);
        }
    }
}
