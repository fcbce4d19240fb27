package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests fit each other and the program: what one names another has, and every setting is valid as it is given there. */
class KubernetesTest {

    private static final Path FILE = Path.of("deploy/kubernetes/vedette.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> parts = parts();

    private static Map<String, JsonNode> parts() {
        Map<String, JsonNode> parts = new HashMap<>();
        try {
            new Load(LoadSettings.builder().build())
                    .loadAllFromString(Files.readString(FILE))
                    .forEach(document -> {
                        JsonNode part = JSON.valueToTree(document);
                        parts.put(
                                part.path("kind").asText() + "/"
                                        + part.at("/metadata/name").asText(),
                                part);
                    });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return parts;
    }

    private JsonNode container() {
        return parts.get("StatefulSet/vedette").at("/spec/template/spec/containers/0");
    }

    @Test
    void haveTheirPlacesInTheApi() {
        assertThat(parts.keySet())
                .containsExactlyInAnyOrder(
                        "ConfigMap/vedette-routes",
                        "Service/vedette-nodes",
                        "Service/vedette",
                        "PodDisruptionBudget/vedette",
                        "StatefulSet/vedette");
        assertThat(parts.get("StatefulSet/vedette").path("apiVersion").asText()).isEqualTo("apps/v1");
        assertThat(parts.get("PodDisruptionBudget/vedette").path("apiVersion").asText())
                .isEqualTo("policy/v1");
        assertThat(parts.get("Service/vedette-nodes").at("/spec/clusterIP").asText())
                .isEqualTo("None");
    }

    @Test
    void selectThePodsOfTheSet() {
        JsonNode labels = parts.get("StatefulSet/vedette").at("/spec/template/metadata/labels");

        assertThat(List.of(
                        parts.get("StatefulSet/vedette").at("/spec/selector/matchLabels"),
                        parts.get("PodDisruptionBudget/vedette").at("/spec/selector/matchLabels"),
                        parts.get("Service/vedette").at("/spec/selector"),
                        parts.get("Service/vedette-nodes").at("/spec/selector")))
                .containsOnly(labels);
        assertThat(parts.get("StatefulSet/vedette").at("/spec/serviceName").asText())
                .isEqualTo("vedette-nodes");
    }

    @Test
    void nameOnlyPortsAndVolumesThatAreThere() {
        List<String> ports = texts(container().path("ports"), "name");
        assertThat(ports)
                .contains(parts.get("Service/vedette")
                        .at("/spec/ports/0/targetPort")
                        .asText());
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            container()
                    .path(probe)
                    .findValuesAsText("port")
                    .forEach(port -> assertThat(ports).contains(port));
        }
        assertThat(texts(container().path("volumeMounts"), "name"))
                .isEqualTo(texts(parts.get("StatefulSet/vedette").at("/spec/template/spec/volumes"), "name"));
        assertThat(container().path("ports").findValues("containerPort").stream()
                        .map(JsonNode::asInt))
                .containsExactly(3002, 7800, 7900);
    }

    @Test
    void callAPodReadyOnceTheStartIsOver() {
        assertThat(container().at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/live?started");
        assertThat(parts.get("StatefulSet/vedette").at("/spec/minReadySeconds").asInt())
                .isEqualTo(10);
    }

    @Test
    void giveSettingsThatAreValid(@TempDir Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (JsonNode one : container().path("env")) {
            assertThat(SettingKey.variables()).contains(one.path("name").asText());
            environment.put(
                    one.path("name").asText(),
                    one.has("value") ? one.path("value").asText() : given(one));
        }
        Files.writeString(folder.resolve("application.properties"), "");

        Loaded loaded = SettingsLoader.load(Optional.empty(), folder, environment, (call, keys) -> Optional.empty());

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.settings().cluster().on()).isTrue();
        assertThat(loaded.settings().cluster().discovery().name()).isEqualTo("vedette-nodes");
    }

    private static String given(JsonNode one) {
        return one.at("/valueFrom/fieldRef/fieldPath").asText().equals("status.podIP")
                ? "10.1.2.3"
                : one.at("/valueFrom/secretKeyRef").isMissingNode() ? "vedette-0" : "a secret of many characters";
    }

    private static List<String> texts(JsonNode list, String field) {
        return new ArrayList<>(StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.path(field).asText())
                .toList());
    }
}
