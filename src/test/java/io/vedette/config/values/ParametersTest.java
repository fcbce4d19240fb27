package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @Test
    void readsWhatIsThere() {
        Parameters parameters = new Parameters(Map.of(
                "url", " https://h/x ", "interval", "8m", "retries", "3", "public", "TRUE", "tags", "a, b,,c ,"));

        assertThat(parameters.url("url")).isEqualTo(URI.create("https://h/x"));
        assertThat(parameters.positiveDuration("interval", Duration.ZERO)).isEqualTo(Duration.ofMinutes(8));
        assertThat(parameters.number("retries", 0, 0, 10)).isEqualTo(3);
        assertThat(parameters.flag("public", false)).isTrue();
        assertThat(parameters.list("tags")).containsExactly("a", "b", "c");
        assertThat(parameters.problems(List.of())).isEmpty();
    }

    @Test
    void takesTheDefaultForWhatIsMissingOrEmpty() {
        Parameters parameters = new Parameters(Map.of("interval", " ", "group", ""));

        assertThat(parameters.duration("interval", Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
        assertThat(parameters.text("group", "none")).isEqualTo("none");
        assertThat(parameters.number("retries", 2, 0, 10)).isEqualTo(2);
        assertThat(parameters.list("tags")).isEmpty();
        assertThat(parameters.problems(List.of())).isEmpty();
    }

    @Test
    void notesEverythingThatIsWrongAndGoesOn() {
        Parameters parameters = new Parameters(
                Map.of("interval", "6x", "retries", "11", "public", "yes", "size", "1.5", "most", "99999999999"));

        assertThat(parameters.positiveDuration("interval", Duration.ofSeconds(60)))
                .isEqualTo(Duration.ofSeconds(60));
        assertThat(parameters.number("retries", 1, 0, 10)).isEqualTo(1);
        assertThat(parameters.number("size", 1, 0, 10)).isEqualTo(1);
        assertThat(parameters.number("most", 1, 0, 10)).isEqualTo(1);
        assertThat(parameters.flag("public", false)).isFalse();
        assertThat(parameters.required("host")).isEmpty();
        assertThat(parameters.url("url")).isNull();

        assertThat(parameters.problems(List.of()))
                .extracting(Problem::toString)
                .containsExactly(
                        "interval: \"6x\" is not a duration; write 60s, 8m, 2h, 3d, 250ms or a number of seconds",
                        "retries: \"11\" is not between 0 and 10",
                        "size: \"1.5\" is not a whole number",
                        "most: \"99999999999\" is not between 0 and 10",
                        "public: \"yes\" is neither true nor false",
                        "host: is missing",
                        "url: is missing");
    }

    @Test
    void tellsOfWhatNobodyAskedFor() {
        Parameters parameters = new Parameters(Map.of("perod", "5m"));
        parameters.duration("period");

        assertThat(parameters.problems(List.of("grace")))
                .extracting(Problem::toString)
                .containsExactly("perod: is not a parameter of this template, did you mean \"period\"?");
    }

    @Test
    void letsPassWhatIsKnownElsewhere() {
        assertThat(new Parameters(Map.of("grace", "5m")).problems(List.of("grace")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://my_svc:8080/",
                "https://stack_web.1.abc_d/x?y=z",
                "http://user:pw@_my_svc.example.",
                "http://1svc:80/",
                "http://localhost",
                "http://[::1]:8080/"
            })
    void takesNamesAsComposeAndSwarmMakeThem(String url) {
        assertThat(Parameters.httpUrl(url)).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://h/x | \"ftp://h/x\" is not a URL; it must start with http:// or https://",
                "my-host/x | \"my-host/x\" is not a URL; it must start with http:// or https://",
                "http:/x | \"http:/x\" has no valid host",
                "http://my_host_/x:80_ y/ | \"http://my_host_/x:80_ y/\" is not a URL: Illegal character in path",
                "http://my_host:x/ | \"http://my_host:x/\" has no valid host",
                "http://my_host:99999/ | \"http://my_host:99999/\" has no valid port",
                "http://my_host.256/ | \"http://my_host.256/\" has no valid host",
                "http://bücher.example/ | \"http://bücher.example/\" has no valid host; its name may have letters,"
                        + " digits, -, _ and ., others only in their xn-- form",
                "http://:80/ | \"http://:80/\" has no valid host",
                "http://h:99999/ | \"http://h:99999/\" has no valid port",
                "http://h/a b | \"http://h/a b\" is not a URL: Illegal character in path",
                "ftp://u:secret@h/ | \"ftp://***@h/\" is not a URL; it must start with http:// or https://",
                "http://u:sec/ret@h/ | \"http://***@h/\" has no valid host"
            })
    void refusesWhatIsNoHttpUrlWithoutShowingCredentials(String text, String message) {
        assertThatThrownBy(() -> Parameters.httpUrl(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"http://h", "HTTPS://H/x?y#z", "http://[::1]:8080/", "https://user:pw@h/", "http://127.0.0.1:65535/"})
    void takesHttpUrls(String text) {
        assertThat(Parameters.httpUrl(text)).hasToString(text);
    }
}
