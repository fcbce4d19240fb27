package io.vedette.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Attempt;
import io.vedette.process.DaemonThreads;
import io.vedette.process.ProcessEnd;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Objects of a Kubernetes cluster, by the watch of its API server: listed once, then followed event by event. A watch that ends is
 * begun again where it was; only where the server has forgotten that place (410) are all objects listed again, and replaced. Source:
 * kubernetes.io, API concepts, efficient detection of changes.
 */
final class KubernetesOrigin implements Origin {

    private static final List<String> KINDS = List.of("services", "ingresses");
    private static final int GONE = 410;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    /** A watch that lasts longer than this shows that all is well. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final int MOST_EARLY = 5;
    private static final String EARLY =
            "the API server, or a proxy before it, ends each watch early: changes are seen late";

    private final boolean isOfServices;
    private final KubernetesClient client;
    private final Map<String, List<Target>> found = new TreeMap<>();
    private boolean isListed;
    private String trouble = "";
    private boolean isStarted;
    private volatile boolean isClosed;
    private volatile Thread thread;

    private final Duration shortestPause;
    private Duration pause;
    /** How many watches in a row ended early, though none failed. */
    private int early;

    KubernetesOrigin(String kind, Map<String, String> options) {
        this(kind, options, Discovery.TIMEOUT, SHORTEST_PAUSE);
    }

    KubernetesOrigin(String kind, Map<String, String> options, Duration longestList, Duration shortestPause) {
        this.shortestPause = shortestPause;
        this.pause = shortestPause;
        this.isOfServices = kind.equals(KINDS.get(0));
        this.client = read(kind, new Parameters(options), longestList);
    }

    /** Reads how the API server is reached; what is wrong is noted in the parameters. */
    static KubernetesClient read(String kind, Parameters options, Duration longestList) {
        if (!KINDS.contains(kind)) {
            options.problem(
                    Source.Kind.KUBERNETES.key(),
                    "\"" + kind + "\" is neither services nor ingresses" + Nearest.hint(kind, KINDS));
        }
        String namespace = options.name("namespace")
                .map(name -> "/namespaces/" + KubernetesClient.encoded(name))
                .orElse("");
        String path =
                (kind.equals(KINDS.get(1)) ? "/apis/networking.k8s.io/v1" : "/api/" + "v1") + namespace + "/" + kind;
        return new KubernetesClient(
                options.parsed("server", Parameters::httpUrl),
                file(options, "tokenFile", "token"),
                file(options, "caFile", "ca.crt"),
                path,
                options.text("selector"),
                longestList);
    }

    private static Path file(Parameters options, String name, String standard) {
        return options.parsed(name, KubernetesOrigin::path).orElse(Path.of(KubernetesClient.ACCOUNT, standard));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path");
        }
    }

    @Override
    public Answered look(Attempt attempt) throws Unanswered, InterruptedException {
        client.endOverdue();
        synchronized (this) {
            if (!isStarted) {
                DaemonThreads.start("vedette-kubernetes", this::follow);
                isStarted = true;
            }
            attempt.onCancel(() -> {
                synchronized (this) {
                    notifyAll();
                }
            });
            while (!isListed && trouble.isEmpty() && !attempt.isCancelled()) {
                wait(1_000);
                client.endOverdue();
            }
            if (!isListed) {
                throw new Unanswered(trouble.isEmpty() ? "no complete answer within 10s" : trouble);
            }
            return new Answered(found.values().stream().flatMap(List::stream).toList(), trouble);
        }
    }

    /** Lists and watches until it is closed; whatever ends that is told, and it is begun again after a pause that grows. */
    private void follow() {
        thread = Thread.currentThread();
        Optional<String> version = Optional.empty();
        while (!isClosed) {
            try {
                if (version.isEmpty()) {
                    version = Optional.of(list());
                }
                version = watch(version.get());
                early++;
            } catch (InterruptedException e) {
                return; // It is closed.
            } catch (Throwable e) { // Errors too: nobody would watch any more, and all look well.
                ProcessEnd.unlessItIsMemory(e);
                early = 0;
                told(e.getMessage() == null || e instanceof Error ? e.toString() : e.getMessage());
            }
            rest();
        }
    }

    private void rest() {
        synchronized (this) {
            try {
                if (!isClosed) {
                    wait(pause.toMillis());
                }
            } catch (InterruptedException e) {
                isClosed = true;
            }
        }
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    private void lasted(long began) {
        if (System.nanoTime() - began > LONGEST_PAUSE.toNanos()) {
            pause = shortestPause;
            early = 0;
            told("");
        }
    }

    /** What is wrong though the server answers. */
    private String concern() {
        return early < MOST_EARLY ? "" : EARLY;
    }

    private synchronized void told(String why) {
        trouble = why;
        notifyAll();
    }

    /** Takes all objects there are in the place of those known; returns the place from which on to watch. */
    private String list() throws IOException, InterruptedException {
        Map<String, List<Target>> all = new TreeMap<>();
        String version = "";
        String further = "";
        do {
            JsonNode page = client.list(further);
            version = page.path("metadata").path("resourceVersion").asText();
            if (version.isEmpty()) {
                throw new IOException("the API server answers with something else than a list");
            }
            page.path("items").forEach(object -> all.put(uid(object), targets(object)));
            further = page.path("metadata").path("continue").asText();
        } while (!further.isEmpty());
        synchronized (this) {
            found.clear();
            found.putAll(all);
            isListed = true;
            trouble = concern();
            notifyAll();
        }
        return version;
    }

    /** Follows events until the watch ends; returns the place it came to, or nothing where all is to be listed again. */
    private Optional<String> watch(String from) throws IOException, InterruptedException {
        String version = from;
        long began = System.nanoTime();
        try (KubernetesClient.Watch watch = client.watch(from)) {
            told(concern());
            for (Optional<JsonNode> next = watch.next(); next.isPresent(); next = watch.next()) {
                JsonNode object = next.get().path("object");
                String type = next.get().path("type").asText();
                if (type.equals("ERROR")) {
                    int code = object.path("code").asInt();
                    if (code != GONE) {
                        throw new IOException("the API server ended the watch: "
                                + object.path("message").asText());
                    }
                    return Optional.empty();
                }
                version = object.path("metadata").path("resourceVersion").asText(version);
                take(type, object);
                lasted(began);
            }
        } catch (KubernetesClient.Gone e) {
            return Optional.empty();
        } finally {
            lasted(began);
        }
        return Optional.of(version);
    }

    private synchronized void take(String type, JsonNode object) {
        switch (type) {
            case "ADDED", "MODIFIED" -> found.put(uid(object), targets(object));
            case "DELETED" -> found.remove(uid(object));
            default -> notifyAll(); // A bookmark: only the place to watch from moved on.
        }
    }

    private List<Target> targets(JsonNode object) {
        return isOfServices ? KubernetesTargets.ofService(object) : KubernetesTargets.ofIngress(object);
    }

    private static String uid(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("namespace").asText() + "/" + metadata.path("name").asText();
    }

    @Override
    public void close() {
        isClosed = true;
        client.close();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
