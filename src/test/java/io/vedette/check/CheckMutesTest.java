package io.vedette.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckMutesTest {

    @Test
    void readsMaintenanceAndFlapping() {
        Check check = read(new Parameters(
                Map.of("maintenance", "daily 02:00-04:00 Europe/Zurich", "flapChanges", "5", "flapWindow", "15m")));

        assertThat(check.maintenance().onUntil(Instant.parse("2026-01-15T01:30:00Z")))
                .isPresent();
        assertThat(check.flapChanges()).isEqualTo(5);
        assertThat(check.flapWindow()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void isNeverMaintainedAndNeverFlapsByItself() {
        Check check = read(new Parameters(Map.of()));

        assertThat(check.maintenance()).isEqualTo(Maintenance.NONE);
        assertThat(check.flapChanges()).isZero();
        assertThat(check.asking("https://example.com/").flapWindow()).isEqualTo(Check.STANDARD_FLAP_WINDOW);
    }

    @Test
    void tellsWhichParameterIsWrong() {
        Parameters parameters =
                new Parameters(Map.of("maintenance", "at night", "flapChanges", "101", "flapWindow", "0s"));
        read(parameters);

        assertThat(parameters.problems(Set.of()))
                .extracting(problem -> problem.key() + " " + problem.message())
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("maintenance \"at night\" is not a maintenance window"),
                        one -> assertThat(one).isEqualTo("flapChanges \"101\" is not between 0 and 100"),
                        one -> assertThat(one).isEqualTo("flapWindow \"0s\" must be longer than 0s"));
    }

    @Test
    void wantsTheNumberOfChangesBesideTheWindow() {
        Parameters parameters = new Parameters(Map.of("flapWindow", "10m"));
        read(parameters);

        assertThat(parameters.problems(Set.of()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("needs flapChanges"));
    }

    private static Check read(Parameters parameters) {
        return Check.read("a", "task", parameters, Check.Defaults.STANDARD);
    }
}
