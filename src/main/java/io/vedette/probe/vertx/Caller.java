package io.vedette.probe.vertx;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import io.vedette.config.values.Durations;
import io.vedette.config.values.ProxyAddress;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.BoundedLookup;
import io.vedette.probe.Deadline;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.Lookup;
import io.vedette.probe.NotAsked;
import io.vedette.probe.Unreached;
import io.vedette.probe.http.Challenge;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.Reach;
import io.vedette.probe.tls.EngineTls;
import io.vertx.core.Future;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls a server as every probe does: at the addresses that the lookup allows, one after the other, or through a proxy; and says in
 * the same words what kept it away.
 *
 * @param target the server
 * @param secure whether it speaks TLS
 * @param insecure whether its certificate goes unverified
 * @param reach how it is reached
 */
record Caller(HttpTransport transport, HostAndPort target, boolean secure, boolean insecure, Reach reach) {

    private static final int MOST_ADDRESSES = 8;
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration REHEARSAL = Duration.ofSeconds(2);

    /**
     * Where one connection goes.
     *
     * @param millis how long it may take to connect: a share of the time, as there may be other addresses
     * @param left how long a handshake may take, in milliseconds: longer than all that is left, so that the deadline ends it
     */
    record Way(InetSocketAddress server, Optional<Between> proxy, EngineTls tls, int millis, int left) {}

    /** A proxy, and where it is. */
    record Between(ProxyAddress proxy, InetSocketAddress at) {}

    /** Makes one connection. */
    @FunctionalInterface
    interface Connector<T> {
        Future<T> connect(Way way);
    }

    /** The name that the server is asked for and that its certificate must bear. */
    String serverName() {
        return reach.tls().serverName().orElse(target.host());
    }

    <T> T call(Attempt attempt, Deadline deadline, Connector<T> connector) throws Unreached, InterruptedException {
        Optional<ProxyAddress> proxy = reach.proxy().isPresent()
                ? reach.proxy().filter(own -> own != ProxyAddress.NONE)
                : transport.proxies().of(secure ? "https" : "http", target.host(), target.port());
        if (proxy.isPresent()) {
            return through(proxy.get(), attempt, deadline, connector);
        }
        List<InetAddress> all =
                BoundedLookup.addresses(reach.ipVersion().over(transport.lookup()), target.host(), deadline);
        List<InetAddress> tried = all.subList(0, Math.min(MOST_ADDRESSES, all.size()));
        Unreached last = null;
        for (int i = 0; i < tried.size(); i++) {
            InetSocketAddress server = new InetSocketAddress(tried.get(i), target.port());
            try {
                return connect(way(server, Optional.empty(), deadline, tried.size() - i), attempt, deadline, connector);
            } catch (NotThere e) {
                last = new Unreached(e.kind, e.getMessage());
            }
        }
        throw last;
    }

    /** Returns the way to a server of our own. */
    Way rehearsed(InetSocketAddress server) {
        return way(server, Optional.empty(), Deadline.in(REHEARSAL), 1);
    }

    private Way way(InetSocketAddress server, Optional<Between> proxy, Deadline deadline, int tries) {
        EngineTls tls = new EngineTls(
                transport.trust(), !insecure, serverName(), reach.tls().identity());
        long left = deadline.left().plus(GRACE).toMillis();
        return new Way(server, proxy, tls, deadline.millisFor(tries), (int) Math.min(Integer.MAX_VALUE, left));
    }

    private <T> T through(ProxyAddress proxy, Attempt attempt, Deadline deadline, Connector<T> connector)
            throws Unreached, InterruptedException {
        try {
            transport.lookup().judgeForProxy(target.host());
            Lookup lookup = transport.isOfSettings(proxy) ? Lookup.system() : transport.lookup();
            InetAddress at =
                    BoundedLookup.addresses(lookup, proxy.host(), deadline).get(0);
            Between between = new Between(proxy, new InetSocketAddress(at, proxy.port()));
            InetSocketAddress server = InetSocketAddress.createUnresolved(target.host(), target.port());
            return connect(way(server, Optional.of(between), deadline, 1), attempt, deadline, connector);
        } catch (SecurityException e) {
            throw new Unreached(Kind.MISCONFIGURED, e.getMessage());
        } catch (NotThere e) {
            throw new Unreached(e.kind, "through the proxy " + proxy + ": " + e.getMessage());
        }
    }

    /** No connection at this address; another may have one. */
    private static final class NotThere extends Exception {

        private static final long serialVersionUID = 1L;

        private final Kind kind;

        NotThere(Kind kind, String message) {
            super(message, null, false, false);
            this.kind = kind;
        }
    }

    private <T> T connect(Way way, Attempt attempt, Deadline deadline, Connector<T> connector)
            throws Unreached, InterruptedException, NotThere {
        try {
            return await(connector.connect(way), attempt, deadline);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            NotAsked.unlessTheirs(cause);
            if (cause instanceof Unreached known) {
                throw known;
            }
            Optional<ProxyConnectException> ofProxy = ofProxy(cause);
            if (ofProxy.isPresent()) {
                String said = String.valueOf(ofProxy.get().getMessage());
                boolean refuses = said.contains("status: 407") || said.contains("status: 403");
                throw new NotThere(
                        refuses ? Kind.MISCONFIGURED : Kind.UNREACHABLE,
                        said.contains("status: 407")
                                ? unauthorized(ofProxy.get())
                                : "it does not get to " + target + " (" + said.replaceFirst(".*, ", "") + ")");
            }
            Optional<String> tls = secure ? way.tls().words(cause) : Optional.empty();
            if (tls.isPresent()) {
                throw new Unreached(Kind.UNREACHABLE, tls.get());
            }
            if (cause instanceof ConnectTimeoutException) {
                throw new NotThere(
                        Kind.TIMEOUT, "no connection to " + target + " within " + Durations.format(deadline.timeout()));
            }
            if (isNoWay(cause)) {
                throw new NotThere(
                        Kind.UNREACHABLE, "no connection to " + target + ": connection refused or no way there");
            }
            if (cause instanceof Http2Exception) {
                throw new Unreached(Kind.MALFORMED, target + " does not speak HTTP/2");
            }
            throw new Unreached(
                    Kind.UNREACHABLE, "the connection to " + target + " was closed, or broke: " + cause.getMessage());
        } catch (TimeoutException | CancellationException e) {
            throw late(deadline);
        }
    }

    /** Whether there is no connection at this address: an address of a protocol that this machine has not, for one. */
    private static boolean isNoWay(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof BindException
                || cause instanceof SocketException
                        && String.valueOf(cause.getMessage()).contains("unreachable");
    }

    /** What waits for a tunnel fails too, with the proxy's refusal as its cause. */
    private static Optional<ProxyConnectException> ofProxy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProxyConnectException known) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    private static String unauthorized(ProxyConnectException failure) {
        HttpHeaders headers =
                failure instanceof HttpProxyHandler.HttpProxyConnectException known ? known.headers() : null;
        List<String> schemes = headers == null
                ? List.of()
                : Challenge.schemes(String.join(", ", headers.getAll(HttpHeaderNames.PROXY_AUTHENTICATE)));
        return schemes.isEmpty() || schemes.stream().anyMatch("Basic"::equalsIgnoreCase)
                ? "it asks for another user and password (407)"
                : "it asks for a user and password by " + String.join(" or ", schemes)
                        + ", and this check can only send them by Basic (407)";
    }

    Unreached late(Deadline deadline) {
        return new Unreached(
                Kind.TIMEOUT, "no complete answer of " + target + " within " + Durations.format(deadline.timeout()));
    }

    /** Waits no longer than the check may, and no longer than it is wanted. */
    static <T> T await(Future<T> future, Attempt attempt, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<T> result = future.toCompletionStage().toCompletableFuture();
        CompletableFuture<T> own = result.copy();
        attempt.onCancel(() -> own.cancel(false));
        return own.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    }
}
