package io.vedette.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.check.CheckYaml;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.rule.health.AvalancheHealthRule;
import io.vedette.rule.health.AvalancheLivenessRule;
import io.vedette.rule.health.HealthRule;
import io.vedette.rule.health.PortosRule;
import io.vedette.rule.health.PryvCoreRule;
import io.vedette.rule.health.PryvRegisterRule;
import io.vedette.rule.kind.TaskRule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class SystemsTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** Rules of templates whose answer needs no parameter to be judged. */
    private static final Map<String, Rule> RULES = Map.of(
            "task", new TaskRule(),
            "health", new HealthRule(),
            "portos", new PortosRule(),
            "avalanche-health", new AvalancheHealthRule(),
            "avalanche-liveness", new AvalancheLivenessRule(0, Optional.empty()),
            "pryv-register", new PryvRegisterRule(),
            "pryv-core", new PryvCoreRule());

    static Stream<WebSystem> systems() {
        return Demo.systems(URI.create("http://127.0.0.1:1/"), Demo.SEED).stream();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void isWellAndUnwellWithinAnHour(WebSystem system) {
        Rule rule = RULES.get(system.check().template());
        Set<Status> seen = EnumSet.noneOf(Status.class);

        hour().forEach(now -> {
            Reply reply = system.reply(now, ask(system));
            if (rule != null) {
                seen.add(judge(rule, reply, now).status());
            } else {
                seen.add(system.moods().isWell(now) ? Status.OK : Status.ERROR);
            }
        });

        assertThat(seen).contains(Status.OK).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void isJudgedOkExactlyWhenItIsWell(WebSystem system) {
        Rule rule = RULES.get(system.check().template());
        if (rule == null) {
            return;
        }

        hour().forEach(now -> assertThat(judge(rule, system.reply(now, ask(system)), now))
                .matches(verdict ->
                        (verdict.status() == Status.OK) == system.moods().isWell(now)));
    }

    @Test
    void showsEveryKindOfVerdict() {
        Set<Status> seen = EnumSet.noneOf(Status.class);
        Set<String> reasons = new TreeSet<>();

        systems()
                .filter(system -> RULES.containsKey(system.check().template()))
                .forEach(system -> hour().forEach(now -> {
                    Verdict verdict = judge(RULES.get(system.check().template()), system.reply(now, ask(system)), now);
                    seen.add(verdict.status());
                    reasons.add(verdict.reasonCode());
                }));

        assertThat(seen).containsExactlyInAnyOrder(Status.values());
        assertThat(reasons).contains("stale", "status", "component", "http-status", "malformed-body", "sleeping");
    }

    @Test
    void anAvalancheNodeOfTodayDoesNotKnowTheOldMethod() {
        WebSystem node = systems()
                .filter(system -> system.check().template().equals("avalanche-liveness"))
                .findFirst()
                .orElseThrow();

        Reply reply = node.reply(START, new Ask("POST", "{\"method\":\"health.getLiveness\",\"id\":1}", ""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("can't find method \\\"health.GetLiveness\\\"");
    }

    @Test
    void namesAppearAndDisappear() throws Exception {
        try (NameServer names = new NameServer(Clock.systemUTC(), Demo.SEED)) {
            for (String name : List.of("www.shop.example.", "healthmetrics01.pryv.example.")) {
                Message query = Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN));
                Set<String> answers = new TreeSet<>();
                for (Instant now : hour().toList()) {
                    Message answer = names.answer(query, now);
                    answers.add(answer.getRcode() + " "
                            + answer.getSection(Section.ANSWER).size());
                }

                assertThat(answers).hasSizeGreaterThan(1);
            }
        }
    }

    @Test
    void noTwoChecksHaveOneName(@TempDir Path folder) throws Exception {
        try (Demo demo = new Demo(URI.create("http://127.0.0.1:1/"), Demo.SEED, Clock.systemUTC(), folder)) {
            assertThat(demo.checks()).extracting(CheckYaml::name).doesNotHaveDuplicates();
        }
    }

    private static Ask ask(WebSystem system) {
        return switch (system.check().template()) {
            case "avalanche-liveness" -> new Ask("POST", "{\"method\":\"health.health\",\"id\":1}", "");
            case "pryv-core" -> new Ask("GET", "", system.check().parameters().get("token"));
            default -> Ask.GET;
        };
    }

    private static Verdict judge(Rule rule, Reply reply, Instant now) {
        Answer.Http http = new Answer.Http(
                reply.status(),
                Map.of("content-type", reply.contentType()),
                reply.body().getBytes(StandardCharsets.UTF_8),
                false,
                0);
        return rule.judge(new Observation(now, Duration.ofMillis(5), http), now);
    }

    private static Stream<Instant> hour() {
        return IntStream.range(0, 720).mapToObj(step -> START.plusSeconds(5L * step));
    }
}
