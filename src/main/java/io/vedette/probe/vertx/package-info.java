/**
 * Protocols that Vert.x speaks, on its event loop: WebSocket, and gRPC over HTTP/2. The library is optional for applications; whoever
 * makes such a check needs it.
 *
 * <p>In: the parameters of a check. Out: what the server said. A probe waits on its own thread, and ends its connection when its time
 * is over.
 */
package io.vedette.probe.vertx;
