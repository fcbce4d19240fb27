package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Proxies;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxySettingsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                              |                                   | https://a.org | -",
                "vedette.proxy=http://p:1                      |                                   | https://a.org | p:1",
                "vedette.proxy=http://p:1                      |                                   | http://a.org  | p:1",
                "vedette.proxy=http://p:1,vedette.no-proxy=a.org |                                 | http://a.org  | -",
                "                                              | HTTPS_PROXY=http://e:2            | https://a.org | e:2",
                "                                              | HTTPS_PROXY=http://e:2            | http://a.org  | -",
                "                                              | HTTP_PROXY=e:2                    | http://a.org  | e:2",
                "                                              | http_proxy=http://l:3,HTTP_PROXY=http://e:2 | http://a.org | l:3",
                "                                              | https_proxy=http://l:3,no_proxy=.org | https://a.org | -",
                "                                              | https_proxy=http://l:3,NO_PROXY=*    | https://a.org | -",
                "vedette.proxy=http://p:1                      | HTTPS_PROXY=http://e:2            | https://a.org | p:1",
                "vedette.proxy=none                            | HTTPS_PROXY=http://e:2            | https://a.org | -",
                "vedette.no-proxy=b.org                        | HTTPS_PROXY=http://e:2,NO_PROXY=a.org | https://a.org | e:2",
                "vedette.proxy=http://p:1                      | NO_PROXY=a.org                    | https://a.org | -",
                "                                              | HTTPS_PROXY=http://e:2            | https://localhost | -",
                "                                              | VEDETTE_PROXY=http://v:4          | https://a.org | v:4",
            })
    void takesTheSettingsAndElseTheUsualVariables(String settings, String variables, String url, String proxy)
            throws Exception {
        Loaded loaded = load(settings, variables);

        assertThat(loaded.problems()).isEmpty();
        Proxies proxies = loaded.settings().proxies();
        assertThat(proxies.of(URI.create(url)).map(Object::toString).orElse("-"))
                .isEqualTo(proxy);
    }

    @Test
    void passesOverVariablesThatAreMeantForOthers() throws Exception {
        Loaded loaded = load(null, "HTTPS_PROXY=socks5://me:swordfish@p:1080");

        assertThat(loaded.settings().proxies().isEmpty()).isTrue();
        assertThat(loaded.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.isError()).isFalse())
                .asString()
                .contains("environment", "HTTPS_PROXY", "is not an HTTP proxy", "it is passed over")
                .doesNotContain("swordfish");
    }

    @Test
    void refusesASettingThatIsNoProxy() throws Exception {
        assertThat(load("vedette.proxy=proxy", null).problems())
                .singleElement()
                .asString()
                .contains("application.properties:1", "vedette.proxy", "has no valid port");
        assertThat(load("vedette.no-proxy=http://a", null).problems())
                .singleElement()
                .asString()
                .contains("vedette.no-proxy");
    }

    @Test
    void hidesThePasswords() throws Exception {
        assertThat(load("vedette.proxy=http://me:s3cr3t-0f-0urs@p:1", null)
                        .secrets()
                        .mask("with s3cr3t-0f-0urs"))
                .doesNotContain("s3cr3t-0f-0urs");
        assertThat(load(null, "https_proxy=http://me:s3cr3t-0f-0urs@p:1")
                        .secrets()
                        .mask("with s3cr3t-0f-0urs"))
                .doesNotContain("s3cr3t-0f-0urs");
    }

    private Loaded load(String settings, String variables) throws Exception {
        Files.writeString(
                folder.resolve("application.properties"),
                settings == null ? "" : String.join("\n", settings.split(",(?=vedette)")) + "\n");
        return SettingsLoader.load(Optional.empty(), folder, pairs(variables), call -> Optional.empty());
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text == null ? new String[0] : text.split(",")) {
            pairs.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return pairs;
    }
}
