package io.vedette.camel.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Answers a request whose body turns out to be none, such as one with a chunk of no length: Vert.x closes the connection without a word.
 * Stands where requests come one at a time, so that the one that is answered is the one whose body it is.
 */
final class BrokenBody extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpContent body
                && !(message instanceof HttpMessage)
                && body.decoderResult().isFailure()) {
            Optional<HttpServerRequest> asked = Connections.asked(context.channel());
            if (asked.isPresent() && !asked.get().response().headWritten()) {
                ReferenceCountUtil.release(message);
                Faults.answer(asked.get(), 400, Faults.UNREADABLE_BODY);
                return;
            }
        }
        context.fireChannelRead(message);
    }
}
