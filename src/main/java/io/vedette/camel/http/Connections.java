package io.vedette.camel.http;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vedette.config.values.Causes;
import io.vedette.process.Loggers;
import io.vedette.selfhealth.CrowdedClients;
import io.vedette.status.access.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;

/**
 * The connections of the HTTP servers: how many there may be, and how long each may take for what. Where there is no room for another
 * one, that which has waited longest for its client goes, of the client that has most; only where all are being answered the new one is
 * refused. So somebody who holds all that there may be keeps nobody out. Safe for several threads.
 */
public final class Connections {

    private static final Logger LOG = Loggers.HTTP;

    private static final long REPORT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final AttributeKey<ClientConnection> KEY = AttributeKey.valueOf(Connections.class, "connection");

    private final ClientAddress clients;
    private final CrowdedClients crowded;
    private final int most;
    private final int mostOfOne;
    private final LongSupplier nanos;
    private final Set<ClientConnection> open = new LinkedHashSet<>();
    private final Map<String, Integer> ofOne = new HashMap<>();
    private long crowdedOut;
    private long refused;
    private long reportedNanos;
    private boolean hasReported;

    /**
     * @param crowded counts those for whom there is no room
     * @param most connections at once
     * @param mostOfOne of one client, where an address does not stand for many
     * @param nanos the time since some moment before
     */
    Connections(ClientAddress clients, CrowdedClients crowded, int most, int mostOfOne, LongSupplier nanos) {
        this.clients = clients;
        this.crowded = crowded;
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.nanos = nanos;
    }

    /** Takes up a connection that was accepted. False when there is no room. */
    boolean take(Channel channel) {
        Optional<ClientConnection> out = Optional.empty();
        ClientConnection connection = new ClientConnection(channel, client(channel), nanos);
        synchronized (this) {
            if (ofOne.getOrDefault(connection.client(), 0) >= mostOfOne) {
                out = longestWaiting(one -> one.client().equals(connection.client()));
                if (out.isEmpty()) {
                    refuse();
                    return false;
                }
            } else if (open.size() >= most) {
                out = longestWaiting(one -> true);
                if (out.isEmpty()) {
                    refuse();
                    return false;
                }
            }
            out.ifPresent(this::makeWay);
            open.add(connection);
            if (!connection.client().isEmpty()) {
                ofOne.merge(connection.client(), 1, Integer::sum);
            }
        }
        out.ifPresent(one -> one.close());
        channel.attr(KEY).set(connection);
        channel.closeFuture().addListener(closed -> leave(connection));
        return true;
    }

    private void refuse() {
        refused++;
        crowded.refused();
    }

    private void makeWay(ClientConnection one) {
        leave(one);
        crowdedOut++;
        crowded.crowdedOut();
    }

    /** Empty where no client has an address of its own. */
    private String client(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote) || remote.getAddress() == null) {
            return "";
        }
        String address = remote.getAddress().getHostAddress();
        return clients.standsForMany(address) ? "" : ClientAddress.network(address);
    }

    /** They are in the order in which they began to wait, so that a flood does not have all of them looked at each time. */
    private Optional<ClientConnection> longestWaiting(Predicate<ClientConnection> among) {
        // Those that do not stand for one client alone count as one each.
        int mostOfAny = ofOne.values().stream().mapToInt(count -> count).max().orElse(1);
        ClientConnection found = null;
        int mostSeen = 0;
        for (ClientConnection one : open) {
            int count = ofOne.getOrDefault(one.client(), 1);
            if (count > mostSeen && among.test(one) && one.waits()) {
                found = one;
                mostSeen = count;
                if (count >= mostOfAny) {
                    break;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private synchronized void leave(ClientConnection connection) {
        if (open.remove(connection) && !connection.client().isEmpty()) {
            ofOne.computeIfPresent(connection.client(), (client, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Tells that a request came: its line and headers. */
    void begins(HttpServerRequest request) {
        of(request).ifPresent(connection -> connection.begins(request));
    }

    /** Tells whether its client is waited for to send the body, or we make it wait ourselves. */
    void reads(HttpServerRequest request, boolean now) {
        of(request).ifPresent(connection -> connection.reads(now && RequestBody.isExpected(request)));
    }

    /** Tells that an answer is being sent, which must not take for ever. */
    void sends(HttpServerRequest request, long bytes) {
        of(request).ifPresent(connection -> connection.sends(bytes));
    }

    /** Tells that the connection is closed after this answer: what else came over it is not answered. */
    static void ends(HttpServerRequest request) {
        of(request).ifPresent(connection -> connection.ends());
        if (request.connection() instanceof ConnectionBase connection) {
            StrictRequestDecoder decoder = connection.channel().pipeline().get(StrictRequestDecoder.class);
            if (decoder != null) {
                decoder.ignoreTheRest();
            }
        }
    }

    /** Whether the connection of a request is being closed. */
    static boolean isOver(HttpServerRequest request) {
        return of(request).map(connection -> connection.isOver()).orElse(false);
    }

    /** Tells that an answer has no end. */
    void streams(HttpServerRequest request) {
        of(request).ifPresent(connection -> connection.streams());
    }

    private static Optional<ClientConnection> of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? Optional.ofNullable(connection.channel().attr(KEY).get())
                : Optional.empty();
    }

    /** Returns the request of a connection that is not answered to its end. */
    static Optional<HttpServerRequest> asked(Channel channel) {
        return Optional.ofNullable(channel.attr(KEY).get()).flatMap(ClientConnection::asked);
    }

    /** Returns how many there are. */
    synchronized int count() {
        return open.size();
    }

    /** Closes those whose clients take too long. To be called every second. */
    public void look() {
        long now = nanos.getAsLong();
        List<ClientConnection> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        for (ClientConnection one : all) {
            boolean answered = one.isAsked();
            if (one.isOverdue(now)) {
                one.close();
            } else if (answered && !one.isAsked()) {
                waitsAgain(one);
            }
        }
        report(now);
    }

    private synchronized void waitsAgain(ClientConnection connection) {
        if (open.remove(connection)) {
            open.add(connection);
        }
    }

    private void report(long now) {
        String said;
        synchronized (this) {
            if (crowdedOut + refused == 0 || hasReported && now - reportedNanos < REPORT_NANOS) {
                return;
            }
            said = open.size() + " connections are open, at most " + most + " are allowed, and " + mostOfOne
                    + " are from one client; " + crowdedOut + " idle ones were closed for new ones, " + refused
                    + " were refused";
            crowdedOut = 0;
            refused = 0;
            reportedNanos = now;
            hasReported = true;
        }
        LOG.warn("The status server has no room for more clients: {}", said);
    }

    /** Makes room after this machine refused to accept a connection. */
    void couldNotAccept(IOException cause) {
        Optional<ClientConnection> out;
        synchronized (this) {
            refuse();
            out = longestWaiting(one -> true);
            out.ifPresent(this::leave);
        }
        out.ifPresent(one -> one.close());
        LOG.debug("No connection can be accepted: {}", Causes.message(cause));
    }
}
