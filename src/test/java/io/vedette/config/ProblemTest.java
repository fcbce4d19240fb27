package io.vedette.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void namesFileLineAndKey() {
        assertThat(Problem.error("routes/checks.yaml", 12, "interval", "is missing"))
                .hasToString("routes/checks.yaml:12: interval: is missing");
    }

    @Test
    void leavesOutWhatIsUnknown() {
        assertThat(Problem.error("environment", 0, "VEDETTE_X", "is bad"))
                .hasToString("environment: VEDETTE_X: is bad");
        assertThat(Problem.error("a.properties", 0, null, "does not exist"))
                .hasToString("a.properties: does not exist");
        assertThat(Problem.error(null, 0, "interval", "is missing")).hasToString("interval: is missing");
    }

    @Test
    void tellsAWarningFromAnError() {
        Problem warning = Problem.warning("a.properties", 3, "key", "is old");

        assertThat(warning.isError()).isFalse();
        assertThat(warning).hasToString("a.properties:3: warning: key: is old");
        assertThat(warning.at("b.properties", 4)).hasToString("b.properties:4: warning: key: is old");
    }

    @Test
    void staysOneLine() {
        assertThat(Problem.error("a", 1, "k", "\"x\ny\u001b[2J\" is bad")).hasToString("a:1: k: \"x y [2J\" is bad");
    }
}
