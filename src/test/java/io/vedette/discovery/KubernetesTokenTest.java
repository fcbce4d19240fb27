package io.vedette.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.probe.Attempt;
import io.vedette.probe.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service account without a token, as where a pod mounts none. */
class KubernetesTokenTest {

    private static final TestAuthority ROOT = TestAuthority.root("cluster", TestAuthority.Validity.LASTING);

    @Test
    void saysThatThereIsNone(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("ca.crt"), ROOT.pem());
        try (FakeApiServer server = new FakeApiServer(ROOT.server(TestAuthority.Validity.LASTING, "127.0.0.1"))) {
            Map<String, String> options = new HashMap<>(Map.of(
                    "server",
                    "https://127.0.0.1:" + server.port(),
                    "caFile",
                    folder.resolve("ca.crt").toString()));
            // One that was named by nobody need not be there: a proxy asks for none.
            assertUnanswered(options, "status 401");
            assertThat(server.asked()).isNotEmpty();

            options.put("tokenFile", folder.resolve("token").toString());

            assertUnanswered(
                    options,
                    "there is no token in " + folder.resolve("token") + ": is automountServiceAccountToken off?");
        }
    }

    @Test
    void showsNoTokenThatCannotBeSent(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "geheim-token-77\nand a second line\n");

        try (KubernetesOrigin origin = new KubernetesOrigin(
                "services", Map.of("server", "http://127.0.0.1:1", "tokenFile", token.toString()))) {
            assertThatThrownBy(() -> origin.look(Attempt.unlimited()))
                    .isInstanceOf(Unanswered.class)
                    .hasMessageContaining("the token in " + token + " cannot be used")
                    .hasMessageNotContaining("geheim");
        }
    }

    private static void assertUnanswered(Map<String, String> options, String why) {
        try (KubernetesOrigin origin = new KubernetesOrigin("services", options)) {
            assertThatThrownBy(() -> origin.look(Attempt.unlimited()))
                    .isInstanceOf(Unanswered.class)
                    .hasMessageContaining(why);
        }
    }
}
