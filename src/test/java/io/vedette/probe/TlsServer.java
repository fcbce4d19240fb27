package io.vedette.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** A TLS server on the loopback interface that shows one chain and then waits for the client to go. */
public final class TlsServer implements AutoCloseable {

    private final TcpServer tcp;

    private TlsServer(TcpServer tcp) {
        this.tcp = tcp;
    }

    public static TlsServer showing(TestAuthority identity) throws IOException {
        return start(identity, server -> {});
    }

    /** @param setting what else the server asks for, such as a client's certificate */
    public static TlsServer start(TestAuthority identity, Consumer<SSLServerSocket> setting) throws IOException {
        SSLServerSocket listening = (SSLServerSocket)
                context(identity).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        setting.accept(listening);
        return new TlsServer(TcpServer.start(listening, TlsServer::serve));
    }

    public int port() {
        return tcp.port();
    }

    private static void serve(Socket client) throws IOException {
        ((SSLSocket) client).startHandshake();
        client.getInputStream().read();
    }

    public static SSLContext context(TestAuthority identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {TestAuthority.trusting(identity)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        tcp.close();
    }
}
