package io.vedette.camel.run;

import io.vedette.camel.ScheduleConsumer;
import io.vedette.camel.VedetteService;
import io.vedette.camel.load.CheckDefinition;
import io.vedette.camel.reload.Reloader;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.selfhealth.SelfHealth;
import io.vedette.status.Operations;
import io.vedette.status.Reloads;
import io.vedette.status.StatusServer;
import io.vedette.store.StoreHealth;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** What an operator may do with a running service, and what it was started with. */
final class ServiceOperations implements Operations {

    private final CamelContext context;
    private final VedetteService service;
    private final Reloader reloader;
    private final TimelyHealth health;
    private final Instant started;
    private final String version = version();

    ServiceOperations(CamelContext context, VedetteService service, Reloader reloader, Wellbeing wellbeing) {
        this.context = context;
        this.service = service;
        this.reloader = reloader;
        this.health = new TimelyHealth(wellbeing::now);
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
    public Outcome pause(String check, Optional<Duration> time, String reason, String by) {
        Optional<Instant> until = time.map(service.clock().instant()::plus);
        return service.mutes().pause(check, until, reason, by).isPresent() ? Outcome.DONE : gone(check);
    }

    @Override
    public Outcome resume(String check) {
        return service.mutes().resume(check).isPresent() ? Outcome.DONE : gone(check);
    }

    @Override
    public Outcome silence(String check, Duration time, String reason, String by) {
        Instant until = service.clock().instant().plus(time);
        return service.mutes().silence(check, until, reason, by).isPresent() ? Outcome.DONE : gone(check);
    }

    @Override
    public Outcome unsilence(String check) {
        return service.mutes().unsilence(check).isPresent() ? Outcome.DONE : gone(check);
    }

    private static Outcome gone(String check) {
        return Outcome.notPossible("\"" + check + "\" is no longer watched");
    }

    @Override
    public Optional<Definition> definition(String check) {
        return reloader.definition(check).map(this::shown);
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
        Reloads.State state = reloader.state();
        return new Loaded(
                version,
                started,
                settings.routes().toString(),
                state.files(),
                state.loaded(),
                service.watchlist().size(),
                service.targets().names(),
                settings(settings),
                state.last().map(ServiceOperations::shown).orElse(null),
                store(service.store().health()),
                service.connectivity().offlineSince().map(Offline::new).orElse(null));
    }

    @Override
    public SelfHealth health() {
        return health.get();
    }

    @Override
    public Optional<Reload> reload() {
        return Optional.of(shown(reloader.reload()));
    }

    static Reload shown(Reloads.Outcome outcome) {
        String word = switch (outcome.result()) {
            case APPLIED -> "loaded";
            case UNCHANGED -> "unchanged";
            case REJECTED, ROLLED_BACK -> "rejected";
        };
        return new Reload(
                outcome.at(), word, outcome.problems().stream().map(Finding::of).toList(), outcome.needRestart());
    }

    private List<Setting> settings(Settings settings) {
        return Arrays.stream(SettingKey.values())
                .map(key -> {
                    String value = settings.properties().getOrDefault(key.key(), "");
                    String source = value.equals(key.standard()) ? "default" : "set";
                    boolean isSecret = settings.origins().secret().contains(key.key()) && !value.isEmpty();
                    return new Setting(key.key(), isSecret ? Secrets.MASK : masked(key.key(), value), source);
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

    static String version() {
        Properties build = new Properties();
        try (InputStream in = StatusServer.class.getResourceAsStream("/io/vedette/app/cli/build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version");
    }
}
