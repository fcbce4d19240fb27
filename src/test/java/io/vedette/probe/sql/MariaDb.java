package io.vedette.probe.sql;

import io.vedette.FreePort;
import io.vedette.probe.TestAuthority;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A MariaDB of this machine, in a folder of its own, on the loopback interface; its tests are skipped where there is none. */
final class MariaDb implements AutoCloseable {

    private final int port = FreePort.next();
    private final Process server;

    private MariaDb(Path folder, TestAuthority identity, String sql) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(identity.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), identity.pem());
        Path init = Files.writeString(folder.resolve("init.sql"), sql);
        Process made = started(
                folder.resolve("install.log"),
                program("mariadb-install-db").orElseThrow(),
                "--no-defaults",
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
                "--user=" + System.getProperty("user.name"));
        if (!made.waitFor(120, TimeUnit.SECONDS) || made.exitValue() != 0) {
            made.destroyForcibly();
            throw new IOException(Files.readString(folder.resolve("install.log")));
        }
        server = started(
                folder.resolve("server.log"),
                program("mariadbd").orElseThrow(),
                "--no-defaults",
                "--datadir=" + data,
                "--user=" + System.getProperty("user.name"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=0",
                "--init-file=" + init,
                "--ssl-cert=" + certificate,
                "--ssl-key=" + key);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    /** @param sql what it runs before it answers, a statement a line */
    static MariaDb start(Path folder, TestAuthority identity, String sql) throws IOException, InterruptedException {
        boolean there =
                program("mariadbd").isPresent() && program("mariadb-install-db").isPresent();
        if (!there) {
            System.err.println("Tests with MariaDB are skipped: no mariadbd on the path");
        }
        Assumptions.assumeTrue(there, "no mariadbd on the path");
        return new MariaDb(folder, identity, sql);
    }

    private static Optional<String> program(String name) {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static Process started(Path log, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private boolean answers() throws IOException {
        if (!server.isAlive()) {
            throw new IOException("it ended by itself");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.ConnectException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(20, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }
}
