package io.vedette.probe.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.probe.RawServer;
import io.vedette.probe.http.HttpTransport;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a first probe would have to load is loaded when its check is defined. */
class RehearsalTest {

    private final HttpTransport transport = new HttpTransport();
    private final VertxProbes probes = new VertxProbes(transport);

    @AfterEach
    void end() {
        probes.close();
        transport.close();
    }

    @Test
    void aCheckThatIsDefinedHasMadeItsCallBeforeItsFirstProbe() throws IOException {
        List<String> called = new CopyOnWriteArrayList<>();
        try (RawServer server = new RawServer(client -> called.add("called"))) {
            Map<String, String> grpc = Map.of("host", "127.0.0.1", "port", String.valueOf(server.port()));

            probes.grpc(new Parameters(grpc), Duration.ofSeconds(1));
            assertThat(probes.rehearsed()).containsExactly("grpc false");

            Map<String, String> secure = Map.of("url", "wss://127.0.0.1:" + server.port() + "/");
            probes.webSocket(new Parameters(secure), Duration.ofSeconds(1), Optional.empty());
            assertThat(probes.rehearsed()).containsExactlyInAnyOrder("grpc false", "websocket true");
        }
        assertThat(called).as("calls of the checks' own server").isEmpty();
    }

    @Test
    void aCheckThatIsNotValidLoadsNothing() {
        probes.grpc(new Parameters(Map.of()), Duration.ofSeconds(1));

        assertThat(probes.rehearsed()).isEmpty();
    }

    @Test
    void oneThatFailsIsHeldOnceAllTheSame() {
        Rehearsal rehearsal = new Rehearsal();
        List<Object> tried = new CopyOnWriteArrayList<>();

        for (int i = 0; i < 2; i++) {
            rehearsal.of("one", server -> {
                tried.add(server);
                return Future.failedFuture(new IOException("no way"));
            });
        }

        assertThat(tried).hasSize(1);
    }
}
