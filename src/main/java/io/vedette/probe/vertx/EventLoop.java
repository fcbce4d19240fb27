package io.vedette.probe.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** The one Vert.x of all probes, made when the first needs it; nothing of it is on disk, and none of its threads holds up an end. */
final class EventLoop implements AutoCloseable {

    private Vertx vertx;
    private boolean closed;

    synchronized Vertx vertx() {
        if (closed) {
            throw new IllegalStateException("the probes are closed");
        }
        if (vertx == null) {
            vertx = Vertx.vertx(new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setWorkerPoolSize(1)
                    .setInternalBlockingPoolSize(1)
                    .setUseDaemonThread(true)
                    .setFileSystemOptions(
                            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        }
        return vertx;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (vertx != null) {
            vertx.close();
        }
    }
}
