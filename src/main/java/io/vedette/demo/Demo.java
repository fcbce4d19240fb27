package io.vedette.demo;

import io.vedette.check.CheckYaml;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
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
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "vedette-demo");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts the systems on free ports of the loopback interface.
     *
     * @param status where Vedette answers: one of the systems calls it
     * @param seed when which system falls ill
     */
    public Demo(URI status, long seed, Clock clock) throws IOException {
        this.clock = clock;
        web = new WebServer(clock);
        systems = systems(web.base(), seed);
        web.serve(systems);
        names = new NameServer(clock, seed);
        door = new TcpDoor(seed);
        heartbeat = new HeartbeatCaller(status, seed);
        ticks.scheduleAtFixedRate(this::tick, 0, 1, TimeUnit.SECONDS);
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

    /** Where the systems answer over HTTP. */
    public URI base() {
        return web.base();
    }

    /** One check for each system. */
    public List<CheckYaml> checks() {
        List<CheckYaml> checks =
                systems.stream().map(WebSystem::check).collect(Collectors.toCollection(ArrayList::new));
        checks.addAll(names.checks());
        checks.add(door.check());
        checks.add(heartbeat.check());
        return List.copyOf(checks);
    }

    /** The checks as a routes file. */
    public String routes() {
        return checks().stream()
                .map(CheckYaml::text)
                .collect(Collectors.joining("\n", "# Watches the simulated systems of the demo.\n\n", ""));
    }

    /** The settings under which the systems are watched: everything is a little faster, and only the log is told. */
    public static Map<String, String> settings(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("vedette.interval", "5s");
        settings.put("vedette.error-interval", "2m");
        settings.put("vedette.timeout", "3s");
        settings.put("vedette.group-window", "2s");
        settings.put("vedette.only-log", "true");
        settings.put("vedette.http.host", "127.0.0.1");
        settings.put("vedette.http.port", String.valueOf(port));
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
        door.close();
        names.close();
        web.close();
    }
}
