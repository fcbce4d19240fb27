package io.vedette.rule.health;

import static io.vedette.rule.Status.DEGRADED;
import static io.vedette.rule.Status.ERROR;
import static io.vedette.rule.Status.OK;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every known dialect, in the order in which a message tells what they found. The documentation of the template health
 * lists the same rows; a new family of answers is a row here and there, and its samples in a test.
 */
final class HealthDialects {

    /**
     * A row.
     *
     * @param systems who answers so
     * @param recognisedBy what an answer is recognised by
     * @param alone whether it says all of an answer that it reads, so that no other dialect is asked
     * @param dialect reads it
     */
    record Known(String systems, String recognisedBy, boolean alone, Dialect dialect) {}

    static final List<Known> ALL = List.of(
            // Text.
            row(
                    "Kubernetes, etcd, Qdrant",
                    "lines `[+]name ok`, `[-]name failed: why`, `livez check passed`",
                    new KubernetesDialect()),
            row(
                    "One word: ASP.NET Core, Kubernetes, Loki, Mimir, Tempo, Traefik, Alertmanager, CoreDNS …",
                    "a health word as text or as a JSON string: `Healthy`, `ok`, `ready`",
                    new PlainWordDialect()),
            row(
                    "lightship",
                    "the text `SERVER_IS_READY`, `SERVER_IS_NOT_READY`, `SERVER_IS_SHUTTING_DOWN`, `SERVER_IS_NOT_SHUTTING_DOWN`",
                    new TextDialect(Map.of(
                            "SERVER_IS_READY", OK,
                            "SERVER_IS_NOT_SHUTTING_DOWN", OK,
                            "SERVER_IS_NOT_READY", ERROR,
                            "SERVER_IS_SHUTTING_DOWN", ERROR))),
            row(
                    "Prometheus, GitLab, ClickHouse, Dex",
                    "the text `Prometheus Server is Healthy.`, `GitLab OK`, `Ok.`, `Health check passed`",
                    new TextDialect(Map.of(
                            "Prometheus Server is Healthy.", OK,
                            "Prometheus Server is Ready.", OK,
                            "Prometheus is Healthy.", OK,
                            "Prometheus is Ready.", OK,
                            "GitLab OK", OK,
                            "Ok.", OK,
                            "Health check passed", OK))),
            row(
                    "Envoy, Graylog",
                    "the text `LIVE`, `DRAINING`, `INITIALIZING`, `PRE_INITIALIZING`; `ALIVE`, `THROTTLED`, `DEAD`",
                    new TextDialect(Map.of(
                            "LIVE", OK,
                            "DRAINING", ERROR,
                            "INITIALIZING", ERROR,
                            "PRE_INITIALIZING", ERROR,
                            "ALIVE", OK,
                            "THROTTLED", DEGRADED,
                            "DEAD", ERROR))),
            row(
                    "Rails `/up`",
                    "the page whose body is green or red",
                    new TextDialect(Map.of(
                            "<!DOCTYPE html><html><body style=\"background-color: green\"></body></html>", OK,
                            "<!DOCTYPE html><html><body style=\"background-color: red\"></body></html>", ERROR))),
            row(
                    "HAProxy `monitor-uri`, Hasura",
                    "the page `Service ready.`; the text `WARN: inconsistent objects in schema`",
                    new TextDialect(Map.of(
                            "<html><body><h1>200 OK</h1> Service ready. </body></html>", OK,
                            "<html><body><h1>200 OK</h1>Service ready.</body></html>", OK,
                            "WARN: inconsistent objects in schema", DEGRADED))),
            // One server's alone.
            alone("Kafka Connect", "`connector.state` and `tasks`", ServerDialects::kafkaConnect),
            alone(
                    "Kibana, OpenSearch Dashboards",
                    "`status.overall.level` or `status.overall.state`",
                    ServerDialects::kibana),
            alone(
                    "Jira, Confluence, Bitbucket",
                    "`state` alone: `RUNNING`, `MAINTENANCE` …",
                    ServerDialects::atlassian),
            alone("Quay", "`data.services` and `status_code`", ServerDialects::quay),
            alone("cloudflared", "`status` and `readyConnections`", ServerDialects::cloudflared),
            alone("Nextcloud, ownCloud", "`installed`, `maintenance`, `versionstring`", ServerDialects::nextcloud),
            alone(
                    "healthcheck for Flask and Tornado",
                    "`results` with `checker` and `passed`",
                    ServerDialects::healthcheck),
            alone("django-watchman", "parts with the flag `ok`, in lists by kind", ServerDialects::watchman),
            // The overall word.
            row(
                    "Objects with an overall word: etcd, RabbitMQ, NATS, Meilisearch, Typesense, Unleash, Metabase, SonarQube, Solr, CouchDB, Mattermost, Milvus, OpenTelemetry Collector, Jaeger, Fastify under-pressure …",
                    "`status`, `outcome`, `health`, `healthy`, `globalStatus`, `ok`, or `state`",
                    new StatusWordDialect()),
            row("Vault, OpenBao", "`initialized` and `sealed`; the HTTP status is the state", new VaultDialect()),
            row("Elasticsearch, OpenSearch", "`cluster_name` beside `status`", new ElasticsearchDialect()),
            // Components under a container.
            row(
                    "Spring Boot Actuator 2 and later, Micronaut, Harbor",
                    "`components` or `details` by name",
                    new SpringBootDialect()),
            row(
                    "MicroProfile Health (Quarkus, SmallRye, Helidon, Open Liberty, Keycloak), application/health+json (Gitea, InfluxDB), Symfony LiipMonitorBundle, Avalanche",
                    "`checks`, an object by name or a list",
                    new ChecksDialect()),
            row(
                    "ASP.NET Core, health-monitor-rails",
                    "`entries` or `results`, `info` as a list, `errors` as pairs",
                    new AspNetDialect()),
            row(
                    "NestJS terminus, alexliesenfeld/health, InVisionApp/go-health",
                    "`info`, `error`, `details` by name",
                    new TerminusDialect()),
            row(
                    "godaddy/terminus, hellofresh/health-go, Ory, App Metrics, RabbitMQ",
                    "failing parts with a text alone: `error`, `errors`, `failures`, `unhealthy`, `degraded` by name; `alarms`, `queues`, `virtual-hosts`, `missing` beside `reason`",
                    new FailuresDialect()),
            row("Laravel (spatie/laravel-health)", "`checkResults` and `finishedAt`", new LaravelDialect()),
            // Components without one.
            row(
                    "Spring Boot 1, Dropwizard Metrics, Jenkins, Nexus, Nomad, Airflow, OkComputer",
                    "parts side by side with `status`, `healthy`, `ok` or `success`",
                    new SiblingsDialect()),
            row("GitLab `/-/readiness`", "`…_check`", new GitLabDialect()),
            row(
                    "Consul, Dropwizard, PD, PlugCheckup",
                    "a list of parts with `Status`, `status`, `healthy` or `health`; an empty one is ok, but for Consul's",
                    new ConsulDialect()),
            row(
                    "AppsFlyer/go-sundheit",
                    "results by name with `timestamp`, failing with `error`",
                    new SundheitDialect()),
            row("django-health-check", "names with `working`, or with a text that says why not", new DjangoDialect()),
            row(
                    "Container registry (distribution), heptiolabs/healthcheck, CockroachDB, Grafana, Terraform Enterprise",
                    "names with a health word; `{}` with 2xx is ok; with another HTTP status names and why they fail",
                    new NamedTextsDialect()));

    private static final List<Dialect> ALONE = dialects(true);
    private static final List<Dialect> TOGETHER = dialects(false);

    private HealthDialects() {}

    private static List<Dialect> dialects(boolean alone) {
        return ALL.stream()
                .filter(known -> known.alone() == alone)
                .map(Known::dialect)
                .toList();
    }

    private static Known row(String systems, String recognisedBy, Dialect dialect) {
        return new Known(systems, recognisedBy, false, dialect);
    }

    private static Known alone(String systems, String recognisedBy, Dialect dialect) {
        return new Known(systems, recognisedBy, true, dialect);
    }

    /** Returns what these dialects read in the answer. */
    static Optional<HealthReport> read(HealthAnswer answer, List<Dialect> dialects) {
        List<HealthReport> reports = dialects.stream()
                .flatMap(dialect -> dialect.read(answer).stream())
                .toList();
        return reports.isEmpty() ? Optional.empty() : Optional.of(HealthReport.together(reports));
    }

    /** Returns what all dialects read in the answer; empty when none knows it. */
    static Optional<HealthReport> read(HealthAnswer answer) {
        if (answer.isProblemDocument()) {
            return Optional.empty();
        }
        return ALONE.stream()
                .flatMap(dialect -> dialect.read(answer).stream())
                .findFirst()
                .or(() -> read(answer, TOGETHER));
    }
}
