package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.Raw;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who sign in at a proxy, over the wire. */
class ProxySignInTest {

    private static final String ASKED = "GET /api/v1/me HTTP/1.1";

    private static Installation installation;
    private static Standalone vedette;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        installation = Installation.empty(folder)
                .with("VEDETTE_HTTP_TRUSTED_PROXIES", "127.0.0.1")
                .with("VEDETTE_HTTP_USERS", "bob:viewer:staple-tray")
                .with("VEDETTE_HTTP_USER_HEADER", "X-Forwarded-User")
                .with("VEDETTE_HTTP_ROLE_HEADER", "X-Forwarded-Role");
        vedette = installation.start();
    }

    @AfterAll
    static void stop() {
        vedette.close();
    }

    private static String me(String... headers) throws Exception {
        String[] lines = new String[headers.length + 3];
        lines[0] = ASKED;
        lines[1] = "Host: localhost";
        lines[2] = "Connection: close";
        System.arraycopy(headers, 0, lines, 3, headers.length);
        return Raw.send(installation.port(), lines);
    }

    @Test
    void takesWhomTheProxyNamesAlthoughItPassesOnWhatTheyShowedThere() throws Exception {
        assertThat(me(
                        "X-Forwarded-User: ann",
                        "X-Forwarded-Role: operator",
                        "Authorization: Bearer eyJhbGciOiJub25lIn0.e30."))
                .startsWith("HTTP/1.1 200")
                .contains("\"name\":\"ann\"", "\"role\":\"operator\"");
    }

    @Test
    void takesNobodyWhereSeveralAreNamed() throws Exception {
        assertThat(me("X-Forwarded-User: root", "X-Forwarded-User: ann", "X-Forwarded-Role: operator"))
                .startsWith("HTTP/1.1 401");
        assertThat(me("X-Forwarded-User: ann", "X-Forwarded-Role: operator", "x-forwarded-role: viewer"))
                .contains("\"role\":\"viewer\"");
    }
}
