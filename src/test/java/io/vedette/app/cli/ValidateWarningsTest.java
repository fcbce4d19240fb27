package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is valid and can hardly be meant: it is told, and refuses nothing. */
class ValidateWarningsTest {

    /** Each line is a check: its template, its parameters, and after => the key and the words of the warning. */
    private static final List<String> DOUBTFUL = List.of(
            "http timeout=60s interval=5s => timeout: a timeout of 1m is longer than the interval of 5s: a run may"
                    + " last longer than the interval, and runs in between are skipped",
            "http timeout=2m => timeout: a timeout of 2m is longer than the interval of 1m: a run may last longer"
                    + " than the interval, and runs in between are skipped",
            "http retries=6 => retries: with a timeout of 10s all tries may take 1m10s, longer than the interval of 1m",
            "http errorInterval=10s => errorInterval: 10s is shorter than the interval of 1m: each failing run may"
                    + " send an alert",
            "http flapChanges=9 flapWindow=5m => flapWindow: no more than 9 changes fit into 5m at an interval of 1m",
            "http maxResponseTime=10s => maxResponseTime: 10s is never reached: the timeout is 10s",
            "http method=HEAD contains=x => contains: an answer to HEAD has no body: use GET",
            "http method=head body=x => body: a request by HEAD has no body that a server would read",
            "json method=HEAD statusPath=$.s => method: an answer to HEAD has no body, by which this check is judged:"
                    + " use GET",
            "http interval= => interval: is empty: the default applies",
            "http notify=log,log => notify: \"log\" is named twice",
            "http url=http://shop.example.com/ authToken=0123456789 => authToken: is sent unencrypted: the address is"
                    + " http, not https",
            "http url=http://ops:hush-hush@shop.example.com/ => url: user and password are sent unencrypted: the address"
                    + " is http, not https",
            "http insecure=true => insecure: has no effect on an http address",
            "heartbeat period=1h grace=2h => grace: 2h is longer than the period of 1h: one missed call goes"
                    + " unnoticed",
            "http maintenance=2024-02-29T02:00/2024-02-29T06:00 => maintenance: is past and never comes again: remove it,"
                    + " or write the next one",
            "http maintenance=2023-01-01T00:00/2023-01-02T00:00;2024-05-01T01:00/2024-05-01T02:00 => maintenance: is"
                    + " past and never comes again: remove it, or write the next one");

    /** The like that is meant. */
    private static final List<String> CLEAR = List.of(
            "http timeout=5s interval=5s",
            "http interval=1s",
            "http retries=5",
            "http errorInterval=0s",
            "http flapChanges=5 flapWindow=5m",
            "http maxResponseTime=9s",
            "http method=HEAD expectedStatus=204",
            "http notify=log",
            "http authToken=0123456789",
            "http url=https://shop.example.com/ authToken=0123456789 insecure=true",
            "heartbeat period=1h grace=5m",
            "http maintenance=2124-02-29T02:00/2124-02-29T06:00",
            "http maintenance=2024-02-29T02:00/2124-02-29T06:00",
            "http maintenance=2023-01-01T00:00/2023-01-02T00:00;02:00-03:00");

    @TempDir
    private Path folder;

    @Test
    void tellsWhatCanHardlyBeMeantAndGoesOn() throws IOException {
        write("", checks(DOUBTFUL));

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        List<String> told = result.out()
                .lines()
                .map(line -> line.replaceFirst("^.*warning: ", ""))
                .toList();
        List<String> expected =
                DOUBTFUL.stream().map(line -> line.split(" => ")[1]).toList();
        assertThat(told.subList(0, told.size() - 1)).isEqualTo(expected);
        assertThat(told).last().isEqualTo("valid: " + DOUBTFUL.size() + " checks");
        assertThat(result.code()).isZero();
    }

    @Test
    void tellsNothingOfWhatIsMeant() throws IOException {
        write("", checks(CLEAR));

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.out()).isEqualToIgnoringNewLines("valid: " + CLEAR.size() + " checks");
        assertThat(result.code()).isZero();
    }

    @Test
    void tellsWhatSettingsAndRoutesNameInVain() throws IOException {
        write("""
            vedette.timeout=2m
            vedette.interval=
            vedette.error-interval=30s
            vedette.auth.url=http://login.example.com/
            vedette.auth.username=ops
            vedette.auth.password=hush-hush
            """, """
            - route:
                id: stock
                from:
                  uri: timer:stock
                  steps:
                    - to: "vedette:observe?rule=task&notify=nobody,log&dependsOn=depott&timeout=5m"
                    - to: "vedette:observe?check=depot&dependsOn=depot&notify=logg"
            - templatedRoute:
                routeTemplateRef: http
                routeId: shop
                parameters:
                  - { name: url, value: "http://127.0.0.1:1/" }
                  - { name: public, value: true }
                  - { name: dependsOn, value: depot }
            """);

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.out().replace(folder + "/", "").lines())
                .containsExactly(
                        "application.properties:1: warning: vedette.timeout: 2m is longer than vedette.interval, 1m:"
                                + " a run may last longer than the interval, and runs in between are skipped",
                        "application.properties:2: warning: vedette.interval: is empty: 60s applies",
                        "application.properties:3: warning: vedette.error-interval: 30s is shorter than"
                                + " vedette.interval, 1m: each failing run may send an alert",
                        "application.properties:4: warning: vedette.auth.url: user and password are sent unencrypted:"
                                + " the address is http, not https",
                        "routes/checks.yaml:13: warning: public: has no effect: the public status page is off, see"
                                + " vedette.status-page",
                        "routes/checks.yaml:6: warning: timeout: a timeout of 5m is longer than the interval of 1m:"
                                + " a run may last longer than the interval, and runs in between are skipped",
                        "routes/checks.yaml:6: warning: notify: \"nobody\" is not a target: no route takes alerts for"
                                + " it",
                        "routes/checks.yaml:6: warning: dependsOn: \"depott\" is not a check, did you mean \"depot\"?",
                        "routes/checks.yaml:7: warning: notify: \"logg\" is not a target: no route takes alerts for"
                                + " it, did you mean \"log\"?",
                        "routes/checks.yaml:7: warning: dependsOn: a check cannot depend on itself",
                        "valid: 3 checks");
        assertThat(result.code()).isZero();
    }

    @Test
    void reportsTargetsThatNoCheckIsFor() throws Exception {
        String checks = """
            - templatedRoute:
                routeTemplateRef: http
                routeId: shop
                parameters:
                  - { name: url, value: "http://127.0.0.1:1/" }
                  - { name: group, value: web }
                  - { name: tags, value: "eu, shop" }
            - templatedRoute:
                routeTemplateRef: http
                routeId: db
                parameters:
                  - { name: url, value: "http://127.0.0.1:1/" }
                  - { name: group, value: backend }
            - templatedRoute:
                routeTemplateRef: notify-webhook
                routeId: desk
                parameters:
                  - { name: url, value: "http://127.0.0.1:1/" }
                  - { name: groups, value: "webb, backend" }
                  - { name: tags, value: "us" }
            - templatedRoute:
                routeTemplateRef: notify-webhook
                routeId: none
                parameters:
                  - { name: url, value: "http://127.0.0.1:1/" }
                  - { name: groups, value: backend }
                  - { name: tags, value: eu }
            - templatedRoute:
                routeTemplateRef: notify-webhook
                routeId: right
                parameters:
                  - { name: url, value: "http://127.0.0.1:1/" }
                  - { name: groups, value: web }
                  - { name: tags, value: eu }
            """;
        write("", checks);

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.out().replace(folder + "/", "").lines())
                .containsExactly(
                        "routes/checks.yaml:19: warning: groups: \"webb\" is the group of no check, did you mean \"web\"?",
                        "routes/checks.yaml:20: warning: tags: \"us\" is the tag of no check, did you mean \"eu\"?",
                        "routes/checks.yaml:27: warning: tags: no check of its groups has one of its tags",
                        "valid: 2 checks");
        assertThat(result.code()).isZero();

        Files.writeString(folder.resolve("routes/more.yaml"), "- route: { from: { uri: [ } }");
        assertThat(new CommandLineRun(folder).run("validate").out()).doesNotContain("of no check");
    }

    @Test
    void proposesNoGroupThatIsNone() throws Exception {
        write("", """
            - templatedRoute:
                routeTemplateRef: http
                routeId: shop
                parameters:
                  - { name: url, value: "http://127.0.0.1:1/" }
            - templatedRoute:
                routeTemplateRef: notify-webhook
                routeId: desk
                parameters:
                  - { name: url, value: "http://127.0.0.1:1/" }
                  - { name: groups, value: eu }
            """);

        assertThat(new CommandLineRun(folder)
                        .run("validate")
                        .out()
                        .replace(folder + "/", "")
                        .lines())
                .containsExactly(
                        "routes/checks.yaml:11: warning: groups: \"eu\" is the group of no check", "valid: 1 check");
    }

    private void write(String settings, String routes) throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("application.properties"), settings);
        Files.writeString(folder.resolve("routes/checks.yaml"), routes);
    }

    private static String checks(List<String> lines) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" => ")[0].split(" ");
            yaml.append("- templatedRoute:\n    routeTemplateRef: ")
                    .append(words[0])
                    .append("\n    routeId: check-")
                    .append(i)
                    .append("\n    parameters:\n");
            if (!words[0].equals("heartbeat") && !lines.get(i).contains("url=")) {
                yaml.append("      - { name: url, value: \"http://127.0.0.1:1/\" }\n");
            }
            for (int word = 1; word < words.length; word++) {
                String[] parameter = words[word].split("=", 2);
                yaml.append("      - { name: ")
                        .append(parameter[0])
                        .append(", value: ")
                        .append(parameter[1].isEmpty() ? "" : "\"" + parameter[1] + "\"")
                        .append(" }\n");
            }
        }
        return yaml.toString();
    }
}
