package io.vedette.camel.http;

import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;

/**
 * The Vert.x on which Camel's HTTP servers stand, the one for management too: Camel takes the one in its registry. It gives them
 * what Camel has no setting for: limits of connections from the moment that they are accepted, a strict reading of requests, and
 * somebody who stands before Camel's router.
 */
public final class FrontVertx extends VertxWrapper {

    private static final long CLOSING_SECONDS = 5;

    private final Transport transport;
    private final UnaryOperator<Handler<HttpServerRequest>> front;

    private FrontVertx(
            VertxInternal real,
            BindAddress address,
            Connections connections,
            UnaryOperator<Handler<HttpServerRequest>> front) {
        super(real);
        this.front = front;
        this.transport = new JDKTransport() {
            @Override
            public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
                return domainSocket
                        ? super.serverChannelFactory(true)
                        : () -> new LimitedServerChannel(connections, address::giveWayTo);
            }
        };
    }

    /**
     * One with the {@link VertxOptions} of the context's registry where it has some, as Camel does it.
     *
     * @param address is given up when a server is about to bind there
     * @param front makes of the handler that Camel gives its server the one that gets the requests
     */
    public static FrontVertx of(
            CamelContext context,
            BindAddress address,
            Connections connections,
            UnaryOperator<Handler<HttpServerRequest>> front) {
        VertxOptions options = CamelContextHelper.findSingleByType(context, VertxOptions.class);
        Vertx real = Vertx.vertx(options == null ? new VertxOptions() : options);
        return new FrontVertx((VertxInternal) real, address, connections, front);
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public HttpServer createHttpServer(HttpServerOptions given) {
        // Neither by upgrade nor by prior knowledge: browsers speak it over TLS alone, and it is a way around proxies.
        HttpServerOptions options = new HttpServerOptions(given).setHttp2ClearTextEnabled(false);
        if (options.isSsl() && options.getSslEngineOptions() == null) {
            // Each handshake signs with the server's key.
            options.setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true));
        }
        return new FrontServer(this, options, front);
    }

    @Override
    public HttpServer createHttpServer() {
        return createHttpServer(new HttpServerOptions());
    }

    /** Does nothing: the server that Camel stops first would end it while the other one still answers. */
    @Override
    public void close(Handler<AsyncResult<Void>> done) {
        done.handle(Future.succeededFuture());
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    /** Ends all its threads, once no server stands on it any more. */
    public void end() {
        CountDownLatch ended = new CountDownLatch(1);
        super.close(done -> ended.countDown());
        try {
            ended.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
