package io.vedette.dashboard;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A provider of OpenID Connect of others, in a process of its own; {@code src/test/oidc/pom.xml} fetches it. */
final class MockProvider implements AutoCloseable {

    private static final Path JARS = Path.of("target/oidc");

    private final Process process;
    private final int port;

    /** @param claims what tokens hold beside, as JSON */
    MockProvider(String claims) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                JARS + "/*",
                "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt");
        builder.environment().put("SERVER_HOSTNAME", "127.0.0.1");
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("JSON_CONFIG", """
                {"interactiveLogin":false,"httpServer":"NettyWrapper","tokenCallbacks":[{"issuerId":"staff","tokenExpiry":300,"requestMappings":[
                {"requestParam":"grant_type","match":"authorization_code","claims":%s}]}]}""".formatted(claims));
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    static boolean isThere() {
        return Files.isDirectory(JARS);
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/staff";
    }

    private boolean answers() throws InterruptedException {
        try {
            URI document = URI.create(issuer() + "/.well-known/openid-configuration");
            return HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(document).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // Not yet.
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
