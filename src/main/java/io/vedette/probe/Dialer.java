package io.vedette.probe;

import io.vedette.config.values.Durations;
import io.vedette.probe.Answer.Trouble.Kind;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Connects to a host: to each of its addresses in turn, IPv4 and IPv6, until one answers or the time is up. */
public record Dialer(HostAndPort target, Lookup lookup) {

    private static final int MOST_ADDRESSES = 8;

    /** Returns a connection; throws an exception that says what each address did if there is none. */
    public DeadlineSocket connect(Deadline deadline) throws Unreached, InterruptedException {
        List<InetAddress> addresses = BoundedLookup.addresses(lookup, target.host(), deadline);
        List<InetAddress> tried = addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()));
        StringJoiner said = new StringJoiner("; ");
        boolean late = false;
        for (int i = 0; i < tried.size() && !deadline.isPast(); i++) {
            DeadlineSocket socket = new DeadlineSocket(deadline);
            try {
                socket.connect(
                        new InetSocketAddress(tried.get(i), target.port()), deadline.millisFor(tried.size() - i));
                return socket;
            } catch (IOException e) {
                closeAfter(e, socket);
                NotAsked.unlessTheirs(e);
                boolean timedOut = isTimeout(e);
                late |= timedOut;
                said.add(said(tried.get(i), target, timedOut, text(e)));
            }
        }
        if (late) {
            String within = " within " + Durations.format(deadline.timeout());
            throw new Unreached(Kind.TIMEOUT, "no connection to " + target + within + ": " + said);
        }
        throw new Unreached(Kind.UNREACHABLE, "no connection to " + target + ": " + said);
    }

    /** The outcome of one address, which is not repeated if the target is named by it. */
    private static String said(InetAddress address, HostAndPort target, boolean timedOut, String why) {
        String shown = address.getHostAddress();
        boolean isNamed =
                target.host().equals(shown) || target.host().indexOf(':') >= 0 && address instanceof Inet6Address;
        return timedOut ? shown + " does not answer" : isNamed ? why : shown + ": " + why;
    }

    private static void closeAfter(IOException e, DeadlineSocket socket) throws InterruptedException {
        try {
            socket.close();
        } catch (IOException onClose) {
            e.addSuppressed(onClose);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while connecting");
        }
    }

    private static boolean isTimeout(IOException e) {
        // The system's own limit of connecting is a ConnectException.
        return e instanceof SocketTimeoutException
                || text(e).toLowerCase(Locale.ROOT).contains("timed out");
    }

    private static String text(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
