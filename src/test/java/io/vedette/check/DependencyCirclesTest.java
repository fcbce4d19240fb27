package io.vedette.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyCirclesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a-b b-c            | ''",
                "a-b b-nobody       | ''",
                "a-a                | ''",
                "a-b b-b            | ''",
                "a-b b-a            | a b a",
                "b-a a-b            | a b a",
                "c-a a-b b-c        | a b c a",
                "x-y y-c c-a a-c    | a c a",
                "a-b b-a x-a y-b    | a b a",
                "a-b b-a c-d d-c    | a b a, c d c"
            })
    void findsEveryCircleOnce(String edges, String circles) {
        Map<String, String> dependsOn = new LinkedHashMap<>();
        for (String edge : edges.split(" ")) {
            dependsOn.put(edge.split("-")[0], edge.split("-")[1]);
        }

        List<String> found = DependencyCircles.in(dependsOn).stream()
                .map(circle -> String.join(" ", circle))
                .toList();

        assertThat(String.join(", ", found)).isEqualTo(circles);
    }
}
