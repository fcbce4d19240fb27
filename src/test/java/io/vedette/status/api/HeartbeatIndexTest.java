package io.vedette.status.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contract.Checks;
import io.vedette.probe.kind.HeartbeatProbe;
import io.vedette.status.Room;
import io.vedette.store.Store;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which check a secret address belongs to, as checks and the key of the installation change. */
class HeartbeatIndexTest {

    private static final String OWN = "0123456789abcdef-own";
    private static final String OTHER = "0123456789abcdef-other";

    private final Room room = new Room();
    private final AtomicInteger asked = new AtomicInteger();
    private String key = "a stand-in while the database is down";
    private final HeartbeatSecrets secrets = HeartbeatSecrets.of(keeping(() -> {
        asked.incrementAndGet();
        return key;
    }));
    private final HeartbeatIndex index = new HeartbeatIndex(room.watchlist, secrets);

    /** A store of which nothing but the key is asked. */
    private static Store keeping(Supplier<String> key) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (store, method, values) -> {
                    assertThat(method.getName()).isEqualTo("shared");
                    return key.get();
                });
    }

    private void watch(String name, Optional<String> secret) {
        room.watch(name, "", false);
        room.evaluator.watch(
                room.watched(name).check(),
                Optional.of(new HeartbeatProbe(room.heartbeats, name, room.clock, secret)),
                Checks.NO_RULE);
    }

    private String secret(String name) {
        return secrets.of(room.watched(name)).orElseThrow();
    }

    private Optional<String> found(String secret) {
        return index.find(secret).map(watched -> watched.check().name());
    }

    @Test
    void asksTheStoreForNothingWhateverIsCalled() {
        watch("backup", Optional.empty());
        watch("own", Optional.of(OWN));
        String secret = secret("backup");
        int before = asked.get();

        for (int i = 0; i < 1_000; i++) {
            assertThat(found("no-such-secret-at-all-" + i)).isEmpty();
            assertThat(found(secret)).contains("backup");
            assertThat(found(OWN)).contains("own");
        }
        assertThat(found("")).isEmpty();
        assertThat(found("x".repeat(100_000))).isEmpty();
        assertThat(asked).hasValue(before);
    }

    @Test
    void knowsWhatWasThereBefore() {
        watch("backup", Optional.empty());

        assertThat(new HeartbeatIndex(room.watchlist, secrets).find(secret("backup")))
                .isPresent();
    }

    @Test
    void followsOtherDefinitionsAndChecksThatAreGone() {
        watch("backup", Optional.of(OWN));
        watch("backup", Optional.of(OTHER));
        assertThat(found(OWN)).isEmpty();
        assertThat(found(OTHER)).contains("backup");

        watch("second", Optional.of(OWN));
        room.evaluator.forget("backup");
        assertThat(found(OTHER)).isEmpty();
        assertThat(found(OWN)).contains("second");

        room.watch("second", "", false);
        assertThat(found(OWN)).as("it is no heartbeat check any more").isEmpty();
    }

    @Test
    void followsTheKeyOnceTheDatabaseIsBack() {
        watch("backup", Optional.empty());
        watch("own", Optional.of(OWN));
        String before = secret("backup");
        index.look();
        assertThat(found(before)).contains("backup");

        key = "what the database holds";
        index.look();

        assertThat(secret("backup")).isNotEqualTo(before);
        assertThat(found(secret("backup"))).contains("backup");
        assertThat(found(before)).isEmpty();
        assertThat(found(OWN)).contains("own");
    }

    @Test
    void makesNoKeyWhereNothingNeedsOne() {
        room.watch("shop", "", false);
        index.look();

        assertThat(asked).hasValue(0);
    }
}
