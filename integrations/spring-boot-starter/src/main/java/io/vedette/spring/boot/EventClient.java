package io.vedette.spring.boot;

import io.vedette.camel.run.EmbeddedStream;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * A browser that listens to events: what it cannot take yet waits, and no thread does. One that reads too slowly is cut off; it comes back
 * by itself and is told what it missed. Safe for several threads.
 */
final class EventClient implements EmbeddedStream.Client, WriteListener, AsyncListener {

    private static final int MOST_WAITING_BYTES = 256 * 1024;

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean unflushed;
    private boolean writable;
    private boolean over;
    private Runnable leaving = () -> {};

    EventClient(AsyncContext async, ServletOutputStream out) {
        this.async = async;
        this.out = out;
    }

    /** Starts to listen, by what returns how it is left. */
    void begin(Supplier<Runnable> listening) {
        async.addListener(this);
        out.setWriteListener(this);
        Runnable leave = listening.get();
        boolean late;
        synchronized (this) {
            leaving = leave;
            late = over;
        }
        if (late) {
            leave.run();
        }
    }

    @Override
    public synchronized void send(String frames) {
        if (over) {
            return;
        }
        byte[] bytes = frames.getBytes(StandardCharsets.UTF_8);
        if (waitingBytes + bytes.length > MOST_WAITING_BYTES) {
            end();
            return;
        }
        waiting.add(bytes);
        waitingBytes += bytes.length;
        if (writable) {
            write();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        write();
    }

    /** Gives the server what it takes; when it takes no more, it calls {@link #onWritePossible} later. */
    private void write() {
        try {
            while (!over && out.isReady()) {
                byte[] next = waiting.poll();
                if (next != null) {
                    waitingBytes -= next.length;
                    unflushed = true;
                    out.write(next);
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
            writable = over;
        } catch (IOException | IllegalStateException e) {
            end(); // The client is gone.
        }
    }

    @Override
    public synchronized void end() {
        if (!over) {
            over = true;
            waiting.clear();
            try {
                async.complete(); // Of which it is told, on a thread that holds no lock.
            } catch (IllegalStateException e) {
                // The server ended it meanwhile, and tells of that too.
            }
        }
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        gone();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nothing starts anew: the stream is one.
    }

    private void gone() {
        Runnable leave;
        synchronized (this) {
            over = true;
            leave = leaving;
        }
        leave.run();
    }
}
