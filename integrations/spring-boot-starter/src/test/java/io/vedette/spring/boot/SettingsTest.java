package io.vedette.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.SettingsRefused;
import io.vedette.camel.VedetteService;
import io.vedette.config.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The settings of the environment, wherever they stand and however they are spelt. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, VedetteAutoConfiguration.class));

    @Test
    void takesEverySpellingOfSpring() {
        with(
                "vedette.errorInterval=9m",
                settings -> assertThat(settings.errorInterval()).hasMinutes(9));
        with(
                "vedette.error_interval=9m",
                settings -> assertThat(settings.errorInterval()).hasMinutes(9));
        with(
                "vedette.ERROR-INTERVAL=9m",
                settings -> assertThat(settings.errorInterval()).hasMinutes(9));
    }

    @Test
    void takesVariablesOfTheEnvironment() {
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                Map.of(
                                        "VEDETTE_SLACK_WEBHOOK_URL", "https://hooks.example.com/services/a",
                                        "VEDETTE_GROUPWINDOW", "3s"))))
                .run(context -> {
                    Settings settings = settings(context.getBean(CamelContext.class));
                    assertThat(settings.groupWindow()).hasSeconds(3);
                    assertThat(settings.properties())
                            .containsEntry("vedette.slack.webhook-url", "https://hooks.example.com/services/a");
                    assertThat(settings.targets()).containsEntry("slack", true);
                });
    }

    @Test
    void warnsOfAVariableThatMeansNothing(CapturedOutput output) {
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                Map.of("VEDETTE_INTERVALL", "3s", "VEDETTE_SERVICE_HOST", "10.0.0.1"))))
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("VEDETTE_INTERVALL: is not a setting, did you mean \"VEDETTE_INTERVAL\"?")
                .doesNotContain("VEDETTE_SERVICE_HOST");
    }

    @Test
    void takesAListAsOneOfCommas() {
        runner.withPropertyValues("vedette.probe.deny[0]=10.0.0.0/8", "vedette.probe.deny[1]=192.168.0.0/16")
                .run(context -> assertThat(settings(context.getBean(CamelContext.class))
                                .probe()
                                .deny())
                        .containsExactly("10.0.0.0/8", "192.168.0.0/16"));
    }

    @Test
    void fillsInPlaceholdersOfSpringAndTreesOfFiles(@TempDir Path tree) throws Exception {
        Files.writeString(tree.resolve("vedette.greeting"), "good morning");
        runner.withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues(
                        "spring.config.import=configtree:" + tree + "/",
                        "own.pause=7s",
                        "vedette.group-window=${own.pause}")
                .run(context -> {
                    Settings settings = settings(context.getBean(CamelContext.class));
                    assertThat(settings.groupWindow()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(settings.greeting()).contains("good morning");
                });
    }

    @Test
    void refusesWhatIsWrongWithItsPlaceAllAtOnce() {
        runner.withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.config.location=classpath:misspelt.properties")
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis told = new SettingsFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(told.getDescription())
                            .contains(
                                    "class path resource [misspelt.properties] - 2:18: vedette.interval: \"soon\" is not a duration")
                            .contains(
                                    "class path resource [misspelt.properties] - 3:26: vedette.slack.webhok-url: is not a setting,"
                                            + " did you mean \"vedette.slack.webhook-url\"?");
                });
    }

    @Test
    void showsNothingThatCameThroughAPlaceholder() {
        runner.withPropertyValues("own.secret=hunter2hunter2", "vedette.interval=${own.secret}")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(SettingsRefused.class)
                        .hasMessageContaining("vedette.interval")
                        .hasMessageNotContaining("hunter2"));
    }

    @Test
    void warnsOfWhatAProcessOfItsOwnWouldNeed(CapturedOutput output) {
        runner.withPropertyValues("vedette.http.port=3003", "vedette.routes=checks")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("vedette.http.port: has no effect here")
                .contains("vedette.routes: has no effect here");
    }

    @Test
    void leavesPlaceholdersOfTheApplicationAsTheyAre() {
        runner.withPropertyValues("own.word=hello", "vedette.interval=9s").run(context -> {
            CamelContext camel = context.getBean(CamelContext.class);
            assertThat(camel.resolvePropertyPlaceholders("{{own.word}} {{vedette.interval}} {{nothing:else}}"))
                    .isEqualTo("hello 9s else");
        });
    }

    private void with(String property, Consumer<Settings> check) {
        runner.withPropertyValues(property).run(context -> check.accept(settings(context.getBean(CamelContext.class))));
    }

    private static Settings settings(CamelContext context) {
        return VedetteService.of(context).settings();
    }
}
