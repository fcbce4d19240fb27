package io.vedette.probe.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/** Ends a connection by which more comes than is ever read, as of messages and pings without end. */
final class Amount extends ChannelInboundHandlerAdapter {

    private static final int MOST_OF_A_CONNECTION = 2 << 20;

    private final Consumer<String> ending;
    private long bytes;

    /** @param ending takes how it ended, where it did */
    Amount(Consumer<String> ending) {
        this.ending = ending;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) throws Exception {
        bytes += read instanceof ByteBuf part ? part.readableBytes() : 0;
        if (bytes > MOST_OF_A_CONNECTION) {
            ReferenceCountUtil.release(read);
            ending.accept("in the first " + (MOST_OF_A_CONNECTION >> 20) + " MiB");
            context.close();
        } else {
            super.channelRead(context, read);
        }
    }
}
