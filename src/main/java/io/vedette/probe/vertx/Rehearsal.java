package io.vedette.probe.vertx;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Makes a call as a probe does, to a socket of our own that hangs up, as soon as a check is defined: the library is loaded then, and
 * not within the time of the first probe.
 */
final class Rehearsal {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<String> held = new HashSet<>();

    /**
     * Holds one, the first time; one that fails costs the first probe what it would have cost.
     *
     * @param kind of the calls that need the same
     * @param call makes a call to an address
     */
    synchronized void of(String kind, Function<InetSocketAddress, Future<?>> call) {
        if (!held.add(kind)) {
            return;
        }
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody.setSoTimeout((int) PATIENCE.toMillis());
            Future<?> answer = call.apply((InetSocketAddress) nobody.getLocalSocketAddress());
            hangUp(nobody);
            answer.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            Thread.yield(); // As meant: nobody answers there.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hangUp(ServerSocket nobody) throws IOException {
        try (Socket caller = nobody.accept()) {
            caller.setSoTimeout((int) PATIENCE.toMillis());
            caller.getInputStream().read();
        }
    }

    /** Returns the kinds of calls that were rehearsed. */
    synchronized Set<String> held() {
        return Set.copyOf(held);
    }
}
