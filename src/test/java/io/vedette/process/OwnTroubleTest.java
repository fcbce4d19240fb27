package io.vedette.process;

import static io.vedette.process.OwnTrouble.Kind.DESCRIPTORS;
import static io.vedette.process.OwnTrouble.Kind.MEMORY;
import static io.vedette.process.OwnTrouble.Kind.NETWORK;
import static io.vedette.process.OwnTrouble.Kind.PORTS;
import static io.vedette.process.OwnTrouble.Kind.RESOLVER;
import static io.vedette.process.OwnTrouble.Kind.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failure is our own, and which is the target's. */
class OwnTroubleTest {

    private static final String FULL = "Too many open files";

    /** One on which everything is wanting. */
    private static final Machine POOR = new Given(false, false, false, true);
    /** One on which nothing is. */
    private static final Machine WELL = new Given(false, true, true, false);

    private record Given(boolean lacksDescriptors, boolean hasLocalPorts, boolean hasNetwork, boolean resolverIsSilent)
            implements Machine {

        @Override
        public void sawNoDescriptor() {}

        @Override
        public long mostDescriptors() {
            return 400;
        }
    }

    static Stream<Arguments> ours() {
        return Stream.of(
                Arguments.of(new SocketException(FULL), DESCRIPTORS),
                Arguments.of(new SocketException(FULL + " in system"), DESCRIPTORS),
                Arguments.of(new IOException(FULL), DESCRIPTORS),
                Arguments.of(new FileSystemException("routes", null, FULL), DESCRIPTORS),
                Arguments.of(new FileNotFoundException("/run/secret (" + FULL + ")"), DESCRIPTORS),
                Arguments.of(new UnknownHostException("shop.example.com: " + FULL), DESCRIPTORS),
                Arguments.of(new SSLException(FULL), DESCRIPTORS),
                Arguments.of(new SSLException("no", new SocketException(FULL)), DESCRIPTORS),
                Arguments.of(new ConnectException("Connect to http://a:80 failed: " + FULL), DESCRIPTORS),
                Arguments.of(new RuntimeException(new UncheckedIOException(new IOException(FULL))), DESCRIPTORS),
                Arguments.of(new OutOfMemoryError("unable to create native thread: possibly out of memory"), THREADS),
                Arguments.of(new IllegalStateException(new OutOfMemoryError("Direct buffer memory")), MEMORY),
                Arguments.of(new SocketException("Cannot allocate memory"), MEMORY),
                Arguments.of(new SocketException("No buffer space available"), MEMORY),
                Arguments.of(new RejectedExecutionException("full"), THREADS),
                Arguments.of(new BindException("Cannot assign requested address"), PORTS),
                Arguments.of(new UnknownHostException("a: Temporary failure in name resolution"), RESOLVER),
                Arguments.of(new UnknownHostException("a: Try again"), RESOLVER),
                Arguments.of(new UnknownHostException("a"), RESOLVER),
                Arguments.of(new ConnectException("Network is unreachable"), NETWORK),
                Arguments.of(new NoRouteToHostException("Network is unreachable"), NETWORK));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void isFoundWhereItIsWanting(Throwable failure, OwnTrouble.Kind kind) {
        assertThat(OwnTrouble.of(failure, POOR).map(OwnTrouble::kind)).contains(kind);
    }

    static Stream<Throwable> theirs() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new SocketException("Connection reset"),
                new SocketTimeoutException("Read timed out"),
                new NoRouteToHostException("No route to host"),
                new SSLException("handshake_failure"),
                new UnknownHostException("a: Name or service not known"),
                new UnknownHostException("a: No address associated with hostname"),
                new IOException("the target answered: " + FULL + ", try later"),
                new IllegalStateException("500: " + FULL),
                new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("theirs")
    void isNotTakenForWhatTheTargetDoesOrSays(Throwable failure) {
        assertThat(OwnTrouble.of(failure, POOR)).isEmpty();
    }

    static Stream<Throwable> either() {
        return Stream.of(
                // A resolver that answers "server failure" for a name works: the name is broken.
                new UnknownHostException("a: Temporary failure in name resolution"),
                // Where there is no IPv6, an address of it.
                new BindException("Cannot assign requested address"),
                new ConnectException("Network is unreachable"));
    }

    @ParameterizedTest
    @MethodSource("either")
    void isTheTargetsWhereThisMachineLacksNothing(Throwable failure) {
        assertThat(OwnTrouble.of(failure, WELL)).isEmpty();
    }

    @Test
    void isFoundBehindANameThatNobodySeemsToKnow() {
        Machine full = new Given(true, true, true, false);

        assertThat(OwnTrouble.of(new UnknownHostException("a: Name or service not known"), full))
                .hasValueSatisfying(trouble -> {
                    assertThat(trouble.kind()).isEqualTo(DESCRIPTORS);
                    assertThat(trouble.message()).contains("the limit is 400").contains("ulimit -n");
                });
    }

    @Test
    void endsWithCausesThatGoInACircle() {
        Exception one = new Exception("one");
        Exception other = new Exception("other", one);
        one.initCause(other);

        assertThat(OwnTrouble.of(one, POOR)).isEmpty();
    }

    @Test
    void isNothingOnThisMachine() {
        assertThat(Machine.here().lacksDescriptors()).isFalse();
        assertThat(Machine.here().hasLocalPorts()).isTrue();
    }
}
