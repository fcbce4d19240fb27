package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Discovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterSettingsTest {

    private static final String POSTGRES = "vedette.database.url=jdbc:postgresql://db/vedette\n";
    private static final String SECRET = "vedette.cluster.secret=0123456789abcdef\n";

    @TempDir
    Path folder;

    @Test
    void areOffByDefault() throws IOException {
        ClusterSettings cluster = load("").settings().cluster();

        assertThat(cluster.on()).isFalse();
        assertThat(cluster.name()).isEqualTo("vedette");
        assertThat(cluster.node()).isEmpty();
        assertThat(cluster.discovery().kind()).isEqualTo(Discovery.Kind.DATABASE);
        assertThat(cluster.bind()).isEmpty();
        assertThat(cluster.port()).isEqualTo(7800);
        assertThat(cluster.secret()).isEmpty();
    }

    @Test
    void areReadWithTheirTypes() throws IOException {
        Loaded loaded = load(POSTGRES + SECRET + """
            vedette.cluster=true
            vedette.cluster.name=production
            vedette.cluster.node=node-a
            vedette.cluster.discovery=hosts:node-a:7800, [fd00::2]:7801
            vedette.cluster.bind=10.0.0.11
            vedette.cluster.port=7801
            """);

        assertThat(loaded.problems()).isEmpty();
        ClusterSettings cluster = loaded.settings().cluster();
        assertThat(cluster.on()).isTrue();
        assertThat(cluster.discovery().hosts())
                .isEqualTo(List.of(new Discovery.Host("node-a", 7800), new Discovery.Host("fd00::2", 7801)));
        assertThat(cluster.bind()).contains("10.0.0.11");
        assertThat(cluster.toString()).doesNotContain("0123456789abcdef");
        assertThat(loaded.secrets().mask("it is 0123456789abcdef")).isEqualTo("it is ***");
    }

    @Test
    void needNoSecretWhereOnlyThisMachineIsReached() throws IOException {
        assertThat(load(POSTGRES + "vedette.cluster=true\nvedette.cluster.bind=127.0.0.1\n")
                        .problems())
                .isEmpty();
    }

    @Test
    void needADatabaseThatNodesShare() throws IOException {
        assertThat(messages(SECRET + "vedette.cluster=true\n"))
                .singleElement()
                .asString()
                .contains("application.properties:2")
                .contains("vedette.cluster: needs a database that all nodes share: set vedette.database.url");
        assertThat(messages(SECRET + "vedette.cluster=true\nvedette.database.url=jdbc:sqlite:x.db\n"))
                .singleElement()
                .asString()
                .contains("needs a database that all nodes share");
    }

    @Test
    void needASecretWhereOthersReachThePort() throws IOException {
        assertThat(messages(POSTGRES + "vedette.cluster=true\n"))
                .singleElement()
                .asString()
                .contains("vedette.cluster: needs vedette.cluster.secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vedette.cluster=maybe|\"maybe\" is neither true nor false",
                "vedette.cluster.name=a b|\"a b\" is not a name",
                "vedette.cluster.node=a/b|\"a/b\" is not a name",
                "vedette.cluster.discovery=multicast|\"multicast\" is no way to find nodes; write database, dns:NAME"
                        + " or hosts:",
                "vedette.cluster.discovery=dns:a b|\"a b\" is not a host name",
                "vedette.cluster.discovery=hosts:a|\"a\" is not a host and a port; write node-a:7800",
                "vedette.cluster.discovery=hosts:|hosts: names no node",
                "vedette.cluster.discovery=hosts:a:99999|65535",
                "vedette.cluster.bind=not an address|is not a host name or an IP address",
                "vedette.cluster.port=-1|65535",
                "vedette.cluster.secret=short|is not one line of at least 16 characters (the value is secret and not"
                        + " shown)",
            })
    void sayWhatIsWrong(String line, String message) throws IOException {
        assertThat(messages(line + "\n")).singleElement().asString().contains(message);
    }

    private List<String> messages(String text) throws IOException {
        return load(text).problems().stream().map(Object::toString).toList();
    }

    private Loaded load(String text) throws IOException {
        Files.writeString(folder.resolve("application.properties"), text);
        return SettingsLoader.load(Optional.empty(), folder, Map.of(), (call, keys) -> Optional.empty());
    }
}
