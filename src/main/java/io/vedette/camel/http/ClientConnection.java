package io.vedette.camel.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One connection of a client, from its acceptance to its end: what it is waited for, and how long. Safe for several threads. */
final class ClientConnection {

    /** A client has so long for a request line and headers, and may keep a connection that it does not use as long. */
    static final long WAITING_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** And for a whole request with its body. */
    static final long REQUEST_NANOS = TimeUnit.SECONDS.toNanos(28);
    /** A body has this long at least, when its connection was kept unused before. */
    private static final long BODY_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final long LEAST_BYTES_PER_SECOND = 32 * 1024;
    private static final long SENDING_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** What others send through Camel's routes is of a length that is not known here. */
    private static final long ROUTES_SENDING_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final int SWITCHING_PROTOCOLS = 101;

    private final Channel channel;
    private final String client;
    private final LongSupplier nanos;
    private volatile HttpServerRequest request;
    private volatile boolean endless;
    private volatile boolean over;
    /** Since when it waits for a request. */
    private volatile long since;

    /** Until when the body has to be read; 0 when there is none, or nobody reads it yet. */
    private volatile long bodyUntil;
    /** Until when an answer has to be sent; 0 while none is. */
    private volatile long sendUntil;

    /**
     * @param client whom it counts for; empty where its address stands for many
     * @param nanos the time since some moment before
     */
    ClientConnection(Channel channel, String client, LongSupplier nanos) {
        this.channel = channel;
        this.client = client;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    String client() {
        return client;
    }

    /** Whether a request came that is not answered to its end. */
    boolean isAsked() {
        return request != null;
    }

    /** Returns that request. */
    Optional<HttpServerRequest> asked() {
        return Optional.ofNullable(request);
    }

    /** Tells that its answer has no end. */
    void streams() {
        endless = true;
    }

    /** Tells that it is closed after this answer. */
    void ends() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /**
     * Closes it at once: a farewell by TLS would wait for a client that does not read, keep the memory of the connection meanwhile, and
     * have a line in the log for each.
     */
    void close() {
        if (!channel.isRegistered()) {
            channel.close();
        } else if (channel.eventLoop().inEventLoop()) {
            channel.unsafe().close(channel.voidPromise());
        } else {
            channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
        }
    }

    void begins(HttpServerRequest asked) {
        sendUntil = 0;
        endless = false;
        request = asked;
        reads(RequestBody.isExpected(asked));
    }

    void reads(boolean body) {
        long until = Math.max(since + REQUEST_NANOS, nanos.getAsLong() + BODY_NANOS);
        bodyUntil = body ? Math.max(1, until) : 0;
    }

    void sends(long bytes) {
        sendUntil = nanos.getAsLong() + SENDING_NANOS + TimeUnit.SECONDS.toNanos(1) * bytes / LEAST_BYTES_PER_SECOND;
    }

    /**
     * Returns whether it waits for its client. One that was just accepted and has no thread yet waits for us: Netty could not close it
     * either.
     */
    boolean waits() {
        if (!channel.isRegistered()) {
            return false;
        }
        HttpServerRequest asked = request;
        return asked == null || !endless && bodyUntil != 0 && !asked.isEnded();
    }

    boolean isOverdue(long now) {
        HttpServerRequest asked = request;
        if (asked == null) {
            return now - since > WAITING_NANOS;
        }
        if (endless || asked.response().getStatusCode() == SWITCHING_PROTOCOLS) {
            return false;
        }
        if (!asked.isEnded() && RequestBody.isExpected(asked)) {
            return bodyUntil != 0 && now - bodyUntil > 0;
        }
        if (!asked.response().ended()) {
            return sendUntil != 0 && now - sendUntil > 0;
        }
        if (isSending()) {
            if (sendUntil == 0) {
                sendUntil = now + ROUTES_SENDING_NANOS;
            }
            return now - sendUntil > 0;
        }
        request = null;
        since = now;
        return false;
    }

    private boolean isSending() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer != null && buffer.totalPendingWriteBytes() > 0;
    }
}
