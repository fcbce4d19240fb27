package io.vedette.probe.kind;

import io.vedette.probe.domain.DomainBook;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenLogins;
import io.vedette.probe.vertx.VertxProbes;

/** What outlives a change of the settings: logins, dates of domains, and the event loop, which only some checks need. */
final class SharedParts implements AutoCloseable {

    private final HttpTransport transport;
    private final TokenLogins logins;
    private final DomainBook domains = new DomainBook();
    private VertxProbes vertx;

    SharedParts(HttpTransport transport, TokenLogins logins) {
        this.transport = transport;
        this.logins = logins;
    }

    TokenLogins logins() {
        return logins;
    }

    DomainBook domains() {
        return domains;
    }

    /** Returns the probes that need Vert.x; to be called only where it is there. */
    synchronized VertxProbes vertx() {
        if (vertx == null) {
            vertx = new VertxProbes(transport);
        }
        return vertx;
    }

    @Override
    public synchronized void close() {
        if (vertx != null) {
            vertx.close();
        }
        transport.close();
    }
}
