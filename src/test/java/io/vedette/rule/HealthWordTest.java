package io.vedette.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthWordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok", "OK", "up", "UP", "pass", "passing", "Healthy", "healthy", "green", "GREEN", "working", "true",
                " UP "
            })
    void knowsWordsOfGoodHealth(String word) {
        assertThat(HealthWord.of(word).status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "warning", "Degraded", "yellow", "UNKNOWN"})
    void knowsWordsOfDegradedHealth(String word) {
        assertThat(HealthWord.of(word).status()).isEqualTo(Status.DEGRADED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error",
                "DOWN",
                "fail",
                "failed",
                "failing",
                "Unhealthy",
                "red",
                "critical",
                "OUT_OF_SERVICE",
                "nok",
                "crashed",
                "false",
                "shutting_down"
            })
    void knowsWordsOfBadHealth(String word) {
        assertThat(HealthWord.of(word))
                .extracting(HealthWord::status, HealthWord::known)
                .containsExactly(Status.ERROR, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"not ok", "Nothealthy", "okay", "OKAY", "upgrading", "UPS", "success", "", "healthy!", "ок"})
    void takesNoPartOfAWordForGoodHealth(String word) {
        assertThat(HealthWord.of(word))
                .extracting(HealthWord::status, HealthWord::known)
                .containsExactly(Status.ERROR, false);
    }

    @ParameterizedTest
    @CsvSource({"0, ERROR", "1, DEGRADED", "2, OK"})
    void readsTheNumbersOfDotNetWorstFirst(int number, Status status) {
        assertThat(HealthWord.of(IntNode.valueOf(number), true).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, 200})
    void knowsNoOtherNumber(int number) {
        assertThat(HealthWord.of(IntNode.valueOf(number), true).known()).isFalse();
    }

    @Test
    void takesNumbersForWordsInDotNetAlone() {
        assertThat(HealthWord.of(IntNode.valueOf(2), false).known()).isFalse();
    }

    @Test
    void readsFlags() {
        assertThat(HealthWord.of(BooleanNode.TRUE, false).status()).isEqualTo(Status.OK);
        assertThat(HealthWord.of(BooleanNode.FALSE, false).status()).isEqualTo(Status.ERROR);
    }
}
