package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.NamedNode;
import org.junit.jupiter.api.Test;

class RouteParserTest {

    @Test
    void readsChecksOfSeveralMegabytes() {
        String check = """
                - templatedRoute:
                    routeTemplateRef: heartbeat
                    routeId: nightly
                    parameters:
                      - { name: period, value: 1h }
                """;

        try (RouteParser parser = new RouteParser()) {
            RouteFile file = parser.text("routes/large.yaml", "# As many as there are.\n".repeat(200_000) + check);

            assertThat(file.problems()).isEmpty();
            assertThat(file.checks())
                    .singleElement()
                    .satisfies(found -> assertThat(found.place().line()).isEqualTo(200_001));
        }
    }

    @Test
    void knowsTheLineOfEachStepHoweverItIsWritten() {
        String route = """
                - route:
                    id: own
                    from:
                      uri: timer:own
                      steps:
                        - log: in one word
                        - log: { message: in one line }
                        - log:
                            message: in two
                        - choice:
                            when:
                              - expression: { simple: { expression: "1 == 1" } }
                                steps:
                                  - to: { uri: "log:a" }
                                  - to: log:b
                        - doTry:
                            steps: [ { stop: {} } ]
                            doCatch:
                              - exception: [ java.io.IOException ]
                                steps: [ { log: caught } ]
                """;

        try (RouteParser parser = new RouteParser()) {
            RouteFile file = parser.text("routes/own.yaml", route);

            assertThat(RouteSteps.of(file.routes().get(0)))
                    .extracting(NamedNode::getShortName, NamedNode::getLineNumber)
                    .map(step -> String.join(
                            " ",
                            List.of(
                                    step.toList().get(0).toString(),
                                    step.toList().get(1).toString())))
                    .containsExactly(
                            "from 4",
                            "log 6",
                            "log 7",
                            "log 8",
                            "choice 10",
                            "when 12",
                            "to 14",
                            "to 15",
                            "doTry 16",
                            "stop 17",
                            "doCatch 19",
                            "log 20");
        }
    }
}
