package io.vedette.camel.run;

import io.vedette.process.Periodic;
import io.vedette.process.Tasks;
import io.vedette.status.api.Events;
import io.vedette.target.Targets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/** The stream of events for browsers that come by the HTTP server of an application. Safe for several threads. */
public final class EmbeddedStream extends ServiceSupport {

    private static final int MOST_LISTENERS = 200;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration HEALTH = Duration.ofMinutes(1);
    private static final String BEGINNING = "retry: 3000\n\n";
    private static final String NOTHING_NEW = ":\n\n";

    private final CamelContext context;
    private final EmbeddedStatus status;
    private final Targets targets;
    private final Tasks tasks;
    private final List<Periodic> repeated = new ArrayList<>();
    private final Set<Listening> listeners = ConcurrentHashMap.newKeySet();
    private ScheduledExecutorService thread;
    private volatile boolean over;

    EmbeddedStream(CamelContext context, EmbeddedStatus status, Targets targets, Tasks tasks) {
        this.context = context;
        this.status = status;
        this.targets = targets;
        this.tasks = tasks;
    }

    /** One client that listens. */
    public interface Client {

        /** Sends text, or keeps it to be sent: returns at once. */
        void send(String frames);

        /** Ends the connection: nothing more will come. */
        void end();
    }

    /** A client that listens: what is new waits until it was told what it missed. */
    private static final class Listening implements Consumer<Events.Event> {

        private final Client client;
        private final BooleanSupplier mayGoOn;
        private final List<Events.Event> waiting = new ArrayList<>();
        private boolean begun;

        private Listening(Client client, BooleanSupplier mayGoOn) {
            this.client = client;
            this.mayGoOn = mayGoOn;
        }

        @Override
        public synchronized void accept(Events.Event event) {
            if (begun) {
                client.send(event.frame());
            } else {
                waiting.add(event);
            }
        }

        private synchronized void begin(List<Events.Event> missed) {
            client.send(BEGINNING);
            missed.forEach(event -> client.send(event.frame()));
            waiting.forEach(event -> client.send(event.frame()));
            waiting.clear();
            begun = true;
        }
    }

    boolean isFull() {
        return over || listeners.size() >= MOST_LISTENERS;
    }

    /**
     * Sends a client what it missed, and everything from now on.
     *
     * @param lastSeen the header {@code Last-Event-ID}, or null
     * @param mayGoOn whether the stream may go on; is asked before each sign of life
     * @return what is to be run when the client is gone
     */
    Runnable join(String lastSeen, Client client, BooleanSupplier mayGoOn) {
        Listening one = new Listening(client, mayGoOn);
        listeners.add(one);
        one.begin(status.events().join(after(lastSeen), one));
        return () -> leave(one);
    }

    private static OptionalLong after(String id) {
        if (id == null || id.isBlank()) {
            return OptionalLong.empty();
        }
        // No id of ours: nobody knows what this client missed.
        return OptionalLong.of(id.strip().matches("\\d{1,18}") ? Long.parseLong(id.strip()) : 0);
    }

    /** Whoever signed out, or whose session is over, is told nothing more. */
    void beat() {
        listeners.forEach(one -> {
            if (one.mayGoOn.getAsBoolean()) {
                one.client.send(NOTHING_NEW);
            } else {
                leave(one);
                one.client.end();
            }
        });
    }

    private void leave(Listening one) {
        status.events().leave(one);
        listeners.remove(one);
    }

    /** Ends all streams and opens no more: a server that waits for its clients before it ends would wait for these in vain. */
    public void endAll() {
        over = true;
        listeners.forEach(one -> {
            leave(one);
            one.client.end();
        });
    }

    @Override
    protected void doStart() {
        over = false;
        thread = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "vedette-events");
        repeat("events", LOOK, () -> status.events().look(targets));
        repeat("event-streams", HEARTBEAT, this::beat);
        repeat("health", HEALTH, status.health()::look);
    }

    private void repeat(String name, Duration pause, Runnable task) {
        repeated.add(tasks.add(Periodic.on(thread, name, pause, pause, task)));
    }

    @Override
    protected void doStop() {
        repeated.forEach(one -> {
            one.close();
            tasks.remove(one);
        });
        repeated.clear();
        endAll();
        context.getExecutorServiceManager().shutdownNow(thread);
    }
}
