package io.vedette.probe.kind;

import io.vedette.process.DaemonThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code ping} prints, as it prints it: a line for each answer, {@code 64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.045
 * ms}, in which iputils, inetutils, busybox and BSD agree but for the name of the number. An answer that comes twice counts once.
 */
final class PingOutput {

    private static final Pattern ANSWER =
            Pattern.compile("\\d+ bytes from .*?\\b(?:icmp_)?seq=(\\d+)\\b.*?\\btime[=<]([0-9.]+) ?ms.*");
    private static final Pattern BEGIN = Pattern.compile("PING .*");
    /** What busybox says after its first line, and others when this machine lets no request out: {@code permission denied (are you root?)}. */
    private static final Pattern REFUSED =
            Pattern.compile("ping6?: .*(?:permission denied|operation not permitted).*", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_LINE = 300;
    private static final int MOST_LINES = 1_000;

    private final int wanted;
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<Duration> roundTrips = new ArrayList<>();
    private final Set<String> numbers = new HashSet<>();
    private boolean begun;
    private String words = "";

    /** Reads on a thread of its own, to the end or to as many answers as are wanted. */
    PingOutput(InputStream printed, int wanted) {
        this.wanted = wanted;
        DaemonThreads.start("vedette-ping", () -> read(printed));
    }

    private void read(InputStream printed) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            for (int i = 0; i < MOST_LINES && line != null && !take(line); i++) {
                line = lines.readLine();
            }
        } catch (IOException e) {
            // It was ended; what it printed before counts.
            Thread.yield();
        } finally {
            done.countDown();
        }
    }

    /** Returns whether nothing more is wanted. */
    private synchronized boolean take(String line) {
        Matcher answer = ANSWER.matcher(line);
        if (answer.matches()) {
            if (numbers.add(answer.group(1))) {
                roundTrips.add(Duration.ofNanos(Math.round(Double.parseDouble(answer.group(2)) * 1e6)));
            }
        } else if (BEGIN.matcher(line).matches()) {
            begun = true;
        } else if (words.isEmpty() && (!begun || REFUSED.matcher(line).matches())) {
            words = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line.strip();
        }
        return roundTrips.size() >= wanted;
    }

    /** Waits until all is there that is wanted, or nothing more comes; false when the time is over before. */
    boolean await(Duration most) throws InterruptedException {
        return done.await(Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS);
    }

    synchronized List<Duration> roundTrips() {
        return List.copyOf(roundTrips);
    }

    /** Returns whether requests were sent, as far as can be seen. */
    synchronized boolean hasBegun() {
        return begun && words.isEmpty();
    }

    /** Returns what it says instead: that it has not the right to, or knows no way. */
    synchronized String words() {
        return words;
    }
}
