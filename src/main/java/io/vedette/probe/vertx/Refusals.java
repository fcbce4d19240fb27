package io.vedette.probe.vertx;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;

/** The page of a server that makes no WebSocket of it may be of any size: its status counts. */
final class Refusals extends HttpObjectAggregator {

    Refusals(int most) {
        super(most);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        context.fireExceptionCaught(
                new WebSocketClientHandshakeException("its answer is too large", (HttpResponse) oversized));
        context.close();
    }
}
