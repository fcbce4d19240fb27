package io.vedette.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetGroupsTest {

    @Test
    void readsTheSameFromJsonAndYaml() throws Unanswered {
        String json =
                "[{\"targets\":[\"a:1\",\"b:2\"],\"labels\":{\"env\":\"prod\"}},{\"targets\":[\"c\"]},{\"targets\":[]}]";
        String yaml = "- targets: [ 'a:1', 'b:2' ]\n  labels: { env: prod }\n- targets: [ c ]\n- targets: []\n";

        assertThat(TargetGroups.ofJson(bytes(json)))
                .isEqualTo(TargetGroups.ofYaml(yaml))
                .containsExactly(
                        new Target("a:1", Map.of("env", "prod")),
                        new Target("b:2", Map.of("env", "prod")),
                        new Target("c", Map.of()));
        assertThat(TargetGroups.ofJson(bytes("[]"))).isEmpty();
        assertThat(TargetGroups.ofYaml("# nothing yet\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"targets\":[]}                    | is not a list of groups",
                "[{\"targets\":[\"a\"]               | is not JSON",
                "[{\"targets\":[\"a\"]}] x           | is not JSON",
                "null                                | is not a list of groups",
                "[[]]                                | group 1 is not a group with targets and labels",
                "[{},{\"target\":[\"a\"]}]           | group 2 has the unknown key \"target\", did you mean \"targets\"?",
                "[{\"targets\":[1]}]                 | a target of group 1 is not a text",
                "[{\"targets\":[\"\"]}]              | a target of group 1 is not one line of 1 to 2000 characters",
                "[{\"targets\":[\"a\\nb\"]}]         | a target of group 1 is not one line",
                "[{\"labels\":{\"a\":[]}}]           | a label of group 1 is not a text",
                "[{\"targets\":[]},{\"labels\":{}}]  | has no list of targets in group 2",
                "[{\"targets\":\"host:80\"}]         | has no list of targets in group 1",
                "[{\"targets\":{\"a\":\"b\"}}]       | has no list of targets in group 1",
                "[{\"targets\":null}]              | has no list of targets in group 1",
                "[{\"targets\":[],\"labels\":[]}]  | has labels in group 1 that are not keys",
                "[{\"targets\":[],\"labels\":\"a\"}] | has labels in group 1 that are not keys"
            })
    void takesNothingOfAListThatIsWrongAnywhere(String json, String message) {
        assertThatThrownBy(() -> TargetGroups.ofJson(bytes(json)))
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining(message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void losesNothingToAKeyThatIsGivenTwice() {
        assertThatThrownBy(() -> TargetGroups.ofJson(
                        "[{\"targets\":[\"a\"],\n\"targets\":[\"b\"]}]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Unanswered.class)
                .hasMessage("gives a key twice, from line 2 on");
        assertThatThrownBy(() -> TargetGroups.ofYaml("- targets: [a]\n  targets: [b]\n"))
                .isInstanceOf(Unanswered.class)
                .hasMessage("gives a key twice, from line 2 on");
    }
}
