package io.vedette.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vedette.TestClock;
import io.vedette.config.values.AddressRanges;
import io.vedette.selfhealth.CrowdedClients;
import io.vedette.status.access.ClientAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final TestClock clock = new TestClock();
    private final CrowdedClients crowded = new CrowdedClients(clock);
    private final Connections connections =
            new Connections(new ClientAddress(AddressRanges.of(List.of())), crowded, 10, 4, nanos::get);

    @Test
    void closesWhatWaitsForItsClientTooLong() {
        EmbeddedChannel half = accepted("192.0.2.1");
        pass(19);
        EmbeddedChannel later = accepted("192.0.2.1");
        connections.look();
        assertThat(half.isOpen()).isTrue();

        pass(2);
        connections.look();

        assertThat(half.isOpen()).isFalse();
        assertThat(later.isOpen()).isTrue();
        assertThat(connections.count()).isEqualTo(1);
    }

    @Test
    void makesRoomWithNoneThatHasNoThreadYet() throws Exception {
        EmbeddedChannel fresh = unregistered("192.0.2.1");

        connections.couldNotAccept(new IOException("Too many open files"));
        List<EmbeddedChannel> others = accepted("192.0.2.1", 3);
        accepted("192.0.2.1");

        assertThat(fresh.isOpen()).isTrue();
        assertThat(others).filteredOn(EmbeddedChannel::isOpen).hasSize(2);
        assertThat(connections.count()).isEqualTo(4);

        fresh.register();
        connections.couldNotAccept(new IOException("Too many open files"));

        assertThat(fresh.isOpen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.1", "2001:db8::1, 2001:db8::ffff"})
    void givesOneClientTheRoomOfItsOldestConnection(String address, String neighbour) {
        EmbeddedChannel oldest = accepted(address);
        pass(1);
        List<EmbeddedChannel> others = accepted(neighbour, 3);
        EmbeddedChannel other = accepted("198.51.100.1");

        EmbeddedChannel another = accepted(address);

        assertThat(oldest.isOpen()).isFalse();
        assertThat(another.isOpen()).isTrue();
        assertThat(other.isOpen()).isTrue();
        assertThat(others).allMatch(EmbeddedChannel::isOpen);
    }

    @Test
    void takesTheRoomForANewClientFromTheOneThatHasMost() {
        accepted("198.51.100.1", 4);
        pass(1);
        List<EmbeddedChannel> many = accepted("192.0.2.1", 4);
        accepted("203.0.113.1", 2);

        EmbeddedChannel late = accepted("203.0.113.9");

        assertThat(late.isOpen()).isTrue();
        assertThat(connections.count()).isEqualTo(10);
        assertThat(many).allMatch(EmbeddedChannel::isOpen);
    }

    @Test
    void saysForAMinuteThatThereWasNoRoom() {
        accepted("127.0.0.1", 10);
        assertThat(crowded.look().isLimited()).isFalse();

        accepted("127.0.0.1", 3);
        connections.couldNotAccept(new IOException("Too many open files"));

        assertThat(crowded.look()).satisfies(part -> {
            assertThat(part.up()).isTrue();
            assertThat(part.isLimited()).isTrue();
            assertThat(part.message()).contains("3 idle connections were closed for new ones, 1 were refused");
            assertThat(part.data()).containsEntry("crowdedOut", 3L).containsEntry("refused", 1L);
        });

        clock.forward(Duration.ofSeconds(61));

        assertThat(crowded.look().isLimited()).isFalse();
        assertThat(crowded.look().data()).containsEntry("crowdedOut", 3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1"})
    void countsWhatComesFromThisMachineInAllOnly(String address) {
        List<EmbeddedChannel> all = accepted(address, 10);
        assertThat(all).allMatch(EmbeddedChannel::isOpen);

        pass(1);
        EmbeddedChannel another = accepted(address);

        assertThat(another.isOpen()).isTrue();
        assertThat(all).filteredOn(EmbeddedChannel::isOpen).hasSize(9);
    }

    @ParameterizedTest
    @CsvSource({
        "false, 64, 1048576, 1280",
        "true, 64, 1048576, 128",
        "false, 4096, 1048576, 2000",
        "false, 4096, 400, 200",
        "true, 8, 64, 64"
    })
    void leavesMemoryAndDescriptorsToTheChecks(boolean tls, long mebibytes, long descriptors, int most) {
        assertThat(ConnectionRoom.of(tls, mebibytes * 1024 * 1024, descriptors).most())
                .isEqualTo(most);
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private EmbeddedChannel accepted(String address) {
        return accepted(address, 1).get(0);
    }

    private List<EmbeddedChannel> accepted(String address, int count) {
        List<EmbeddedChannel> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EmbeddedChannel channel = channel(address, true);
            assertThat(connections.take(channel)).isTrue();
            all.add(channel);
        }
        return all;
    }

    private EmbeddedChannel unregistered(String address) {
        EmbeddedChannel channel = channel(address, false);
        assertThat(connections.take(channel)).isTrue();
        return channel;
    }

    private static EmbeddedChannel channel(String address, boolean registered) {
        return new EmbeddedChannel(DefaultChannelId.newInstance(), registered, false) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 1);
            }
        };
    }
}
