package io.vedette.camel.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Accepts connections as long as {@link Connections} have room for them, before anything is read or a TLS handshake begins. */
final class LimitedServerChannel extends NioServerSocketChannel {

    private static final long PAUSE_SECONDS = 1;

    /**
     * The most that is read from a client before others have their turn: Netty's own 1 MiB may be a hundred thousand chunks of a body,
     * each of which costs microseconds. A hundred clients who send such bodies then take a tenth of a second all together.
     */
    private static final int TURN_BYTES = 2 * 1024;

    private static final RecvByteBufAllocator TURN =
            new AdaptiveRecvByteBufAllocator(64, TURN_BYTES, TURN_BYTES).maxMessagesPerRead(1);

    private final Connections connections;
    private final Consumer<SocketAddress> binding;

    /** @param binding is told where, right before it binds */
    LimitedServerChannel(Connections connections, Consumer<SocketAddress> binding) {
        this.connections = connections;
        this.binding = binding;
    }

    @Override
    protected void doBind(SocketAddress local) throws Exception {
        binding.accept(local);
        super.doBind(local);
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        int before = accepted.size();
        int read;
        try {
            read = super.doReadMessages(accepted);
        } catch (IOException e) {
            // Such as too many open files. What waits to be accepted would wake this thread again at once.
            config().setAutoRead(false);
            eventLoop().schedule(() -> config().setAutoRead(true), PAUSE_SECONDS, TimeUnit.SECONDS);
            connections.couldNotAccept(e);
            return 0;
        }
        if (read > 0) {
            Channel channel = (Channel) accepted.get(before);
            channel.config().setRecvByteBufAllocator(TURN);
            if (!connections.take(channel)) {
                accepted.remove(before);
                channel.unsafe().closeForcibly();
                return 0;
            }
        }
        return read;
    }
}
