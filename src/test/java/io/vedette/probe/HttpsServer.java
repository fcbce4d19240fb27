package io.vedette.probe;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An HTTPS server on the loopback interface that answers everything with 200. */
public final class HttpsServer implements AutoCloseable {

    private final com.sun.net.httpserver.HttpsServer server;

    public HttpsServer(TestAuthority identity) throws IOException {
        this(identity, asked -> {});
    }

    /** @param asking what else the server asks for, such as a client's certificate */
    public HttpsServer(TestAuthority identity, Consumer<SSLParameters> asking) throws IOException {
        SSLContext context = TlsServer.context(identity);
        server = com.sun.net.httpserver.HttpsServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters asked = context.getDefaultSSLParameters();
                asking.accept(asked);
                connection.setSSLParameters(asked);
            }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    public URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
