package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

    private static final String TOKEN = "c29tZS1yYW5kb20tdG9rZW4=";

    @Test
    void hasANameAScopeAndAToken() {
        String hashed = "sha256:" + HexFormat.of().formatHex(Sha256.of(TOKEN));

        List<AccessToken> tokens = AccessToken.list(
                "ci:" + TOKEN + ", grafana:read:" + TOKEN + ",job:heartbeat:" + hashed + ",all:full:" + TOKEN);

        assertThat(tokens).extracting(AccessToken::name).containsExactly("ci", "grafana", "job", "all");
        assertThat(tokens)
                .extracting(AccessToken::scope)
                .containsExactly(
                        AccessToken.Scope.FULL,
                        AccessToken.Scope.READ,
                        AccessToken.Scope.HEARTBEAT,
                        AccessToken.Scope.FULL);
        assertThat(tokens).allMatch(token -> token.isShownBy(Sha256.of(TOKEN)));
        assertThat(tokens).noneMatch(token -> token.isShownBy(Sha256.of(TOKEN + "x")));
        assertThat(tokens).noneMatch(token -> token.isShownBy(Sha256.of(hashed)));
        assertThat(tokens.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "justatokenwithoutaname",
                "ci:short",
                ":" + TOKEN,
                "a b:" + TOKEN,
                "ci:write:" + TOKEN,
                "ci:read:",
                "ci:sha256:abc",
                "ci:" + TOKEN + ",ci:read:" + TOKEN,
                "ci:tökentökentöken-0123"
            })
    void isRefusedWhenItIsWrittenWrongly(String list) {
        assertThatThrownBy(() -> AccessToken.list(list)).isInstanceOf(IllegalArgumentException.class);

        Loaded loaded = SettingsLoader.of(Map.of("vedette.http.tokens", list), Path.of(""));
        assertThat(loaded.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("NAME:read:TOKEN")
                        .doesNotContain(TOKEN));
    }

    @Test
    void isASecretByItself() {
        Loaded loaded = SettingsLoader.of(Map.of("vedette.http.tokens", "ci:read:" + TOKEN), Path.of(""));

        assertThat(loaded.secrets().mask("it was " + TOKEN + ".")).isEqualTo("it was ***.");
    }

    @Test
    void letsTheServerListenBeyondThisMachine() {
        Loaded loaded = SettingsLoader.of(
                Map.of("vedette.http.tokens", "ci:" + TOKEN, "vedette.http.host", "0.0.0.0"), Path.of(""));

        assertThat(loaded.problems()).isEmpty();
    }
}
