package io.vedette.probe.http;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * A pool as its client sees it. Tells each exchange whether its connection was used before: a server may close an idle one
 * at any moment, just when the next request is on its way too, and only then a failure says nothing about the server.
 *
 * @param fresh whether each exchange gets a new connection; it goes to the pool afterwards
 */
record PooledConnections(HttpClientConnectionManager pool, boolean fresh) implements HttpClientConnectionManager {

    private static final String MADE = "vedette.connection-made";

    /** Returns whether the connection of this exchange was made for it, or at least begun. */
    static boolean isMade(HttpContext exchange) {
        return exchange.getAttribute(MADE) != null;
    }

    @Override
    public LeaseRequest lease(String id, HttpRoute route, Timeout timeout, Object state) {
        LeaseRequest lease = pool.lease(id, route, timeout, state);
        return fresh ? new Unused(lease) : lease;
    }

    @Override
    public void connect(ConnectionEndpoint endpoint, TimeValue timeout, HttpContext exchange) throws IOException {
        exchange.setAttribute(MADE, Boolean.TRUE);
        pool.connect(endpoint, timeout, exchange);
    }

    @Override
    public void upgrade(ConnectionEndpoint endpoint, HttpContext exchange) throws IOException {
        pool.upgrade(endpoint, exchange);
    }

    @Override
    public void release(ConnectionEndpoint endpoint, Object state, TimeValue keepAlive) {
        pool.release(endpoint, state, keepAlive);
    }

    @Override
    public void close(CloseMode mode) {
        pool.close(mode);
    }

    @Override
    public void close() throws IOException {
        pool.close();
    }

    /** A place in the pool, whose connection is closed if it has one; the client then makes another. */
    private record Unused(LeaseRequest lease) implements LeaseRequest {

        @Override
        public ConnectionEndpoint get(Timeout timeout)
                throws InterruptedException, ExecutionException, TimeoutException {
            ConnectionEndpoint endpoint = lease.get(timeout);
            if (endpoint.isConnected()) {
                endpoint.close(CloseMode.IMMEDIATE);
            }
            return endpoint;
        }

        @Override
        public boolean cancel() {
            return lease.cancel();
        }
    }
}
