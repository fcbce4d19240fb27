package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process says that it lives before it has read what it is to watch, at the place where it answers later. */
class StartingTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void livesBeforeItIsReady(@TempDir Path folder) throws Exception {
        URI address;
        try (Standalone vedette = Installation.shipped(folder).standalone(Standalone.Mode.RUN)) {
            address = URI.create("http://127.0.0.1:" + vedette.port());
            assertThat(status(address, "/health/live")).isEqualTo(200);
            assertThat(status(address, "/health/live?started")).isEqualTo(503);
            assertThat(status(address, "/health/ready")).isEqualTo(503);
            assertThat(status(address, "/")).isEqualTo(503);

            vedette.start();

            assertThat(status(address, "/health/live")).isEqualTo(200);
            assertThat(status(address, "/health/live?started")).isEqualTo(200);
            assertThat(status(address, "/")).isEqualTo(200);
        }
        assertThatThrownBy(() -> status(address, "/health/live")).isInstanceOf(ConnectException.class);
    }

    @Test
    void isStartedOnceItsChecksAreAsked(@TempDir Path folder) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Standalone vedette = Installation.shipped(folder).standalone(Standalone.Mode.RUN)) {
            URI address = URI.create("http://127.0.0.1:" + vedette.port());
            // Between preparing routes and starting them.
            vedette.context().addStartupListener((context, alreadyStarted) -> held.await());
            Future<?> start = thread.submit(() -> {
                vedette.start();
                return null;
            });
            await().until(() -> status(address, "/") == 200);

            assertThat(status(address, "/health/live?started")).isEqualTo(503);
            assertThat(status(address, "/health/live")).isEqualTo(200);

            held.countDown();
            start.get();
            assertThat(status(address, "/health/live?started")).isEqualTo(200);
        } finally {
            held.countDown();
            thread.shutdown();
        }
    }

    @Test
    void freesItsPlaceWhenItIsNotStarted(@TempDir Path folder) throws Exception {
        URI address;
        try (Standalone vedette = Installation.shipped(folder).standalone(Standalone.Mode.RUN)) {
            address = URI.create("http://127.0.0.1:" + vedette.port());
        }
        assertThatThrownBy(() -> status(address, "/health/live")).isInstanceOf(ConnectException.class);
    }

    @Test
    void answersNothingWhereChecksAreOnlyTried(@TempDir Path folder) throws Exception {
        try (Standalone vedette = Installation.shipped(folder).standalone(Standalone.Mode.TRIAL)) {
            URI address = URI.create("http://127.0.0.1:" + vedette.port());
            assertThatThrownBy(() -> status(address, "/health/live")).isInstanceOf(ConnectException.class);
        }
    }

    private int status(URI address, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
