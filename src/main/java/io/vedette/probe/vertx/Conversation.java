package io.vedette.probe.vertx;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import io.vedette.config.values.Authority;
import io.vedette.config.values.ProxyAddress;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Spoken;
import io.vedette.probe.Unreached;
import io.vedette.probe.http.HttpRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One WebSocket of Netty's: Vert.x's own looks its host up by itself, past what a check may reach. Its events come on the event loop,
 * and are waited for on the probe's thread.
 */
final class Conversation {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int LONGEST_MESSAGE = 1 << 20;
    private static final int READ_AT_A_TIME = 4 * 1024;
    private static final int NO_STATUS = 600;

    private final Optional<Spoken> expect;
    private final StringBuilder heard = new StringBuilder();
    private final Promise<Boolean> came = Promise.promise();
    private Channel channel;
    private Optional<SslHandler> tls = Optional.empty();
    private Optional<Answer.Http> refusal = Optional.empty();
    private String ending = "before it closed the connection";
    private boolean closed;

    /** @param expect what is listened for; nothing is kept without */
    Conversation(Optional<Spoken> expect) {
        this.expect = expect;
    }

    /** Makes the connection and the handshake; the answer fails when either does. */
    Future<Channel> open(Vertx vertx, Caller caller, Caller.Way way, WebSocketProbe.Handshake handshake) {
        Promise<Channel> opened = Promise.promise();
        new Bootstrap()
                .group(vertx.nettyEventLoopGroup())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, way.millis())
                // All share the loop: one that sends without end is read a little at a time.
                .option(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(READ_AT_A_TIME).maxMessagesPerRead(1))
                .resolver(NoopAddressResolverGroup.INSTANCE) // What is not known here is the proxy's to find.
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel made) {
                        prepare(made, caller, way, handshake, opened);
                    }
                })
                .connect(way.server())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        opened.tryFail(connected.cause());
                    }
                });
        return opened.future();
    }

    private void prepare(
            SocketChannel made,
            Caller caller,
            Caller.Way way,
            WebSocketProbe.Handshake handshake,
            Promise<Channel> opened) {
        ChannelPipeline pipeline = made.pipeline();
        pipeline.addLast(new Amount(this::end));
        way.proxy().ifPresent(between -> pipeline.addLast(proxy(between)));
        if (caller.secure()) {
            SslHandler handler = new SslHandler(way.tls().engine(caller.target(), caller.serverName()));
            handler.setHandshakeTimeoutMillis(way.left());
            pipeline.addLast(handler);
            synchronized (this) {
                tls = Optional.of(handler);
            }
        }
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create(handshake.url().toString().replaceFirst("(?i)^http", "ws")))
                .subprotocol(handshake.subprotocols().isEmpty() ? null : String.join(",", handshake.subprotocols()))
                .customHeaders(headers(handshake))
                .maxFramePayloadLength(LONGEST_MESSAGE)
                .handleCloseFrames(false)
                .handshakeTimeoutMillis(way.left())
                .build();
        pipeline.addLast(
                new HttpClientCodec(),
                new Refusals(MOST_BYTES),
                new WebSocketClientProtocolHandler(config),
                new WebSocketFrameAggregator(LONGEST_MESSAGE),
                new Listener(opened));
        synchronized (this) {
            channel = made;
            if (closed) {
                made.close();
            }
        }
    }

    private static HttpProxyHandler proxy(Caller.Between between) {
        ProxyAddress proxy = between.proxy();
        return proxy.username().isPresent()
                ? new HttpProxyHandler(between.at(), proxy.username().get(), proxy.password())
                : new HttpProxyHandler(between.at());
    }

    private static HttpHeaders headers(WebSocketProbe.Handshake handshake) {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set("User-Agent", "Vedette");
        String userInfo = Authority.rawUserInfo(handshake.url());
        if (userInfo != null) {
            headers.set("Authorization", HttpRequest.basic(handshake.url()));
        }
        handshake.headers().stream().map(HttpRequest.Header::name).forEach(headers::remove);
        handshake.headers().forEach(header -> headers.add(header.name(), header.value()));
        return headers;
    }

    /** What happens on the connection. */
    private final class Listener extends SimpleChannelInboundHandler<WebSocketFrame> {

        private final Promise<Channel> opened;

        Listener(Promise<Channel> opened) {
            this.opened = opened;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                opened.tryComplete(context.channel());
            }
            context.fireUserEventTriggered(event);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
                hear(frame.content().toString(StandardCharsets.UTF_8));
            } else if (frame instanceof CloseWebSocketFrame end) {
                end("before it closed the connection" + (end.statusCode() < 0 ? "" : " (" + end.statusCode() + ")"));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            opened.tryFail(new ConnectionEnded());
            came.tryComplete(false);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Throwable why = cause instanceof WebSocketClientHandshakeException refused ? refused(refused) : cause;
            opened.tryFail(why);
            came.tryFail(why);
            context.close();
        }
    }

    /** The server closed the connection before there was a WebSocket. */
    private static final class ConnectionEnded extends Exception {

        private static final long serialVersionUID = 1L;

        ConnectionEnded() {
            super("the server closed it", null, false, false);
        }
    }

    /** An answer of HTTP with another status is judged as one; what is no answer, or accepts another key, is no WebSocket. */
    private synchronized Throwable refused(WebSocketClientHandshakeException e) {
        HttpResponse response = e.response();
        if (response == null
                || response.decoderResult().isFailure()
                || response.status().code() >= NO_STATUS) {
            return new Unreached(
                    Kind.UNREACHABLE,
                    response == null ? "no WebSocket: " + e.getMessage() : "what came back is not HTTP");
        }
        if (response.status().code() == 101) {
            return new Unreached(Kind.UNREACHABLE, "no WebSocket, though it says so: " + e.getMessage());
        }
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        refusal = Optional.of(new Answer.Http(response.status().code(), headers, new byte[0], false, 0));
        return new Unreached(Kind.UNREACHABLE, e.getMessage());
    }

    private synchronized void hear(String message) {
        if (expect.isEmpty() || heard.length() > MOST_BYTES) {
            return;
        }
        // On the event loop of all: what was looked through is not looked through again for each message.
        int from = Math.max(0, heard.length() - expect.get().text().length());
        heard.append(heard.length() == 0 ? "" : "\n").append(message);
        if (heard.indexOf(expect.get().text(), from) >= 0) {
            came.tryComplete(true);
        } else if (heard.length() > MOST_BYTES) {
            end("in the first " + MOST_BYTES + " bytes");
        }
    }

    private synchronized void end(String how) {
        if (!came.future().isComplete()) {
            ending = how;
            came.tryComplete(false);
        }
    }

    /** Sends a message of text. */
    synchronized void say(String text) {
        channel.writeAndFlush(new TextWebSocketFrame(text));
    }

    /** Returns whether what is expected came, once that is known. */
    Future<Boolean> came() {
        return came.future();
    }

    synchronized String heard() {
        return heard.toString();
    }

    /** Returns how it ended without what is expected. */
    synchronized String ending() {
        return ending;
    }

    /** Returns the answer of a server that makes no WebSocket of it. */
    synchronized Optional<Answer.Http> refusal() {
        return refusal;
    }

    synchronized Optional<Answer.Tls> certificate() {
        return Certificates.shown(
                tls.map(handler -> handler.engine().getSession()).orElse(null));
    }

    /** Ends it, wherever it is. */
    synchronized void close() {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }
}
