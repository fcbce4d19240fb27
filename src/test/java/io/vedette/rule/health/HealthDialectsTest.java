package io.vedette.rule.health;

import static io.vedette.rule.health.HealthTable.http;
import static io.vedette.rule.health.HealthTable.json;
import static io.vedette.rule.health.HealthTable.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Answer;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of dialects: as documented, and each with samples of what its systems send when they are well and when not. */
class HealthDialectsTest {

    private final Rule rule = new HealthRule();

    @Test
    void standsInTheDocumentationRowByRow() throws IOException {
        List<String> documented = new ArrayList<>();
        boolean inTable = false;
        for (String line : Files.readAllLines(Path.of("docs/templates.md"))) {
            inTable |= line.startsWith("| Who uses it |");
            inTable &= line.startsWith("|");
            if (inTable && !line.startsWith("|---") && !line.startsWith("| Who")) {
                documented.add(line);
            }
        }

        assertThat(documented)
                .containsExactlyElementsOf(HealthDialects.ALL.stream()
                        .map(known -> "| " + known.systems() + " | " + known.recognisedBy() + " |")
                        .toList());
    }

    @Test
    void hasSamplesOfEveryRow() {
        List<HealthAnswer> answers = samples()
                .map(sample -> HealthAnswer.of(sample.http, HealthWords.KNOWN, HealthTable.NOW))
                .toList();

        assertThat(HealthDialects.ALL)
                .allSatisfy(known -> assertThat(answers)
                        .as(known.systems())
                        .anySatisfy(answer ->
                                assertThat(known.dialect().read(answer)).isPresent()));
    }

    /**
     * One answer of one system.
     *
     * @param told texts that the message holds; none for an answer that is ok
     */
    record Sample(String system, Answer.Http http, Status status, List<String> told) {

        @Override
        public String toString() {
            return system + " " + http.status() + " " + status.code();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void judges(Sample sample) {
        Verdict verdict = rule.judge(seen(sample.http), HealthTable.NOW);

        assertThat(verdict.status()).as(verdict.toString()).isEqualTo(sample.status);
        assertThat(sample.told).allSatisfy(told -> assertThat(verdict.message()).contains(told));
        assertThat(verdict.message().isEmpty()).isEqualTo(sample.status == Status.OK);
    }

    static Stream<Sample> samples() {
        return Stream.of(
                        text(),
                        servers(),
                        named(),
                        containers(),
                        lists(),
                        flags(),
                        Stream.of(
                                ok(
                                        "Laravel",
                                        "{'finishedAt':%d,'checkResults':[{'name':'Db','status':'ok'}]}"
                                                .formatted(HealthTable.NOW.getEpochSecond())),
                                ok(
                                        "go-sundheit",
                                        "{'url':{'message':'200','timestamp':'2026-01-01T00:00:00Z','duration':1}}"),
                                ok("Django", "{'Cache':'working'}"),
                                ok("Vault", "{'initialized':true,'sealed':false,'standby':false}"),
                                error("Vault", 503, "{'initialized':true,'sealed':true,'standby':true}", "sealed")))
                .flatMap(samples -> samples);
    }

    private static Stream<Sample> text() {
        return Stream.of(
                ok("lightship", "SERVER_IS_READY"),
                ok("lightship", "SERVER_IS_NOT_SHUTTING_DOWN\n"),
                error("lightship", 500, "SERVER_IS_NOT_READY", "SERVER_IS_NOT_READY"),
                error("lightship", 500, "SERVER_IS_SHUTTING_DOWN", "SERVER_IS_SHUTTING_DOWN"),
                error("lightship", 200, "SERVER_IS_NOT_READY", "SERVER_IS_NOT_READY"),
                error("something like lightship", 200, "SERVER_IS_READY_NOT", "no health dialect", "http", "json"),
                ok("ClickHouse", "Ok.\n"),
                ok("Dex", "Health check passed"),
                ok("Envoy", "LIVE\n"),
                error("Envoy", 503, "DRAINING\n", "DRAINING"),
                ok("Graylog", "ALIVE"),
                degraded("Graylog", "THROTTLED", "THROTTLED"),
                ok("Rails", "<!DOCTYPE html><html><body style=\"background-color: green\"></body></html>"),
                error(
                        "Rails",
                        500,
                        "<!DOCTYPE html><html><body style=\"background-color: red\"></body></html>",
                        "background-color: red"),
                ok("HAProxy", "<html><body><h1>200 OK</h1>\nService ready.\n</body></html>\n"),
                degraded("Hasura", "WARN: inconsistent objects in schema", "inconsistent"),
                ok("Kubernetes", "[+]ping ok\nlivez check passed"),
                ok("Qdrant", "healthz check passed"),
                error("Kubernetes", 500, "[+]ping ok\n[-]etcd failed: gone\nlivez check failed", "etcd", "gone"),
                ok("Loki", "ready\n"),
                error("Loki", 503, "Ingester not ready: waiting for 15s after being ready", "waiting for 15s"));
    }

    private static Stream<Sample> servers() {
        return Stream.of(
                ok(
                        "Kafka Connect",
                        "{'name':'x','connector':{'state':'RUNNING'},'tasks':[{'id':0,'state':'RUNNING'}],'type':'sink'}"),
                error(
                        "Kafka Connect",
                        200,
                        "{'name':'x','connector':{'state':'RUNNING'},'tasks':[{'id':1,'state':'FAILED',"
                                + "'trace':'org.apache.kafka.ConnectException: no\\n\\tat x'}]}",
                        "task 1: FAILED (org.apache.kafka.ConnectException: no)"),
                degraded("Kafka Connect", "{'connector':{'state':'PAUSED'},'tasks':[]}", "connector: PAUSED"),
                ok(
                        "Kibana 8",
                        "{'name':'k','status':{'overall':{'level':'available','summary':'All services are available'}}}"),
                error(
                        "Kibana 8",
                        503,
                        "{'status':{'overall':{'level':'unavailable','summary':'Elasticsearch is gone'},"
                                + "'core':{'elasticsearch':{'level':'unavailable','summary':'no nodes'}}}}",
                        "Elasticsearch is gone",
                        "elasticsearch: unavailable (no nodes)"),
                ok("Kibana 7", "{'status':{'overall':{'state':'green'},'statuses':[{'id':'core:x','state':'green'}]}}"),
                ok("Jira", "{'state':'RUNNING'}"),
                degraded("Jira", "{'state':'MAINTENANCE'}", "MAINTENANCE"),
                error("Jira", 503, "{'state':'STARTING'}", "STARTING"),
                ok("Quay", "{'data':{'services':{'auth':true,'database':true}},'status_code':200}"),
                error(
                        "Quay",
                        503,
                        "{'data':{'services':{'auth':true,'database':false}},'status_code':503}",
                        "database"),
                ok("cloudflared", "{'status':200,'readyConnections':4,'connectorId':'a'}"),
                error(
                        "cloudflared",
                        503,
                        "{'status':503,'readyConnections':0,'connectorId':'a'}",
                        "readyConnections 0"),
                ok(
                        "Nextcloud",
                        "{'installed':true,'maintenance':false,'needsDbUpgrade':false,'versionstring':'28.0.1'}"),
                degraded("Nextcloud", "{'installed':true,'maintenance':true,'versionstring':'28.0.1'}", "maintenance"),
                ok(
                        "healthcheck",
                        "{'hostname':'h','status':'success','results':[{'checker':'redis','output':'redis ok','passed':true}]}"),
                error(
                        "healthcheck",
                        500,
                        "{'status':'failure','results':[{'checker':'redis','output':'refused','passed':false}]}",
                        "redis: false (refused)"),
                ok(
                        "watchman",
                        "{'databases':[{'default':{'ok':true}}],'caches':[{'default':{'ok':true}}],'storage':{'ok':true}}"),
                error(
                        "watchman",
                        500,
                        "{'databases':[{'default':{'ok':false,'error':'gone'}}],'storage':{'ok':true}}",
                        "databases/default: false (gone)"),
                ok("SonarQube", "{'id':'1','version':'10','status':'UP'}"),
                error("SonarQube", 200, "{'id':'1','version':'10','status':'STARTING'}", "STARTING"),
                ok("Meilisearch", "{'status':'available'}"),
                ok("Typesense", "{'ok':true}"),
                error("Typesense", 503, "{'ok':false,'resource_error':'OUT_OF_DISK'}", "ok false"),
                ok("Unleash", "{'health':'GOOD'}"),
                error("Unleash", 500, "{'health':'BAD'}", "BAD"),
                ok("OpenTelemetry Collector", "{'status':'Server available','upSince':'x','uptime':'1m'}"),
                error(
                        "OpenTelemetry Collector",
                        503,
                        "{'status':'Server not available','upSince':'x'}",
                        "not available"),
                ok("Milvus", "{'state':'OK','reasons':[]}"),
                ok("CouchDB", "{'status':'ok','seeds':{}}"),
                ok("InfluxDB", "{'name':'influxdb','message':'ready','status':'pass','checks':[],'version':'2'}"),
                ok("Elasticsearch", "{'cluster_name':'c','status':'green','indices':{'a':{'status':'green'}}}"),
                ok("GitLab", "{'status':'ok','master_check':[{'status':'ok'}]}"));
    }

    private static Stream<Sample> named() {
        return Stream.of(
                ok("registry", "{}"),
                ok("registry", "{}\n"),
                error(
                        "registry",
                        503,
                        "{'storage':'connection to tcp://10.0.0.7:5001 failed'}",
                        "storage (connection to tcp://10.0.0.7:5001 failed)"),
                error("registry", 503, "{}", "HTTP status 503"),
                error(
                        "registry",
                        503,
                        "{'errors':[{'code':'UNAVAILABLE','message':'health check failed'}]}",
                        "health check failed"),
                error("heptiolabs", 503, "{'db':'OK','upstream':'dial tcp: refused'}", "upstream (dial tcp: refused)"),
                ok("heptiolabs", "{'db':'OK','upstream':'OK'}"),
                ok("Grafana", "{'commit':'b5e38b6','database':'ok','version':'10.2.3'}"),
                error(
                        "Grafana",
                        503,
                        "{'commit':'b5e38b6','database':'failing','version':'10.2.3'}",
                        "database: failing"),
                ok("Terraform Enterprise", "{'postgres':'UP','redis':'UP','vault':'UP'}"),
                error(
                        "CockroachDB",
                        503,
                        "{'error':'node is not ready','code':14,'message':'node is not ready','details':[]}",
                        "node is not ready"),
                error("a greeting", 200, "{'message':'ok','version':'1'}", "no health dialect"),
                error("names that are no words", 200, "{'db':'OK','cache':'sometimes'}", "no health dialect"));
    }

    private static Stream<Sample> containers() {
        return Stream.of(
                error(
                        "godaddy/terminus",
                        503,
                        "{'status':'error','error':{'redis':'connect ECONNREFUSED'},'details':{'redis':'connect ECONNREFUSED'}}",
                        "status error",
                        "redis (connect ECONNREFUSED)"),
                error(
                        "godaddy/terminus",
                        503,
                        "{'status':'error','error':{'redis':{'code':'ECONNREFUSED','port':6379}}}",
                        "redis (code=ECONNREFUSED, port=6379)"),
                error(
                        "godaddy/terminus",
                        503,
                        "{'status':'error','error':[{'message':'redis is gone'}]}",
                        "redis is gone"),
                error(
                        "godaddy/terminus",
                        503,
                        "{'status':'error','error':{'message':'redis is gone'}}",
                        "status error (redis is gone)"),
                error(
                        "NestJS",
                        503,
                        "{'status':'error','info':{},'error':{'db':{'status':'down','message':'gone'}}}",
                        "db: down (gone)"),
                error(
                        "Fastify under-pressure",
                        503,
                        "{'statusCode':503,'code':'FST_UNDER_PRESSURE','error':'Service Unavailable','message':'Event loop lag is high'}",
                        "Event loop lag is high",
                        "FST_UNDER_PRESSURE"),
                degraded(
                        "health-go",
                        "{'status':'Partially Available','timestamp':'x','failures':{'rabbitmq':'failed during check'},'component':{'name':'a','version':'1'}}",
                        "rabbitmq (failed during check)"),
                error(
                        "health-go",
                        503,
                        "{'status':'Service Unavailable','failures':{'db':'gone'}}",
                        "Service Unavailable",
                        "db (gone)"),
                ok(
                        "health-go",
                        "{'status':'OK','timestamp':'x','system':{'version':'go1.21'},'component':{'name':'a','version':'1'}}"),
                error("Ory", 503, "{'errors':{'database':'dial tcp: refused'}}", "database (dial tcp: refused)"),
                error(
                        "App Metrics",
                        503,
                        "{'status':'Unhealthy','healthy':{'a':'fine'},'unhealthy':{'db':'gone'}}",
                        "db (gone)"),
                ok("RabbitMQ", "{'status':'ok'}"),
                error(
                        "RabbitMQ",
                        503,
                        "{'status':'failed','reason':'resource alarm(s) in effect','alarms':[{'node':'rabbit@one','resource':'memory'}]}",
                        "resource alarm(s) in effect",
                        "memory (node=rabbit@one, resource=memory)"),
                error(
                        "RabbitMQ",
                        503,
                        "{'status':'failed','reason':'No active listener','missing':5671,'ports':[5672]}",
                        "No active listener",
                        "5671: missing"),
                error(
                        "RabbitMQ",
                        503,
                        "{'status':'failed','reason':'Some virtual hosts are down','virtual-hosts':['shop']}",
                        "shop"),
                ok("errors of something that is well", "{'status':'ok','errors':{'last':'seen yesterday'}}"),
                error(
                        "InVisionApp/go-health",
                        500,
                        "{'status':'failed','details':{'db':{'name':'db','status':'failed','fatal':true,'err':'dial tcp: refused'}}}",
                        "db: failed (dial tcp: refused)"),
                ok(
                        "LiipMonitorBundle",
                        "{'checks':[{'checkName':'PHP','message':'','status':0,'status_name':'check_result_ok'},"
                                + "{'checkName':'Skipped','status':2,'status_name':'check_result_skip'}],'globalStatus':'OK'}"),
                error(
                        "LiipMonitorBundle",
                        502,
                        "{'checks':[{'checkName':'PHP','message':'too old','status':3,'status_name':'check_result_critical'}],'globalStatus':'KO'}",
                        "PHP: check_result_critical (too old)"),
                ok("Spring Boot", "{'status':'UP','components':{'db':{'status':'UP'}}}"),
                ok("MicroProfile", "{'status':'UP','checks':[{'name':'db','status':'UP'}]}"),
                ok("ASP.NET Core", "{'status':'Healthy','entries':{'db':{'status':'Healthy'}}}"),
                ok(
                        "NestJS",
                        "{'status':'ok','info':{'db':{'status':'up'}},'error':{},'details':{'db':{'status':'up'}}}"));
    }

    private static Stream<Sample> lists() {
        return Stream.of(
                ok("Dropwizard", "[]"),
                ok("Dropwizard", "[{'name':'database','healthy':true}]"),
                ok("Dropwizard", "[{'name':'database','healthy':true,'type':'READY','critical':true}]"),
                error(
                        "Dropwizard",
                        503,
                        "[{'name':'database','healthy':false,'type':'READY','critical':true},{'name':'cache','healthy':true}]",
                        "database: false"),
                error("Dropwizard", 503, "[]", "HTTP status 503"),
                ok("PD", "[{'name':'pd','member_id':1,'client_urls':[],'health':true}]"),
                error(
                        "PlugCheckup",
                        500,
                        "[{'name':'DB','healthy':false,'error':'gone','time':3}]",
                        "DB: false (gone)"),
                ok("Consul", "[{'Node':'a','CheckID':'b','Name':'c','Status':'passing'}]"));
    }

    private static Stream<Sample> flags() {
        return Stream.of(
                ok("Dropwizard", "{'db':{'healthy':true},'deadlocks':{'healthy':true,'message':null}}"),
                error("Dropwizard", 500, "{'db':{'healthy':false,'message':'gone'}}", "db: false (gone)"),
                ok("Nomad", "{'client':{'ok':true,'message':'ok'},'server':{'ok':true,'message':'ok'}}"),
                error(
                        "Nomad",
                        500,
                        "{'server':{'ok':false,'message':'No cluster leader'}}",
                        "server: false (No cluster leader)"),
                ok("OkComputer", "{'default':{'message':'Application is running','success':true,'time':0.1}}"),
                error("OkComputer", 500, "{'db':{'message':'gone','success':false,'time':0.1}}", "db: false (gone)"),
                ok(
                        "Airflow",
                        "{'metadatabase':{'status':'healthy'},'scheduler':{'status':'healthy','latest_scheduler_heartbeat':'x'},"
                                + "'triggerer':{'status':null,'latest_triggerer_heartbeat':null}}"),
                error(
                        "Airflow",
                        200,
                        "{'metadatabase':{'status':'healthy'},'scheduler':{'status':'unhealthy'}}",
                        "scheduler: unhealthy"),
                ok(
                        "flags that are somebody else's",
                        "{'status':'ok','lastRequest':{'success':false},'cache':{'ok':false}}"));
    }

    private static Sample ok(String system, String body) {
        return new Sample(system, http(200, json(body)), Status.OK, List.of());
    }

    private static Sample degraded(String system, String body, String... told) {
        return new Sample(system, http(200, json(body)), Status.DEGRADED, List.of(told));
    }

    private static Sample error(String system, int code, String body, String... told) {
        return new Sample(system, http(code, json(body)), Status.ERROR, List.of(told));
    }
}
