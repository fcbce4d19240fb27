package io.vedette.camel.http;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.UnaryOperator;

/** Vert.x's HTTP server with a strict decoder on every connection, and somebody before the handler that it is given. */
final class FrontServer extends HttpServerImpl {

    /** Vert.x's names of them. */
    private static final String DECODER = "httpDecoder";

    private static final String HANDLER = "handler";

    private final HttpServerOptions options;
    private final UnaryOperator<Handler<HttpServerRequest>> front;
    private volatile Handler<HttpServerRequest> behind;

    FrontServer(VertxInternal vertx, HttpServerOptions options, UnaryOperator<Handler<HttpServerRequest>> front) {
        super(vertx, options);
        this.options = options;
        this.front = front;
        connectionHandler(this::connected);
        invalidRequestHandler(asked -> {
            if (!Connections.isOver(asked)) {
                HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(asked);
            }
        });
    }

    private void connected(HttpConnection connection) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        pipeline.replace(DECODER, DECODER, new StrictRequestDecoder(options));
        pipeline.addBefore(HANDLER, "oneAtATime", new OneAtATime());
        pipeline.addBefore(HANDLER, "brokenBody", new BrokenBody());
        pipeline.addLast("quietEnd", new QuietEnd());
    }

    @Override
    public synchronized HttpServer requestHandler(Handler<HttpServerRequest> handler) {
        behind = handler;
        return super.requestHandler(front.apply(handler));
    }

    /** Returns the handler that it was given. */
    Handler<HttpServerRequest> behind() {
        return behind;
    }
}
