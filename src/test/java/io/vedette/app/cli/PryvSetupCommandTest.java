package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.app.pryv.FakePryv;
import io.vedette.app.pryv.FakePryv.Version;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.probe.http.HttpTransport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class PryvSetupCommandTest {

    private static final String USER = "healthmetrics01";
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({"V1,false", "V1,true", "V1_9,false", "V1_9,true", "V2,false", "V2,true"})
    void preparesAFreshPlatform(Version version, boolean dnsLess) throws IOException {
        try (FakePryv pryv = new FakePryv(version, dnsLess)) {
            Path token = folder.resolve("token");

            int code = run(pryv, dnsLess, "--out", token.toString());

            assertThat(code).as(err.toString()).isZero();
            assertThat(token).hasContent(FakePryv.TOKEN);
            assertThat(mode(token)).isEqualTo("rw-------");
            assertThat(out.toString())
                    .contains("routeTemplateRef: pryv-register", "routeTemplateRef: pryv-core")
                    .contains("value: \"{{file:" + token + "}}\"");
            assertThat(out.toString().contains("routeTemplateRef: pryv-dns")).isEqualTo(!dnsLess);
            assertNoSecretIsTold();
        }
    }

    @ParameterizedTest
    @CsvSource({"V1,false", "V1_9,true", "V2,true"})
    void takesWhatIsThereWhenItRunsAgain(Version version, boolean dnsLess) throws IOException {
        try (FakePryv pryv = new FakePryv(version, dnsLess)) {
            String token = folder.resolve("token").toString();
            assertThat(run(pryv, dnsLess, "--out", token)).isZero();
            pryv.calls().clear();

            int code = run(pryv, dnsLess, "--out", token);

            assertThat(code).as(err.toString()).isZero();
            assertThat(pryv.routes()).doesNotContain("POST reg/user/", "POST core/users", "POST accesses");
            assertNoSecretIsTold();
        }
    }

    @Test
    void usesAnExistingAccountAndItsAccess() throws IOException {
        try (FakePryv pryv =
                new FakePryv(Version.V1, false).withAccount(USER, PASSWORD).withAccess("metricsAccess", "manage")) {

            int code = run(pryv, false);

            assertThat(code).as(err.toString()).isZero();
            assertThat(out.toString().strip()).isEqualTo(FakePryv.TOKEN);
            assertThat(err.toString())
                    .contains("account: \"healthmetrics01\" exists", "level manage (not read: it is used unchanged)")
                    .contains("routeTemplateRef: pryv-core")
                    .doesNotContain(FakePryv.TOKEN);
        }
    }

    @Test
    void asksForNoMoreThanReading() throws IOException {
        try (FakePryv pryv = new FakePryv(Version.V2, true)) {
            run(pryv, true);

            assertThat(pryv.calls().stream()
                            .filter(call -> call.route().equals("POST accesses"))
                            .map(call -> call.body().toString()))
                    .containsExactly(
                            "{\"name\":\"metricsAccess\",\"permissions\":[{\"streamId\":\"*\",\"level\":\"read\"}]}");
        }
    }

    @Test
    void sendsTheFieldsThatEachVersionReads() throws IOException {
        try (FakePryv pryv = new FakePryv(Version.V1, false)) {
            run(pryv, false);

            assertThat(pryv.calls().stream()
                            .filter(call -> call.route().equals("POST reg/user/"))
                            .map(call -> call.body().toString()))
                    .containsExactly("{\"hosting\":\"pilot\",\"appid\":\"pryv-metrics\",\"username\":\"" + USER
                            + "\",\"password\":\"" + PASSWORD + "\",\"email\":\"" + USER
                            + "@pryv.test\",\"languageCode\":\"en\"}");
        }
    }

    @Test
    void goesOnWhenTheAccountWasMadeMeanwhile() throws IOException {
        try (FakePryv pryv = new FakePryv(Version.V2, true)
                .withAccount(USER, PASSWORD)
                .answering("GET reg/" + USER + "/check_username", 200, "{\"reserved\":false}")) {

            int code = run(pryv, true);

            assertThat(code).as(err.toString()).isZero();
            assertThat(pryv.routes()).contains("POST core/users");
        }
    }

    @Test
    void fallsBackToTheRegisterWhereTheCoreDoesNotKnowTheCall() throws IOException {
        try (FakePryv pryv = new FakePryv(Version.V1_9, true)
                .answering("POST core/users", 410, FakePryv.error("removed-method", "gone"))) {

            int code = run(pryv, true);

            assertThat(code).as(err.toString()).isZero();
            assertThat(pryv.routes()).containsSubsequence("POST core/users", "POST reg/user/");
        }
    }

    @Test
    void followsAnAccountToItsCore() throws IOException {
        try (FakePryv home = new FakePryv(Version.V2, true).withAccount(USER, PASSWORD);
                FakePryv asked = new FakePryv(Version.V2, true).withAccount(USER, PASSWORD)) {
            asked.answering(
                    "POST auth/login",
                    421,
                    "{\"error\":{\"id\":\"wrong-core\",\"message\":\"User is hosted on a different core.\",\"coreUrl\":\"http://"
                            + home.host() + "\"}}");

            int code = run(asked, true, "--out", folder.resolve("token").toString());

            assertThat(code).as(err.toString()).isZero();
            assertThat(home.routes()).contains("POST auth/login", "GET events?limit=1");
            assertThat(out.toString()).contains("hostname, value: \"http://" + home.host() + "\"");
        }
    }

    @Test
    void keepsAFileThatSaysSomethingElse() throws IOException {
        try (FakePryv pryv = new FakePryv(Version.V2, true)) {
            Path token = Files.writeString(folder.resolve("token"), "another\n");

            int code = run(pryv, true, "--out", token.toString());

            assertThat(code).isOne();
            assertThat(token).hasContent("another");
            assertThat(err.toString()).contains("--force");
        }
    }

    @Test
    void writesOverAFileWhenForced() throws IOException {
        try (FakePryv pryv = new FakePryv(Version.V2, true)) {
            Path token = Files.writeString(folder.resolve("token"), "another\n");

            int code = run(pryv, true, "--out", token.toString(), "--force");

            assertThat(code).as(err.toString()).isZero();
            assertThat(token).hasContent(FakePryv.TOKEN);
            assertThat(mode(token)).isEqualTo("rw-------");
            assertThat(folder).isDirectoryNotContaining("glob:**/.token*");
        }
    }

    @Test
    void makesAPasswordForANewAccountAndKeepsIt() throws IOException {
        try (FakePryv pryv = new FakePryv(Version.V2, true)) {
            Path file = folder.resolve("password");

            int code = execute(pryv, true, List.of("--password-file", file.toString()));

            assertThat(code).as(err.toString()).isZero();
            assertThat(Files.readString(file).strip()).hasSize(32);
            assertThat(mode(file)).isEqualTo("rw-------");
            assertThat(err.toString() + out)
                    .doesNotContain(Files.readString(file).strip());
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void tellsWhatFailed(String route, int status, String body, String told) throws IOException {
        try (FakePryv pryv = new FakePryv(Version.V1_9, true)) {
            if (status == 302 || status == 301) {
                pryv.answering(route, status, body, "Location", "https://u:p@elsewhere.test/");
            } else {
                pryv.answering(route, status, body);
            }

            int code = run(pryv, true);

            assertThat(code).isOne();
            assertThat(err.toString().strip().lines().reduce((first, last) -> last))
                    .hasValueSatisfying(line -> assertThat(line).contains(told));
            assertThat(out.toString()).isEmpty();
            assertNoSecretIsTold();
        }
    }

    static Stream<Arguments> tellsWhatFailed() {
        String check = "GET reg/" + USER + "/check_username";
        String hostings = "GET reg/hostings";
        String users = "POST core/users";
        String login = "POST auth/login";
        return Stream.of(
                Arguments.of(
                        check,
                        500,
                        FakePryv.flat("INTERNAL_ERROR", "Internal Error"),
                        "INTERNAL_ERROR: Internal Error"),
                Arguments.of(check, 400, FakePryv.flat("INVALID_USER_NAME", "Invalid user name"), "INVALID_USER_NAME"),
                Arguments.of(check, 200, "<html>", "not a register"),
                Arguments.of(check, 200, "{\"reserved\":true,\"reason\":\"RESERVED_USER_NAME\"}", "RESERVED_USER_NAME"),
                Arguments.of(hostings, 503, "", "HTTP status 503"),
                Arguments.of(
                        hostings,
                        200,
                        hostings("\"a\":{\"available\":true},\"b\":{\"available\":true}"),
                        "--hosting: a, b"),
                Arguments.of(
                        hostings,
                        200,
                        hostings("\"a\":{\"available\":false}"),
                        "none is available; known: a (not available)"),
                Arguments.of(
                        users,
                        400,
                        FakePryv.flat("INVALID_INVITATION", "Invalid invitation token"),
                        "give it with --invitation"),
                Arguments.of(
                        users,
                        409,
                        "{\"error\":{\"id\":\"item-already-exists\",\"message\":\"exists\",\"data\":{\"email\":\"x\"}}}",
                        "give another with --email"),
                Arguments.of(
                        users,
                        400,
                        "{\"id\":\"INVALID_DATA\",\"message\":\"Some data are invalid\",\"errors\":[{\"id\":\"EXISTING_EMAIL\","
                                + "\"message\":\"Existing e-mail\"}]}",
                        "EXISTING_EMAIL: Existing e-mail"),
                Arguments.of(
                        users, 400, FakePryv.flat("UNAVAILABLE_HOSTING", "Unavailable hosting"), "UNAVAILABLE_HOSTING"),
                Arguments.of(
                        login,
                        401,
                        FakePryv.error("invalid-credentials", "The given username/password pair is invalid."),
                        "The given username/password pair is invalid."),
                Arguments.of(login, 302, "{\"mfaToken\":\"ck-mfa-secret-1\"}", "second factor"),
                Arguments.of(
                        login,
                        301,
                        FakePryv.error("user-account-relocated", "moved"),
                        "moved to https://***@elsewhere.test/"),
                Arguments.of(login, 503, FakePryv.error("api-unavailable", "API is unavailable"), "try again later"),
                Arguments.of(login, 200, "{\"token\":\"two\\nlines\"}", "no token"),
                Arguments.of(
                        login,
                        421,
                        "{\"error\":{\"id\":\"wrong-core\",\"message\":\"m\",\"coreUrl\":\"ftp://core\"}}",
                        "not sent there"),
                Arguments.of("GET accesses", 403, FakePryv.error("forbidden", "no"), "forbidden: no"),
                Arguments.of("POST accesses", 409, FakePryv.error("item-already-exists", "exists"), "--access-name"),
                Arguments.of(
                        "GET events?limit=1",
                        403,
                        FakePryv.error("invalid-access-token", "Cannot find access from token."),
                        "Cannot find access from token."));
    }

    private static String hostings(String hostings) {
        return "{\"regions\":{\"r\":{\"zones\":{\"z\":{\"hostings\":{" + hostings + "}}}}}}";
    }

    @Test
    void tellsAPlatformThatIsNotThere() throws IOException {
        FakePryv gone = new FakePryv(Version.V2, true);
        gone.close();

        assertThat(run(gone, true)).isOne();

        assertThat(err.toString()).contains("does not answer");
    }

    @Test
    void asksAPlatformWithACertificateOfACompanysOwnAuthority() throws IOException {
        TestAuthority company = TestAuthority.root("Company Root", Validity.LASTING);
        Path authority = Files.writeString(folder.resolve("ca.pem"), company.pem());
        try (FakePryv pryv = FakePryv.secure(Version.V2, company.server(Validity.LASTING, "127.0.0.1"))) {
            String[] setup = {"--hostname", pryv.host(), "--password", PASSWORD};

            assertThat(command().execute(setup)).isOne();
            assertThat(err.toString()).contains("does not answer");
            assertThat(pryv.calls()).isEmpty();

            String[] trusting = Stream.concat(Stream.of(setup), Stream.of("--trust", authority.toString()))
                    .toArray(String[]::new);
            assertThat(command().execute(trusting)).as(err.toString()).isZero();
            assertThat(out.toString().strip()).isEqualTo(FakePryv.TOKEN);
        }
    }

    @Test
    void refusesAFileOfAuthoritiesThatHoldsNone() throws IOException {
        Path empty = Files.writeString(folder.resolve("ca.pem"), "none\n");

        int code = command().execute("--hostname", "pryv.test", "--password", PASSWORD, "--trust", empty.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--trust: " + empty + " holds no certificate");
    }

    @ParameterizedTest
    @CsvSource({"--domain,https://pryv.me", "--domain,pryv.me/x", "--hostname,a b"})
    void refusesWhatIsNoHost(String option, String value) {
        assertThat(command().execute(option, value, "--password", PASSWORD)).isEqualTo(2);
    }

    private void assertNoSecretIsTold() {
        assertThat(out.toString() + err)
                .doesNotContain(PASSWORD, FakePryv.TOKEN, "ck-personal", "ck-mfa-secret", "u:p@");
    }

    private int run(FakePryv pryv, boolean dnsLess, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--password", PASSWORD));
        arguments.addAll(List.of(more));
        return execute(pryv, dnsLess, arguments);
    }

    private int execute(FakePryv pryv, boolean dnsLess, List<String> more) {
        List<String> arguments =
                new ArrayList<>(List.of(dnsLess ? "--hostname" : "--domain", pryv.host(), "--scheme", "http"));
        arguments.addAll(more);
        return command().execute(arguments.toArray(String[]::new));
    }

    private CommandLine command() {
        return new CommandLine(new PryvSetupCommand(trust -> new HttpTransport(trust, FakePryv.lookup())))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
