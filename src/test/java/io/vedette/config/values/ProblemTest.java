package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Secrets;
import java.util.Set;
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

    @Test
    void showsTheEndsOfWhatIsTooLongAndHowLongItIs() {
        String value = "a".repeat(500_000) + "z".repeat(500_000);
        Problem problem = Problem.error("a", 1, "k" + value, "\"" + value + "\" is not a duration");

        assertThat(problem.toString())
                .hasSizeLessThan(2_000)
                .startsWith("a:1: kaaa")
                .contains("... (1000001 characters) ...", "... (1000020 characters) ...")
                .endsWith("zzz\" is not a duration");
        assertThat(problem.shortened()).hasToString(problem.toString());
        assertThat(problem.shortened().key()).hasSizeLessThan(1_000);
    }

    @Test
    void cutsNoCharacterInTwo() {
        String faces = "\uD83D\uDE00".repeat(1_001);

        assertThat(Shortened.of(faces) + Shortened.of("x" + faces + "x"))
                .doesNotContainPattern("[\\ud800-\\udbff](?![\\udc00-\\udfff])")
                .doesNotContainPattern("(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");
    }

    @Test
    void hidesASecretThatIsLongerThanWhatIsShown() {
        Secrets secrets = new Secrets();
        String secret = "s3cr3t-".repeat(200);
        secrets.learn(Set.of(secret));

        assertThat(secrets.masked(Problem.error("a", 1, "k", "\"" + secret + "\" is not a duration")))
                .hasToString("a:1: k: \"***\" is not a duration");
    }
}
