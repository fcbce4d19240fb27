package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.fail;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Beats;
import io.vedette.probe.Connected;
import io.vedette.probe.Observation;
import io.vedette.probe.RecordType;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Throws broken answers at rules: each must be judged, within the time, without an exception. A case depends on its
 * number alone, so that a failing one can be run again by it.
 *
 * <p>Time is the thread's own processor time, and a slow case is measured again: load on the machine fails no test.
 */
final class RuleFuzz {

    private static final long MOST_NANOS = Duration.ofMillis(50).toNanos();
    private static final int WARM_UP = 5_000;
    private static final int SHOWN = 4_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int[] STATUSES = {
        Integer.MIN_VALUE,
        -1,
        0,
        1,
        100,
        199,
        201,
        204,
        299,
        300,
        302,
        304,
        400,
        401,
        404,
        429,
        500,
        503,
        599,
        600,
        999,
        1000,
        Integer.MAX_VALUE
    };

    private final Map<String, Rule> rules;
    private final List<byte[]> bodies;
    private final Instant around;

    /**
     * @param rules the rules to try, by name
     * @param bodies well-formed bodies to break
     * @param around the present time of most cases, chosen so that the bodies' dates matter
     */
    RuleFuzz(Map<String, Rule> rules, List<byte[]> bodies, Instant around) {
        this.rules = Map.copyOf(rules);
        this.bodies = List.copyOf(bodies);
        this.around = around;
    }

    /** Tries every rule with so many answers. */
    void run(int cases, long seed) {
        for (int number = 0; number < cases; number++) {
            tryCase(number, seed, number >= WARM_UP);
        }
    }

    /** Tries one case of a run again. */
    void rerun(int number, long seed) {
        tryCase(number, seed, true);
    }

    private void tryCase(int number, long seed, boolean timed) {
        SplittableRandom random = new SplittableRandom(seed + number);
        Answer answer = answer(random);
        Observation observation = new Observation(around, Duration.ofMillis(20), answer);
        Instant now = now(random);
        rules.forEach((name, rule) -> {
            String fault = fault(rule, observation, now, timed);
            if (fault != null) {
                fail("seed %d, case %d, rule %s, now %s: %s%n%s", seed, number, name, now, fault, show(answer));
            }
        });
    }

    private static String fault(Rule rule, Observation observation, Instant now, boolean timed) {
        Verdict verdict;
        long took;
        try {
            long start = THREADS.getCurrentThreadCpuTime();
            verdict = rule.judge(observation, now);
            took = THREADS.getCurrentThreadCpuTime() - start;
        } catch (RuntimeException | StackOverflowError e) {
            return "throws " + e + Arrays.toString(e.getStackTrace());
        }
        if (verdict == null) {
            return "gives no verdict";
        }
        if ((verdict.status() == Status.OK) != verdict.reason().isEmpty()) {
            return "is " + verdict.status() + " with the reason " + verdict.reason();
        }
        if (verdict.reason().isPresent() && verdict.message().isBlank()) {
            return "says nothing about " + verdict.reason();
        }
        if (verdict.message().lines().count() > 1) {
            return "says more than one line: " + verdict.message();
        }
        return timed && took > MOST_NANOS && least(rule, observation, now) > MOST_NANOS
                ? "takes " + took / 1_000_000 + " ms"
                : null;
    }

    private static long least(Rule rule, Observation observation, Instant now) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            rule.judge(observation, now);
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
        }
        return least;
    }

    private Answer answer(SplittableRandom random) {
        byte[] body = new BodyMutator(random, bodies).next();
        String text = new Answer.Http(200, Map.of(), body, false, 0).text();
        return switch (random.nextInt(40)) {
            case 0 -> new Answer.Trouble(Kind.values()[random.nextInt(Kind.values().length)], text);
            case 1 -> new Answer.Trouble(Kind.values()[random.nextInt(Kind.values().length)], null);
            case 2 -> new Answer.Dns(text, RecordType.A, text, List.of(text), List.of(), text);
            case 3 -> new Answer.Tls(List.of(), List.of(text), text);
            case 4 -> new Connected();
            case 5 ->
                Beats.of(
                        Optional.empty(),
                        false,
                        text,
                        around,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO);
            case 6, 7, 8, 9 ->
                new Answer.Http(
                        STATUSES[random.nextInt(STATUSES.length)],
                        Map.of("content-type", text),
                        body,
                        random.nextBoolean(),
                        0);
            default -> new Answer.Http(200, Map.of("content-type", "application/json"), body, false, 0);
        };
    }

    private Instant now(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 250_000_000_000L));
            case 1 -> around.plusSeconds(random.nextLong(-86_400, 86_400));
            default -> around.plusMillis(random.nextLong(-900_000, 900_000));
        };
    }

    private static String show(Answer answer) {
        if (answer instanceof Answer.Http http) {
            byte[] shown = Arrays.copyOf(http.body(), Math.min(http.body().length, SHOWN));
            return "status " + http.status() + ", " + http.body().length + " bytes, base64 of their start: "
                    + Base64.getEncoder().encodeToString(shown);
        }
        return answer.toString();
    }
}
