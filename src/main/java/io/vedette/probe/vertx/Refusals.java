package io.vedette.probe.vertx;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.util.List;

/** Takes the status of a server that makes no WebSocket of it at once: its page may be of any size, and need not end. */
final class Refusals extends HttpObjectAggregator {

    private static final int SWITCHING = 101;

    private boolean refused;

    Refusals(int most) {
        super(most);
    }

    @Override
    public boolean acceptInboundMessage(Object message) throws Exception {
        return refused || super.acceptInboundMessage(message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, HttpObject message, List<Object> out) throws Exception {
        if (refused) {
            return; // The page of what was refused.
        }
        if (message instanceof HttpResponse response && isRefusal(response)) {
            refused = true;
            refuse(context, "it answers with status " + response.status().code(), response);
        } else {
            super.decode(context, message, out);
        }
    }

    private static boolean isRefusal(HttpResponse response) {
        return response.status().code() != SWITCHING && response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        refuse(context, "its answer is too large", (HttpResponse) oversized);
    }

    private static void refuse(ChannelHandlerContext context, String why, HttpResponse response) {
        context.fireExceptionCaught(new WebSocketClientHandshakeException(why, response));
        context.close();
    }
}
