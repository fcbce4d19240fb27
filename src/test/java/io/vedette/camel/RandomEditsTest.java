package io.vedette.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.evaluate.Watched;
import io.vedette.status.source.Reloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits a live folder at random while checks run: those that nobody edits run on as if nothing had happened. */
class RandomEditsTest {

    private static final int UNTOUCHED = 30;
    private static final int EDITED = 20;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** What a schedule may be late by, beside the time for which the machine itself stood still. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    /** For a machine that has much else to do. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Random random = new Random(20_260_101);
    private final Map<String, Queue<Long>> arrivals = new ConcurrentHashMap<>();
    /** The checks that are edited, by name, and the path that each asks. */
    private final Map<String, String> edited = new TreeMap<>();

    private LocalServer server;
    private int untouchedFile;
    private int editedFile;
    private boolean broken;

    @Test
    void keepsEveryUntouchedScheduleAndRunsTheLastValidConfiguration() throws Exception {
        editAtRandom(60);
    }

    @Test
    @Tag("long")
    void keepsThemThroughFiveHundredEdits() throws Exception {
        editAtRandom(500);
    }

    private void editAtRandom(int edits) throws Exception {
        server = new LocalServer(asked -> {
            arrivals.computeIfAbsent(asked.target(), key -> new ConcurrentLinkedQueue<>())
                    .add(System.nanoTime());
            return Answered.of(200, "fine");
        });
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(untouchedFile(), untouched(""));
        for (int i = 0; i < EDITED; i++) {
            edited.put("edited-" + i, "/edited-" + i);
        }
        Files.writeString(editedFile(), yaml(edited));
        try (StallMeter stalls = new StallMeter();
                LocalServer closing = server;
                Standalone vedette = Installation.empty(folder).start()) {
            await().atMost(LONGEST).until(() -> arrivals.size() == UNTOUCHED + EDITED);
            List<Watched> before = untouched(vedette);

            for (int edit = 0; edit < edits; edit++) {
                edit(edit);
                letBeSeen(vedette.reloads(), edit);
            }
            Files.writeString(editedFile(), yaml(edited));
            Reloads.Outcome last = vedette.reloads().reload();
            Map<String, String> valid = Map.copyOf(edited);
            edited.put("never", "/never");
            Files.writeString(editedFile(), yaml(edited) + "- templatedRoute: [");
            await().atMost(LONGEST).until(() -> vedette.reloads().state().isBehind());

            assertThat(last.isTaken()).isTrue();
            assertThat(running(vedette)).isEqualTo(valid);
            assertThat(untouched(vedette))
                    .usingElementComparator((one, other) -> one == other ? 0 : 1)
                    .isEqualTo(before);
            assertThat(vedette.reloads().state().taken()).isGreaterThan(edits / 20);
            assertThat(vedette.reloads().state().refused()).isGreaterThan(edits / 20);
            arrivals.forEach((path, times) -> {
                if (path.startsWith("/untouched")) {
                    assertSteady(path, List.copyOf(times), stalls);
                }
            });
        }
    }

    /** No run was left out for long, and none came beside the schedule, as they would if timers began anew. */
    private static void assertSteady(String path, List<Long> times, StallMeter stalls) {
        for (int i = 1; i < times.size(); i++) {
            long from = times.get(i - 1);
            long to = times.get(i);
            Duration stalled = stalls.between(from, to);
            assertThat(Duration.ofNanos(to - from))
                    .as("gap of %s, in which the machine stood still for %s", path, stalled)
                    .isLessThan(INTERVAL.plus(SLACK).plus(stalled));
        }
        long first = times.get(0);
        long last = times.get(times.size() - 1);
        Duration all = Duration.ofNanos(last - first);
        assertThat((long) times.size())
                .as("runs of %s in %s", path, all)
                .isLessThanOrEqualTo(
                        all.plus(SLACK).plus(stalls.between(first, last)).dividedBy(INTERVAL) + 1);
    }

    private void edit(int edit) throws IOException {
        String name = "edited-" + random.nextInt(EDITED);
        broken = false;
        switch (random.nextInt(9)) {
            case 0 -> move(untouchedFile(), untouchedFile(++untouchedFile));
            case 1 -> replace(untouchedFile(), untouched("# edit " + edit + "\n"));
            case 2 -> move(editedFile(), editedFile(++editedFile));
            case 3 -> {
                edited.remove(name);
                replace(editedFile(), yaml(edited));
            }
            case 4 -> {
                edited.put(name, "/" + name);
                Files.writeString(editedFile(), yaml(edited));
            }
            case 5 -> {
                edited.put(name, "/" + name + "?edit=" + edit);
                replace(editedFile(), yaml(edited));
            }
            case 6 -> brokenly(yaml(edited).replaceFirst("name: url", "name: ulr"));
            case 7 -> brokenly(yaml(edited) + "  - nonsense: [");
            default -> {
                // Half of it, cut off within a word, and the rest when it may have been seen.
                String text = yaml(edited) + check("half-written", "/half");
                brokenly(text.substring(0, text.length() - 50));
            }
        }
    }

    private void brokenly(String text) throws IOException {
        Files.writeString(editedFile(), text);
        broken = true;
    }

    /** Some edits are read at once, some when the folder was quiet, most are overtaken by the next. */
    private void letBeSeen(Reloads reloads, int edit) throws IOException {
        if (random.nextInt(3) == 0) {
            Reloads.Outcome outcome = reloads.reload();
            assertThat(outcome.isTaken()).as("edit %s: %s", edit, outcome).isEqualTo(!broken);
        } else if (random.nextInt(20) == 0) {
            Files.writeString(editedFile(), yaml(Map.of("seen-" + edit, "/seen")));
            await().atMost(LONGEST)
                    .until(() -> reloads.state().last().stream()
                            .anyMatch(outcome -> outcome.added().contains("seen-" + edit)));
        }
        if (broken) {
            Files.writeString(editedFile(), yaml(edited));
        }
    }

    private Map<String, String> running(Standalone vedette) {
        return vedette.service().watchlist().all().stream()
                .map(Watched::check)
                .filter(check -> !check.name().startsWith("untouched"))
                .collect(Collectors.toMap(
                        check -> check.name(),
                        check -> check.url().substring(server.url("").length())));
    }

    private static List<Watched> untouched(Standalone vedette) {
        return vedette.service().watchlist().all().stream()
                .filter(watched -> watched.check().name().startsWith("untouched"))
                .toList();
    }

    private Path untouchedFile() {
        return untouchedFile(untouchedFile);
    }

    private Path untouchedFile(int version) {
        return folder.resolve("routes/untouched-" + version + ".yaml");
    }

    private Path editedFile() {
        return editedFile(editedFile);
    }

    private Path editedFile(int version) {
        return folder.resolve("routes/edited-" + version + ".yaml");
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private void replace(Path file, String text) throws IOException {
        Path draft = folder.resolve("draft");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private String untouched(String comment) {
        StringBuilder yaml = new StringBuilder(comment);
        for (int i = 0; i < UNTOUCHED; i++) {
            yaml.append(check("untouched-" + i, "/untouched-" + i));
        }
        return yaml.toString();
    }

    private String yaml(Map<String, String> checks) {
        return checks.entrySet().stream()
                .map(check -> check(check.getKey(), check.getValue()))
                .collect(Collectors.joining());
    }

    private String check(String name, String path) {
        return "- templatedRoute:\n    routeTemplateRef: http\n    routeId: " + name + "\n    parameters:\n"
                + "      - { name: url, value: '" + server.url(path) + "' }\n"
                + "      - { name: interval, value: '" + INTERVAL.toSeconds() + "s' }\n";
    }
}
