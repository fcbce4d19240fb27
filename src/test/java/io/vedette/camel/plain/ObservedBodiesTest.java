package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies without an end, or that nobody gets to read: of each no more is read than the limit, and for no longer than the timeout. */
@Timeout(60)
class ObservedBodiesTest {

    private final Monitored app = new Monitored();

    @BeforeEach
    void start() throws Exception {
        app.context().setStreamCaching(false); // Camel would read all of a stream before any step does.
        app.routes(builder -> {
            builder.from("direct:stock").routeId("stock").to("vedette:observe?rule=json&statusPath=$.state&timeout=2s");
            builder.from("direct:small")
                    .routeId("small")
                    .to("vedette:observe?rule=json&statusPath=$.state&maxBodyBytes=10");
        });
        app.start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                body("a list", EndlessList::new),
                body("an iterator", () -> new EndlessList().iterator()),
                body("a map", EndlessMap::new),
                body("a stream", Endless::new),
                body("a reader", () -> new InputStreamReader(new Endless())),
                body("bytes", () -> new byte[3 << 20]),
                body("text", () -> "x".repeat(3 << 20)),
                body("numbers", () -> new int[3 << 20]));
    }

    private static Arguments body(String what, Supplier<Object> body) {
        return Arguments.of(what, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void endless(String what, Supplier<Object> body) {
        assertThat(app.send("direct:stock", body.get())).isEmpty();

        assertThat(app.verdict("stock").orElseThrow().reason()).contains(Reason.TOO_LARGE);
    }

    @Test
    void aFileIsReadToTheLimit(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("large"), new byte[2 << 20]);

        app.send("direct:stock", file.toFile());

        assertThat(app.verdict("stock").orElseThrow().reason()).contains(Reason.TOO_LARGE);
    }

    @Test
    void aDeviceWithoutAnEndIsReadToTheLimit() {
        app.send("direct:stock", Path.of("/dev/zero").toFile());

        assertThat(app.verdict("stock").orElseThrow().reason()).contains(Reason.TOO_LARGE);
    }

    @Test
    void aCheckMaySetTheLimit() {
        app.send("direct:small", "{\"state\": \"ok\"}");

        assertThat(app.verdict("small").orElseThrow().reason()).contains(Reason.TOO_LARGE);
    }

    @Test
    void aStreamThatDripsIsReadForNoLongerThanTheTimeout() {
        long began = System.nanoTime();

        app.send("direct:stock", new Dripping());

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(app.verdict("stock").orElseThrow().reason()).contains(Reason.TIMEOUT);
        assertThat(app.verdict("stock").orElseThrow().message()).contains("not read within 2s");
    }

    @Test
    void aStreamThatHangsHoldsUpNoOtherMessage() {
        CountDownLatch end = new CountDownLatch(1);
        app.send("direct:stock", new Hanging(end));
        assertThat(app.verdict("stock").orElseThrow().reason()).contains(Reason.TIMEOUT);

        app.send("direct:stock", new Hanging(end));
        assertThat(app.verdict("stock").orElseThrow().message()).contains("earlier message is still being read");

        app.send("direct:stock", "{\"state\": \"ok\"}");
        assertThat(app.verdict("stock").orElseThrow().reason()).isEmpty();
        end.countDown();
    }

    @Test
    void aStreamThatFailsIsUnreachable() {
        app.send("direct:stock", new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut off");
            }
        });

        assertThat(app.verdict("stock").orElseThrow().reason()).contains(Reason.UNREACHABLE);
        assertThat(app.verdict("stock").orElseThrow().message()).contains("cut off");
    }

    @Test
    void whatCannotBeWrittenIsMalformed() {
        app.send("direct:stock", Map.of("bad", new Sick()));

        assertThat(app.verdict("stock").orElseThrow().reason()).contains(Reason.MALFORMED_BODY);
    }

    @Test
    void aReaderIsReadAsText() {
        Reader reader = new java.io.StringReader("{\"state\": \"ok\"}");

        app.send("direct:stock", reader);

        assertThat(app.verdict("stock").orElseThrow().reason()).isEmpty();
    }

    /** A value that cannot be looked at. */
    public static final class Sick {

        public String getState() {
            throw new NoClassDefFoundError("com/example/Gone");
        }
    }

    private static final class Endless extends InputStream {

        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            Arrays.fill(bytes, from, from + length, (byte) 'x');
            return length;
        }
    }

    private static final class Dripping extends InputStream {

        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public int read() throws IOException {
            try {
                never.await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return 'x';
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            bytes[from] = (byte) read();
            return 1;
        }
    }

    private static final class Hanging extends InputStream {

        private final CountDownLatch end;

        Hanging(CountDownLatch end) {
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return -1;
        }
    }

    private static final class EndlessList extends AbstractList<Object> {

        @Override
        public Object get(int index) {
            return index;
        }

        @Override
        public int size() {
            return Integer.MAX_VALUE;
        }
    }

    private static final class EndlessMap extends AbstractMap<String, Object> {

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    return Stream.iterate(0, number -> number + 1)
                            .map(number -> Map.entry("k" + number, (Object) number))
                            .iterator();
                }

                @Override
                public int size() {
                    return Integer.MAX_VALUE;
                }
            };
        }
    }
}
