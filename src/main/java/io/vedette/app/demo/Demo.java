package io.vedette.app.demo;

import io.vedette.check.CheckYaml;
import io.vedette.process.Periodic;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All simulated systems, running, and the checks that watch them. */
public final class Demo implements AutoCloseable {

    /** The seed of the demo that everybody sees. */
    public static final long SEED = 1;

    private final Clock clock;
    private final WebServer web;
    private final NameServer names;
    private final TcpDoor door;
    private final HeartbeatCaller heartbeat;
    private final List<WebSystem> systems;
    private final Optional<TlsSystems> tls;
    private final String withoutTls;
    private final ScheduledExecutorService ticks = Periodic.thread("vedette-demo");

    /**
     * Starts the systems on free ports of the loopback interface.
     *
     * @param status where Vedette answers: one of the systems calls it
     * @param seed when which system falls ill
     * @param folder where certificates are made; whoever gives it deletes it
     */
    public Demo(URI status, long seed, Clock clock, Path folder) throws IOException {
        this(status, seed, clock, new Keytool(Keytool.ofThisJava(), folder));
    }

    Demo(URI status, long seed, Clock clock, Keytool keytool) throws IOException {
        this.clock = clock;
        web = new WebServer(clock);
        systems = systems(web.base(), seed);
        web.serve(systems);
        names = new NameServer(clock, seed);
        door = new TcpDoor(seed);
        heartbeat = new HeartbeatCaller(status, seed);
        TlsSystems made = null;
        String trouble = "";
        try {
            made = new TlsSystems(clock, seed, keytool);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            trouble = e.getMessage();
        }
        tls = Optional.ofNullable(made);
        withoutTls = trouble;
        Periodic tick = Periodic.of("demo", Duration.ofSeconds(1), Periodic.USUALLY, this::tick);
        ticks.scheduleAtFixedRate(tick, 0, 1, TimeUnit.SECONDS); // It looks at whole seconds and must miss none.
    }

    static List<WebSystem> systems(URI base, long seed) {
        WebSystem.Maker maker = new WebSystem.Maker(base, seed);
        return Stream.of(
                        TaskSystems.all(maker),
                        HealthSystems.all(maker),
                        List.of(PortosSystem.of(maker)),
                        AvalancheSystem.all(maker),
                        PryvSystem.all(maker))
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the address at which the systems answer over HTTP. */
    public URI base() {
        return web.base();
    }

    /** Returns why there is no system with TLS, such as a Java without keytool; empty when there is one. */
    public Optional<String> withoutTls() {
        return tls.isPresent() ? Optional.empty() : Optional.of(withoutTls);
    }

    /** Returns one check for each system. */
    public List<CheckYaml> checks() {
        List<CheckYaml> checks =
                systems.stream().map(WebSystem::check).collect(Collectors.toCollection(ArrayList::new));
        checks.addAll(names.checks());
        tls.ifPresent(systems -> checks.addAll(systems.checks()));
        checks.add(door.check());
        checks.add(heartbeat.check());
        return List.copyOf(checks);
    }

    /** Returns the checks as the text of a routes file. */
    public String routes() {
        return checks().stream()
                .map(CheckYaml::text)
                .collect(Collectors.joining("\n", "# Watches the simulated systems of the demo.\n\n", ""));
    }

    /** Returns the settings of the demo: everything is a little faster, and only the log is notified. */
    public Map<String, String> settings(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("vedette.interval", "5s");
        settings.put("vedette.error-interval", "2m");
        settings.put("vedette.timeout", "3s");
        settings.put("vedette.group-window", "2s");
        settings.put("vedette.only-log", "true");
        settings.put("vedette.http.host", "127.0.0.1");
        settings.put("vedette.http.port", String.valueOf(port));
        tls.ifPresent(systems ->
                settings.put("vedette.probe.trust", systems.authority().toString()));
        return settings;
    }

    private void tick() {
        door.follow(clock.instant());
        heartbeat.follow(clock.instant());
    }

    @Override
    public void close() throws IOException {
        ticks.shutdownNow();
        heartbeat.close();
        tls.ifPresent(TlsSystems::close);
        door.close();
        names.close();
        web.close();
    }
}
