package io.vedette.camel.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Holds back a request that was sent behind another one of its connection until that is answered, and its client has read most of the
 * earlier answers: a client that sends requests and reads nothing would fill the memory with them. Vert.x, too, fails to clean up after a
 * connection that ends while it has such requests in hand.
 */
final class OneAtATime extends ChannelDuplexHandler {

    /** Requests and parts of bodies; what was read from the network at once is more only if somebody means to do harm. */
    private static final int MOST_HELD = 1_000;

    private final Queue<Object> held = new ArrayDeque<>();
    private boolean answering;
    private boolean letting;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (held.isEmpty() && !(message instanceof HttpRequest && mustWait(context.channel()))) {
            pass(context, message);
            return;
        }
        held.add(message);
        context.channel().config().setAutoRead(false);
        if (held.size() > MOST_HELD) {
            context.close();
        }
    }

    private boolean mustWait(Channel channel) {
        return answering || !channel.isWritable();
    }

    private void pass(ChannelHandlerContext context, Object message) {
        answering |= message instanceof HttpRequest;
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean informs = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        context.write(message, promise);
        if (message instanceof LastHttpContent && !informs) {
            answering = false;
            // Later: Vert.x has not finished with the answer yet.
            if (!held.isEmpty()) {
                context.executor().execute(() -> letGo(context));
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        letGo(context);
        context.fireChannelWritabilityChanged();
    }

    private void letGo(ChannelHandlerContext context) {
        if (letting || held.isEmpty()) {
            return;
        }
        letting = true;
        try {
            while (!held.isEmpty() && !(held.peek() instanceof HttpRequest && mustWait(context.channel()))) {
                pass(context, held.remove());
            }
        } finally {
            letting = false;
        }
        context.fireChannelReadComplete();
        if (held.isEmpty() && context.channel().isActive()) {
            context.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        context.fireChannelInactive();
    }
}
