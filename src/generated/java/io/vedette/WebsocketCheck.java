// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Makes a WebSocket handshake, and may send a message and wait for one. The template {@code websocket}. */
public final class WebsocketCheck extends HttpCheckBuilder<WebsocketCheck> {

    WebsocketCheck(Checks all, String name) {
        super(all, "websocket", name);
    }

    /** The URL, ws or wss. Must be given. */
    public WebsocketCheck url(String url) {
        return parameter("url", url);
    }

    /** The message that is sent; \r, \n, \t, \0, \xHH and a doubled \ stand for what cannot be written. */
    public WebsocketCheck send(String send) {
        return parameter("send", send);
    }

    /** A text that the server must send; upper and lower case differ. */
    public WebsocketCheck expect(String expect) {
        return parameter("expect", expect);
    }

    /** A comma list of the subprotocols that are offered. */
    public WebsocketCheck subprotocols(String subprotocols) {
        return parameter("subprotocols", subprotocols);
    }
}
