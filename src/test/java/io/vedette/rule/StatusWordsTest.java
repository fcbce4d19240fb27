package io.vedette.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusWordsTest {

    private final StatusWords words = new StatusWords(List.of("Healthy", " UP ", "true", "1"), List.of("Degraded"));

    @ParameterizedTest
    @CsvSource({
        "healthy, OK",
        "HEALTHY, OK",
        "Up, OK",
        "degraded, DEGRADED",
        "Unhealthy, ERROR",
        "not healthy, ERROR",
        "updating, ERROR",
        "'', ERROR"
    })
    void compareWholeWordsInAnyCase(String word, Status status) {
        assertThat(judge(TextNode.valueOf(word)).status()).isEqualTo(status);
    }

    @Test
    void takeNumbersAndTruthAsTheyAreWritten() {
        assertThat(judge(BooleanNode.TRUE).status()).isEqualTo(Status.OK);
        assertThat(judge(IntNode.valueOf(1)).status()).isEqualTo(Status.OK);
        assertThat(judge(BooleanNode.FALSE).status()).isEqualTo(Status.ERROR);
        assertThat(judge(NullNode.instance).status()).isEqualTo(Status.ERROR);
    }

    @Test
    void showWhatWasSeenAndWhatWasExpected() {
        assertThat(judge(TextNode.valueOf("down")).message())
                .isEqualTo("$.state is \"down\", expected healthy or up or true or 1");
    }

    private Verdict judge(JsonNode value) {
        return words.judge(value, "$.state");
    }
}
