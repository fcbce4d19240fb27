package io.vedette.camel;

import io.vedette.config.values.Durations;
import io.vedette.process.TimelyCalls;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Reads bodies that may take for ever, on threads of their own: the route waits no longer than the check's timeout. While one that was
 * given up still hangs, no other is begun. Safe for several threads.
 */
final class BodyReading {

    private final TimelyCalls calls = new TimelyCalls("vedette-body");

    /** @throws SocketTimeoutException when it takes longer, or an earlier one still does */
    <T> T within(Duration timeout, Callable<T> task) throws IOException, InterruptedException {
        try {
            return calls.within(timeout, task, read -> {});
        } catch (TimelyCalls.StillHanging e) {
            throw new SocketTimeoutException("the body of an earlier message is still being read");
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("the body was not read within " + Durations.format(timeout));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(e.getCause());
        }
    }
}
