package io.vedette.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.check.CheckYaml;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Observation;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.kind.Probes;
import io.vedette.probe.tls.Trust;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.HttpRule;
import io.vedette.rule.kind.TlsRule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsSystemsTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private static TestClock clock;
    private static TlsSystems systems;
    private static HttpTransport transport;
    private static Probes probes;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        clock = new TestClock();
        // keytool knows no other time than that of the machine.
        clock.forward(Duration.between(clock.instant(), Instant.now()));
        systems = new TlsSystems(clock, Demo.SEED, new Keytool(Keytool.ofThisJava(), folder));
        Loaded loaded = SettingsLoader.of(
                Map.of("vedette.probe.trust", systems.authority().toString()), folder);
        assertThat(loaded.problems()).isEmpty();
        transport =
                new HttpTransport(Trust.standardAnd(loaded.settings().probe().trust()));
        probes = new Probes(transport, TokenSettings.NONE, new HeartbeatBook(), clock, new Secrets());
    }

    @AfterAll
    static void stop() {
        probes.close();
        systems.close();
    }

    @Test
    void theShopsCertificateIsGoodAndThenNearsItsEnd() throws Exception {
        assertThat(at("shop-certificate", now -> systems.shop(now) == Certificates.Kind.GOOD))
                .matches(verdict -> verdict.status().code().equals("ok"))
                .extracting(Verdict::message)
                .asString()
                .contains("expires in");
        assertThat(at("shop-certificate", now -> systems.shop(now) == Certificates.Kind.ENDING))
                .matches(verdict -> verdict.status().code().equals("degraded"))
                .extracting(Verdict::message)
                .asString()
                .contains("CN=shop.example expires in");
    }

    @Test
    void thePartnersCertificateIsGoodAndThenNobodysButItsOwn() throws Exception {
        assertThat(at("partner-certificate", now -> systems.partner(now) == Certificates.Kind.GOOD))
                .matches(verdict -> verdict.status().code().equals("ok"));
        assertThat(at("partner-certificate", now -> systems.partner(now) == Certificates.Kind.FOREIGN))
                .matches(verdict -> verdict.status().code().equals("error"))
                .extracting(Verdict::message)
                .asString()
                .contains("self-signed certificate of CN=elsewhere.example", "wrong host name");
    }

    @Test
    void theShopIsReachedOverHttpsByItsAuthority() throws Exception {
        Moods moods = Moods.of(Demo.SEED, "shop-over-tls", 1);

        assertThat(at("shop-over-tls", moods::isWell).status().code()).isEqualTo("ok");
        assertThat(at("shop-over-tls", now -> !moods.isWell(now)).reasonCode()).isEqualTo("http-status");
    }

    @Test
    void aDemoWithoutKeytoolGoesOnWithoutTls(@TempDir Path folder) throws Exception {
        Keytool missing = new Keytool(folder.resolve("no-keytool"), folder);

        try (Demo demo = new Demo(URI.create("http://127.0.0.1:1/"), Demo.SEED, Clock.systemUTC(), missing)) {
            assertThat(demo.withoutTls())
                    .hasValueSatisfying(
                            why -> assertThat(why).contains("no-keytool").doesNotContain("\n"));
            assertThat(demo.checks())
                    .isNotEmpty()
                    .extracting(CheckYaml::template)
                    .doesNotContain("tls");
            assertThat(demo.settings(3002)).doesNotContainKey("vedette.probe.trust");
        }
    }

    /** What the check's probe and rule find at the first moment in which this holds. */
    private static Verdict at(String name, Predicate<Instant> moment) throws InterruptedException {
        CheckYaml check = systems.checks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Parameters parameters = new Parameters(check.parameters());
        Instant start = clock.instant();
        Instant found = Stream.iterate(start, now -> now.plusSeconds(1))
                .limit(3_600)
                .filter(moment)
                .findFirst()
                .orElseThrow();
        clock.forward(Duration.between(start, found));
        transport.closeIdle(clock.instant());
        Answer answer = probes.create(check.template(), name, parameters, LONG)
                .orElseThrow()
                .ask(Attempt.unlimited());
        Observation observation = new Observation(clock.instant(), Duration.ofMillis(5), answer);
        return check.template().equals("tls")
                ? TlsRule.of(parameters).judge(observation, clock.instant())
                : HttpRule.of(parameters).judge(observation, clock.instant());
    }
}
