package io.vedette.camel;

import io.vedette.config.Secrets;
import io.vedette.config.SettingKey;
import io.vedette.config.Settings;
import io.vedette.status.Operations;
import io.vedette.status.StatusServer;
import io.vedette.store.StoreHealth;
import io.vedette.watch.Watched;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** What an operator may do with a running service, and what it was started with. */
final class ServiceOperations implements Operations {

    private final CamelContext context;
    private final VedetteService service;
    private final List<String> files;
    private final Map<String, CheckDefinition> definitions;
    private final Instant started;
    private final String version = version();

    ServiceOperations(CamelContext context, VedetteService service, Configuration configuration) {
        this.context = context;
        this.service = service;
        this.definitions = configuration.checks().stream()
                .map(Configuration.PlannedCheck::definition)
                .collect(Collectors.toMap(CheckDefinition::name, Function.identity(), (one, other) -> one));
        this.files = definitions.values().stream()
                .map(CheckDefinition::file)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        this.started = service.clock().instant();
    }

    @Override
    public Outcome run(String check) {
        Route route = context.getRoute(check);
        if (route != null && route.getConsumer() instanceof ScheduleConsumer schedule) {
            schedule.runNow();
            return Outcome.DONE;
        }
        return Outcome.notPossible("nothing here schedules \"" + check + "\"");
    }

    @Override
    public Outcome pause(String check) {
        return on(check, service.keeper()::pause);
    }

    @Override
    public Outcome resume(String check) {
        return on(check, service.keeper()::resume);
    }

    @Override
    public Outcome silence(String check, Duration time, String reason) {
        Instant until = service.clock().instant().plus(time);
        return service.mutes().silence(check, until, reason).isPresent() ? Outcome.DONE : gone(check);
    }

    @Override
    public Outcome unsilence(String check) {
        return service.mutes().unsilence(check).isPresent() ? Outcome.DONE : gone(check);
    }

    private Outcome on(String check, Consumer<Watched> step) {
        Optional<Watched> watched = service.watchlist().find(check);
        watched.ifPresent(step);
        return watched.isPresent() ? Outcome.DONE : gone(check);
    }

    private static Outcome gone(String check) {
        return Outcome.notPossible("\"" + check + "\" is watched no more");
    }

    @Override
    public Optional<Definition> definition(String check) {
        return Optional.ofNullable(definitions.get(check)).map(this::shown);
    }

    private Definition shown(CheckDefinition definition) {
        List<Parameter> parameters = new TreeMap<>(definition.parameters())
                .entrySet().stream()
                        .map(one -> new Parameter(one.getKey(), masked(one.getKey(), one.getValue())))
                        .toList();
        int line = definition.place().line();
        return new Definition(definition.file(), line > 0 ? line : null, parameters);
    }

    @Override
    public Loaded loaded() {
        Settings settings = service.settings();
        return new Loaded(
                version,
                started,
                settings.routes().toString(),
                files,
                started,
                service.watchlist().size(),
                service.targets().names(),
                settings(settings.properties()),
                null,
                store(service.store().health()),
                null);
    }

    private List<Setting> settings(Map<String, String> values) {
        return Arrays.stream(SettingKey.values())
                .map(key -> {
                    String value = values.getOrDefault(key.key(), "");
                    String source = value.equals(key.standard()) ? "default" : "set";
                    return new Setting(key.key(), masked(key.key(), value), source);
                })
                .toList();
    }

    private String masked(String name, String value) {
        return Secrets.isSecretName(name) && !value.isEmpty()
                ? Secrets.MASK
                : service.secrets().mask(value);
    }

    private static StoreView store(StoreHealth health) {
        return new StoreView(
                health.isGood() ? "ok" : "lost",
                health.lostSince().orElse(null),
                health.error().isEmpty() ? null : health.error(),
                health.unsaved());
    }

    private static String version() {
        Properties build = new Properties();
        try (InputStream in = StatusServer.class.getResourceAsStream("/io/vedette/cli/build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version");
    }
}
