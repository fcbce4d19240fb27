package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.rule.health.HealthTable;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies in other encodings than UTF-8, told by their mark, by the charset of the Content-Type or by their first bytes. */
class CharsetsTest {

    private static final String BODY = "{\"status\":\"ok\",\"lastrun\":\"2026-03-01T11:59:00Z\",\"server\":\"Zürich\"}";
    private static final List<String[]> ENCODINGS = List.of(
            new String[] {"UTF-8", "application/json"},
            new String[] {"UTF-16", "application/json"},
            new String[] {"UTF-16LE", "application/json"},
            new String[] {"UTF-16BE", "application/json; charset=utf-16be"},
            new String[] {"UTF-16LE", "application/json;charset=UTF-16LE"},
            new String[] {"UTF-32", "application/json"},
            new String[] {"UTF-32LE", "text/plain"},
            new String[] {"ISO-8859-1", "application/json; charset=ISO-8859-1"},
            new String[] {"windows-1252", "application/json; charset=\"windows-1252\""},
            new String[] {"UTF-8", "application/json; charset=nonsense"});

    static Stream<Arguments> encodings() {
        return Stream.of("task", "health", "json", "http")
                .flatMap(rule -> ENCODINGS.stream().map(encoding -> Arguments.of(rule, encoding[0], encoding[1])));
    }

    @ParameterizedTest(name = "{0}: {1} as {2}")
    @MethodSource("encodings")
    void areReadByEveryRule(String name, String encoding, String type) {
        Map<String, String> given = switch (name) {
            case "json" -> Map.of("statusPath", "$.status", "contains", "Zürich");
            case "http" -> Map.of("contains", "Zürich");
            default -> Map.of();
        };
        Rule rule = Rules.create(name, new Parameters(given), text -> null).orElseThrow();
        Answer.Http http =
                new Answer.Http(200, Map.of("content-type", type), BODY.getBytes(Charset.forName(encoding)), false, 0);

        Verdict verdict = rule.judge(HealthTable.seen(http), HealthTable.NOW);

        assertThat(verdict.status()).as(verdict.message()).isEqualTo(Status.OK);
        if (name.equals("task")) {
            assertThat(verdict.details().server()).isEqualTo("Zürich");
        }
    }
}
