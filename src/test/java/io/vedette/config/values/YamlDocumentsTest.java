package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vedette.config.values.YamlDocuments.Malformed;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlDocumentsTest {

    private static final String DEEP = "is nested too deeply: more than 100 levels";

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("lists in one line", "a:\n" + "  - " + "[".repeat(3_000), 2, DEEP),
                arguments("lists that are closed", "[".repeat(101) + "]".repeat(101), 1, DEEP),
                arguments("a million lists", "- " + "[".repeat(1_000_000), 1, DEEP),
                arguments("maps in one line", "{a: ".repeat(3_000) + "}".repeat(3_000), 1, DEEP),
                arguments("dashes", "- ".repeat(20_000) + "x", 1, DEEP),
                arguments("keys below each other", below(500), 101, DEEP),
                arguments("keys that are maps", "? ".repeat(5_000) + "x", 1, DEEP),
                arguments("a list that contains itself", "- &a [*a]", 1, "*a contains itself"),
                arguments("a map that is merged with itself", "b: &a\n  <<: *a\n", 2, "*a contains itself"),
                arguments(
                        "a list within a list within itself",
                        "- &a\n  - &b [x]\n  - {c: [*b, *a]}",
                        3,
                        "*a contains itself"),
                arguments(
                        "aliases of aliases",
                        laughs(),
                        6,
                        "what *a4 and the aliases before it stand for is larger than 4 MiB"),
                arguments(
                        "a long text many times",
                        "- &a " + "x".repeat(1_000_000) + "\n- [*a, *a, *a,\n *a, *a]",
                        3,
                        "what *a and the aliases before it stand for is larger than 4 MiB"),
                arguments("an alias of nothing", "- *a", 1, "found undefined alias a"),
                arguments(
                        "a character that is none",
                        "- x\n- a\u0000b",
                        2,
                        "holds the character U+0000, which YAML does not allow; in quotes write it as \\u0000"),
                arguments(
                        "the same at the beginning of a line",
                        "- x\n\u0007",
                        2,
                        "holds the character U+0007, which YAML does not allow; in quotes write it as \\u0007"),
                arguments(
                        "a tab",
                        "- a:\n\t- b",
                        2,
                        "found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for"
                                + " indentation)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void areNotTaken(String what, String yaml, int line, String complaint) {
        Malformed failure = catchThrowableOfType(Malformed.class, () -> YamlDocuments.of(yaml));

        assertThat(failure).hasMessage(complaint);
        assertThat(failure.line()).isEqualTo(line);
    }

    @Test
    void areTakenWhereTheyEnd() throws Exception {
        assertThat(YamlDocuments.of("[".repeat(100) + "]".repeat(100))).hasSize(1);
        assertThat(YamlDocuments.of("- &a {b: 1}\n- [*a, *a]\n- <<: *a\n")).hasSize(1);
        assertThat(YamlDocuments.of("# nothing\n")).isEmpty();
    }

    private static String below(int deep) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < deep; i++) {
            yaml.append(" ".repeat(i)).append("a:\n");
        }
        return yaml.toString();
    }

    private static String laughs() {
        StringBuilder yaml = new StringBuilder("- &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 12; i++) {
            yaml.append("- &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("]\n");
        }
        return yaml.toString();
    }
}
