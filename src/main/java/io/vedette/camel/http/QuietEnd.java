package io.vedette.camel.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vedette.config.values.Causes;
import io.vedette.process.Loggers;
import org.slf4j.Logger;

/** Where failures of a connection end that nobody waits for: Netty would log each with its trace, whatever a client did. */
final class QuietEnd extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = Loggers.HTTP;

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A connection failed: {}", Causes.message(cause));
        context.close();
    }
}
