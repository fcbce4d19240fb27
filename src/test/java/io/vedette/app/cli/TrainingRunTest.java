package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was to be kept and hangs: an installation would wait for it. */
class TrainingRunTest {

    /** Never says where it answers. */
    static final class Silent {

        public static void main(String[] arguments) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** Answers, and does not end when it is asked to. */
    static final class Unending {

        public static void main(String[] arguments) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            System.out.println(
                    "answers on http://127.0.0.1:" + server.getAddress().getPort() + "/");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Silent.class, Unending.class})
    @Timeout(60)
    void isEndedWhenItHangs(Class<?> main, @TempDir Path folder) throws IOException {
        Path jar = jar(folder, main);

        assertThatThrownBy(() -> new TrainingRun(jar, Duration.ofSeconds(3)).write(folder.resolve("kept.jsa")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("took longer than 3s");

        assertThat(ProcessHandle.current().children())
                .noneMatch(process -> process.info().commandLine().orElse("").contains(jar.toString()));
    }

    private static Path jar(Path folder, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        Path jar = folder.resolve("hanging.jar");
        String name = main.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = main.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
        }
        return jar;
    }
}
