package io.vedette.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.TestClock;
import io.vedette.config.settings.Secrets;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.kind.Probes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When sources are asked, whatever befalls a look. */
class LooksTest {

    private static final Source SHOP = source("/shop.json");
    private static final Source TILL = source("/till.json");
    private static final Origin.Answered ANSWER = new Origin.Answered(List.of(new Target("a:1", Map.of())));

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final Probes probes =
            new Probes(new HttpTransport(), TokenSettings.NONE, new HeartbeatBook(), clock, new Secrets());
    private volatile Error failure;
    private Discovery discovery;

    @AfterEach
    void stop() {
        discovery.close();
        probes.close();
    }

    @Test
    void asksAgainAfterAnErrorThatNobodyExpects() {
        failure = new NoClassDefFoundError("io/example/Missing");
        start();
        discovery.targets(List.of(SHOP));
        discovery.follow(List.of(SHOP));
        assertThat(discovery.status(SHOP).error()).contains("could not be asked", "io/example/Missing");

        failure = null;
        discovery.start();

        await().until(() -> discovery.status(SHOP).targets() == 1);
        assertThat(discovery.status(SHOP).failingSince()).isEmpty();
    }

    @Test
    void asksOneAgainWhereAnotherCouldNotBeMade() {
        start();
        Source broken = source("");
        assertThatThrownBy(() -> discovery.targets(List.of(SHOP, broken))).isInstanceOf(IllegalStateException.class);

        assertThat(discovery.targets(List.of(SHOP)).get(SHOP)).hasSize(1);
    }

    @Test
    void keepsNothingOfASourceThatIsNoLongerFollowed() {
        start();
        discovery.targets(List.of(SHOP, TILL));
        discovery.follow(List.of(SHOP, TILL));
        assertThat(folder.resolve(SHOP.id() + ".json")).exists();

        discovery.follow(List.of(TILL));

        assertThat(folder.resolve(SHOP.id() + ".json")).doesNotExist();
        assertThat(folder.resolve(TILL.id() + ".json")).exists();
    }

    private void start() {
        Origins origins = new Origins(probes) {
            @Override
            Origin of(Source source) {
                if (source.address().isEmpty()) {
                    throw new IllegalStateException("cannot be made");
                }
                return attempt -> {
                    if (failure != null) {
                        throw failure;
                    }
                    return ANSWER;
                };
            }
        };
        discovery = new Discovery(origins, folder, new Secrets(), clock);
    }

    private static Source source(String address) {
        return new Source(Source.Kind.FILE, address, Map.of(), Duration.ofMillis(100), "shop.checks.yaml", 1);
    }
}
