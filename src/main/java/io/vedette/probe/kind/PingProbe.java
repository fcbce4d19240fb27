package io.vedette.probe.kind;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.BoundedLookup;
import io.vedette.probe.Deadline;
import io.vedette.probe.Echoes;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.IpVersion;
import io.vedette.probe.Lookup;
import io.vedette.probe.NotAsked;
import io.vedette.probe.Probe;
import io.vedette.probe.Unreached;
import java.io.File;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sends ICMP echo requests by this machine's own {@code ping}, as a program without rights may not send them itself: one a second.
 * The host is looked up here, and {@code ping} gets an address alone. What it prints is read line by line, so that the check does
 * not hang on what a {@code ping} thinks of waiting: with iputils, inetutils and busybox.
 *
 * <p>Parameters: {@code host}, required; {@code count} (3); {@code ipVersion}.
 */
public final class PingProbe implements Probe {

    private static final int MOST = 20;
    private static final int USUAL = 3;
    /** How long the last answer is waited for, where the check has more time than that; a busy machine takes some to begin. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** So that there is an answer before the check's time is over. */
    private static final Duration MARGIN = Duration.ofMillis(200);

    /** What the system answers that knows no way there, or has not that version of IP. */
    private static final Pattern NO_WAY = Pattern.compile(
            "ping6?: (?:connect: |sendto: |sendmsg: )?(?:Network is (?:unreachable|down)|No route to host|"
                    + "Cannot assign requested address)");

    private static final List<String> FOLDERS = List.of("/bin", "/usr/bin", "/sbin", "/usr/sbin", "/usr/local/bin");

    private final String host;
    private final int count;
    private final Duration timeout;
    private final Lookup lookup;
    private final Function<InetAddress, Optional<Path>> program;

    /** @param program finds the program for an address */
    PingProbe(String host, int count, Duration timeout, Lookup lookup, Function<InetAddress, Optional<Path>> program) {
        this.host = host;
        this.count = count;
        this.timeout = timeout;
        this.lookup = lookup;
        this.program = program;
    }

    /** Reads the parameters; what is wrong is noted there. */
    public static PingProbe read(Parameters parameters, Duration timeout, Lookup lookup) {
        String host = HostAndPort.read(parameters, "host");
        int count = parameters.number("count", USUAL, 1, MOST);
        if (timeout.compareTo(Duration.ofSeconds(count)) < 0) {
            parameters.problem(
                    "count",
                    count + " requests, one a second, do not fit into the timeout of " + Durations.format(timeout));
        }
        return new PingProbe(host, count, timeout, IpVersion.read(parameters).over(lookup), PingProbe::installed);
    }

    @Override
    public Answer ask(Attempt attempt) throws InterruptedException {
        Deadline deadline = Deadline.in(timeout);
        InetAddress address;
        try {
            address = BoundedLookup.addresses(lookup, host, deadline).get(0);
        } catch (Unreached e) {
            return e.trouble();
        }
        Optional<Path> ping = program.apply(address);
        if (ping.isEmpty()) {
            return new Trouble(
                    Kind.MISCONFIGURED,
                    "there is no ping on this machine; install it (Debian: iputils-ping, Alpine: iputils)");
        }
        try {
            return ping(ping.get(), address, attempt, deadline);
        } catch (IOException e) {
            NotAsked.unlessTheirs(e);
            return new Trouble(Kind.MISCONFIGURED, ping.get() + " cannot be run: " + e.getMessage());
        }
    }

    private Answer ping(Path ping, InetAddress address, Attempt attempt, Deadline deadline)
            throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                List.of(ping.toString(), "-n", "-c", String.valueOf(count), address.getHostAddress()));
        command.environment().put("LC_ALL", "C");
        command.redirectErrorStream(true);
        Process process = command.start();
        attempt.onCancel(process::destroyForcibly);
        try {
            process.getOutputStream().close();
            PingOutput output = new PingOutput(process.getInputStream(), count);
            Duration most = min(
                    deadline.left().minus(MARGIN),
                    Duration.ofSeconds(count - 1L).plus(PATIENCE));
            boolean isOver = output.await(most);
            boolean isAnswered = !output.roundTrips().isEmpty();
            // While nothing comes back iputils keeps even its first line to itself: one that may not ask ends at once.
            boolean waits = !isOver && output.words().isEmpty();
            return isAnswered || output.hasBegun() || waits
                    ? new Echoes(named(address), count, output.roundTrips())
                    : notAsked(output.words());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Trouble notAsked(String words) {
        if (NO_WAY.matcher(words).matches()) {
            NotAsked.unlessTheirs(new SocketException(words));
            return new Trouble(Kind.UNREACHABLE, words);
        }
        return new Trouble(Kind.MISCONFIGURED, "ping did not ask: " + (words.isEmpty() ? "it says nothing" : words));
    }

    private String named(InetAddress address) {
        String literal = address.getHostAddress();
        return host.equals(literal) ? host : host + " (" + literal + ")";
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Some systems have a program of its own for IPv6; where {@code ping} does both there is none, or it is the same. */
    private static Optional<Path> installed(InetAddress address) {
        List<String> names = address instanceof Inet6Address ? List.of("ping6", "ping") : List.of("ping");
        List<Path> places = new ArrayList<>();
        String path = System.getenv("PATH");
        List<String> folders = path == null
                ? FOLDERS
                : Stream.concat(Stream.of(path.split(File.pathSeparator)), FOLDERS.stream())
                        .toList();
        names.forEach(name -> folders.forEach(folder -> places.add(Path.of(folder, name))));
        return places.stream().filter(Files::isExecutable).findFirst();
    }

    @Override
    public String address() {
        return "ping:" + host;
    }
}
