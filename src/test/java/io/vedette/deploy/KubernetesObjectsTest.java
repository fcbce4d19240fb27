package io.vedette.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is to be applied has no field that Kubernetes does not know, and values of the right types: {@code kubectl} would tell of a cluster alone. */
class KubernetesObjectsTest {

    private static final Path MANIFESTS = Path.of("deploy", "kubernetes", "vedette.yaml");
    private static final String MODELS = V1ConfigMap.class.getPackageName() + ".V1";
    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(OffsetDateTime.class, (JsonDeserializer<OffsetDateTime>)
                    (json, type, context) -> OffsetDateTime.parse(json.getAsString()))
            .create();

    private static final Map<String, List<String>> KINDS = Map.of(
            "v1", List.of("ConfigMap", "Secret", "Service", "ServiceAccount"),
            "apps/v1", List.of("StatefulSet"),
            "policy/v1", List.of("PodDisruptionBudget"),
            "networking.k8s.io/v1", List.of("Ingress", "NetworkPolicy"),
            "rbac.authorization.k8s.io/v1", List.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"));

    @Test
    void areManifestsThatKubernetesTakes() throws Exception {
        List<JsonNode> all = objects(Files.readString(MANIFESTS));

        assertThat(all).hasSize(5);
        for (JsonNode one : all) {
            take(one);
        }
    }

    static Stream<Map<String, String>> installations() {
        return Stream.of(
                HelmChartTest.ONE,
                HelmChartTest.THREE,
                with(
                        "kubernetes.discovery=true",
                        "ingress.enabled=true",
                        "ingress.className=nginx",
                        "ingress.tls[0].secretName=shop",
                        "ingress.tls[0].hosts[0]=shop.example.com",
                        "persistence.storageClass=fast",
                        "imagePullSecrets[0].name=registry",
                        "networkPolicy.from[0].podSelector.matchLabels.app=proxy",
                        "podLabels.team=ops",
                        "podAnnotations.note=none",
                        "tolerations[0].key=spot",
                        "nodeSelector.disk=ssd",
                        "env[0].name=TEAM",
                        "env[0].value=ops"),
                with("kubernetes.discovery=true", "kubernetes.namespaces[0]=prod"));
    }

    private static Map<String, String> with(String... more) {
        Map<String, String> values = new TreeMap<>(HelmChartTest.ONE);
        for (String each : more) {
            values.put(each.split("=")[0], each.split("=")[1]);
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("installations")
    void areMadeByTheChart(Map<String, String> values) throws Exception {
        for (JsonNode one : HelmChartTest.rendered(values)) {
            take(one);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "readinessProbe:           , readynessProbe:            , readynessProbe",
        "fsGroup:                  , fsgroup:                   , fsgroup",
        "maxUnavailable: 1         , maxUnavailabel: 1          , maxUnavailabel",
        "publishNotReadyAddresses: , publishNotReadyAdresses:   , publishNotReadyAdresses",
        "configMap:                , configmap:                 , configmap",
        "replicas: 3               , replicas: three            , three",
        "periodSeconds: 5          , periodSeconds: 5s          , 5s",
        "apiVersion: policy/v1     , apiVersion: policy/v1beta1 , policy/v1beta1"
    })
    void areNotTakenWithAMistake(String right, String wrong, String words) throws Exception {
        String text = Files.readString(MANIFESTS);
        assertThat(text).contains(right);

        assertThatThrownBy(() -> {
                    for (JsonNode one : objects(text.replace(right, wrong))) {
                        take(one);
                    }
                })
                .hasMessageContaining(words);
    }

    /** Reads an object as Kubernetes' client does, which refuses what it does not know. */
    private static void take(JsonNode one) throws Exception {
        String kind = one.path("kind").asText();
        String version = one.path("apiVersion").asText();
        if (!KINDS.getOrDefault(version, List.of()).contains(kind)) {
            throw new IllegalArgumentException("there is no " + kind + " of " + version);
        }
        Class<?> model = Class.forName(MODELS + kind);
        JsonElement json = JsonParser.parseString(one.toString());
        try {
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e);
        }
        GSON.fromJson(json, model);
    }

    private static List<JsonNode> objects(String yaml) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        StreamSupport.stream(
                        new Load(LoadSettings.builder().build())
                                .loadAllFromString(yaml)
                                .spliterator(),
                        false)
                .forEach(document -> all.add(new ObjectMapper().valueToTree(document)));
        return all;
    }
}
