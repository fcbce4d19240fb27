package io.vedette.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.vedette.config.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The chart, linted and rendered by Helm itself. */
class HelmChartTest {

    private static final Path CHART = Path.of("deploy", "helm", "vedette");
    static final Map<String, String> ONE = Map.of("http.password", "secret");
    static final Map<String, String> THREE = Map.of(
            "replicas", "3",
            "http.existingSecret", "vedette",
            "cluster.existingSecret", "vedette",
            "database.existingSecret", "vedette",
            "database.url", "jdbc:postgresql://postgres/vedette");

    @Test
    void isWhatHelmExpects() {
        LintResult result = new Helm(CHART).lint().quiet().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void runsOneNodeOnAVolumeOfItsOwn() {
        List<JsonNode> all = rendered(ONE);

        assertThat(all.stream().map(HelmChartTest::kind))
                .contains("StatefulSet", "Service", "ConfigMap", "Secret", "ServiceAccount", "NetworkPolicy")
                .doesNotContain("PodDisruptionBudget", "Ingress");
        assertThat(of(all, "StatefulSet").at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(of(all, "StatefulSet")
                        .at("/spec/volumeClaimTemplates/0/metadata/name")
                        .asText())
                .isEqualTo("data");
        assertThat(settings(all)).contains("vedette.database.url=jdbc:sqlite:/var/lib/vedette/vedette.db");
        assertThat(settings(all).lines()).noneMatch(line -> line.startsWith("vedette.cluster"));
    }

    @Test
    void runsSeveralThatFindEachOther() {
        List<JsonNode> all = rendered(THREE);

        assertThat(all.stream().map(HelmChartTest::kind))
                .contains("PodDisruptionBudget")
                .doesNotContain("Secret");
        assertThat(settings(all))
                .contains(
                        "vedette.cluster=true",
                        "vedette.cluster.discovery=dns:shop-vedette-nodes.ops.svc",
                        "vedette.database.url=jdbc:postgresql://postgres/vedette");
        assertThat(all.stream().filter(one -> one.at("/spec/clusterIP").asText().equals("None")))
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.at("/metadata/name").asText()).isEqualTo("shop-vedette-nodes");
                    assertThat(service.at("/spec/publishNotReadyAddresses").asBoolean())
                            .isTrue();
                });
        assertThat(environment(all))
                .contains("VEDETTE_HTTP_PASSWORD", "VEDETTE_DATABASE_PASSWORD", "VEDETTE_CLUSTER_SECRET")
                // Addresses of pods need not be private, and only those are found by themselves.
                .contains("VEDETTE_CLUSTER_BIND");
    }

    @Test
    void namesSettingsThatThereAre() {
        for (Map<String, String> values : List.of(ONE, THREE)) {
            List<JsonNode> all = rendered(values);
            assertThat(settings(all).lines().filter(line -> !line.isBlank()).map(line -> line.split("=")[0]))
                    .allMatch(SettingKey.keys()::contains);
            assertThat(environment(all)).allMatch(SettingKey.variables()::contains);
        }
    }

    @Test
    void givesNobodyMoreThanTheyNeed() {
        List<JsonNode> all = rendered(THREE);

        JsonNode pod = of(all, "StatefulSet").at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
        JsonNode container = pod.at("/containers/0/securityContext");
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        JsonNode ingress = of(all, "NetworkPolicy").at("/spec/ingress/1");
        assertThat(ingress.at("/ports/0/port").asText()).isEqualTo("cluster");
        assertThat(ingress.at("/ports/1/port").asText()).isEqualTo("detection");
        assertThat(ingress.at("/from/0/podSelector/matchLabels"))
                .isEqualTo(of(all, "StatefulSet").at("/spec/selector/matchLabels"));
    }

    @Test
    void opensThePortsByWhichNodesTalkAndMissEachOther() {
        JsonNode container = of(rendered(THREE), "StatefulSet").at("/spec/template/spec/containers/0");
        assertThat(texts(container.path("ports"), "containerPort")).containsExactly("3002", "7800", "7900");

        Map<String, String> values = new TreeMap<>(THREE);
        values.put("cluster.port", "8000");
        JsonNode nodes = rendered(values).stream()
                .filter(one -> one.at("/spec/clusterIP").asText().equals("None"))
                .findFirst()
                .orElseThrow();
        assertThat(texts(nodes.at("/spec/ports"), "port")).containsExactly("8000", "8100");
        assertThat(texts(nodes.at("/spec/ports"), "targetPort")).isEqualTo(List.of("cluster", "detection"));
    }

    @Test
    void isReadyOnceTheStartIsOver() {
        JsonNode set = of(rendered(ONE), "StatefulSet");

        assertThat(set.at("/spec/minReadySeconds").asInt()).isEqualTo(10);
        assertThat(set.at("/spec/template/spec/containers/0/readinessProbe/httpGet/path")
                        .asText())
                .isEqualTo("/health/live?started");
    }

    @Test
    void mayAskKubernetesForTargetsOnlyWhereThatIsSet() {
        List<JsonNode> closed = rendered(ONE);
        assertThat(mayUseItsToken(closed)).isFalse();
        assertThat(closed.stream().map(HelmChartTest::kind)).noneMatch(kind -> kind.contains("Role"));

        Map<String, String> values = new TreeMap<>(ONE);
        values.put("kubernetes.discovery", "true");
        List<JsonNode> open = rendered(values);
        assertThat(mayUseItsToken(open)).isTrue();
        assertThat(of(open, "ClusterRole").path("rules")).hasSize(2);
        assertThat(of(open, "ClusterRole").at("/rules/0/resources/0").asText()).isEqualTo("services");
        assertThat(of(open, "ClusterRole").at("/rules/1/resources/0").asText()).isEqualTo("ingresses");
        assertThat(of(open, "ClusterRoleBinding").at("/roleRef/name"))
                .isEqualTo(of(open, "ClusterRole").at("/metadata/name"));
        assertThat(of(open, "ClusterRoleBinding").at("/subjects/0/name"))
                .isEqualTo(of(open, "ServiceAccount").at("/metadata/name"));

        values.put("kubernetes.namespaces[0]", "prod");
        values.put("kubernetes.namespaces[1]", "till");
        List<JsonNode> some = rendered(values);
        assertThat(some.stream().map(HelmChartTest::kind)).doesNotContain("ClusterRole", "ClusterRoleBinding");
        for (String kind : List.of("Role", "RoleBinding")) {
            assertThat(some.stream()
                            .filter(one -> kind(one).equals(kind))
                            .map(one -> one.at("/metadata/namespace").asText()))
                    .containsExactlyInAnyOrder("prod", "till");
        }
    }

    private static boolean mayUseItsToken(List<JsonNode> all) {
        return of(all, "StatefulSet")
                .at("/spec/template/spec/automountServiceAccountToken")
                .asBoolean(true);
    }

    @Test
    void labelsEverything() throws IOException {
        assertThat(rendered(ONE))
                .allSatisfy(one -> assertThat(one.at("/metadata/labels").has("app.kubernetes.io/managed-by"))
                        .isTrue());
        // Helm renders no hooks here. Services and the network policy find nodes by these labels, and that pod is none.
        assertThat(Files.readString(CHART.resolve("templates/tests/live.yaml")))
                .contains("runAsNonRoot: true", "readOnlyRootFilesystem: true")
                .doesNotContain("vedette.labels", "vedette.selector");
    }

    @ParameterizedTest
    @CsvSource({
        "replicas=3;http.open=true                                      , set database.url",
        "replicas=3;http.open=true;database.url=jdbc:postgresql://p/v   , cluster.secret",
        "replicas=1                                                     , http.existingSecret",
        "replicas=0;http.open=true                                      , replicas",
        "http.open=true;database.url=jdbc:mysql://m/v                   , database",
        "http.open=true;cluster.port=65500                              , port",
        "http.open=true;persistence.sise=2Gi                            , sise"
    })
    void refusesWhatCannotBeRight(String values, String words) {
        TemplateCommand command = command();
        Stream.of(values.strip().split(";"))
                .map(each -> each.split("="))
                .forEach(each -> command.set(each[0], each[1]));

        assertThatThrownBy(command::call).hasMessageContaining(words);
    }

    private static TemplateCommand command() {
        return new Helm(CHART).template().withName("shop").withNamespace("ops");
    }

    static List<JsonNode> rendered(Map<String, String> values) {
        TemplateCommand command = command();
        values.forEach(command::set);
        Iterable<Object> all = new Load(LoadSettings.builder().build()).loadAllFromString(command.call());
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one -> one != null)
                .map(one -> (JsonNode) new ObjectMapper().valueToTree(one))
                .toList();
    }

    private static String kind(JsonNode one) {
        return one.path("kind").asText();
    }

    private static JsonNode of(List<JsonNode> all, String kind) {
        return all.stream().filter(one -> kind(one).equals(kind)).findFirst().orElseThrow();
    }

    private static String settings(List<JsonNode> all) {
        return of(all, "ConfigMap").at("/data/application.properties").asText();
    }

    private static List<String> environment(List<JsonNode> all) {
        return texts(of(all, "StatefulSet").at("/spec/template/spec/containers/0/env"), "name");
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.path(field).asText())
                .toList();
    }
}
