package io.vedette.rule.health;

import static io.vedette.rule.Reason.COMPONENT;
import static io.vedette.rule.Reason.HTTP_STATUS;
import static io.vedette.rule.Reason.MALFORMED_BODY;
import static io.vedette.rule.Reason.STATUS;
import static io.vedette.rule.health.HealthTable.degraded;
import static io.vedette.rule.health.HealthTable.error;
import static io.vedette.rule.health.HealthTable.judge;
import static io.vedette.rule.health.HealthTable.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Rule;
import io.vedette.rule.health.HealthTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vault, Consul, Elasticsearch, etcd, GitLab. */
class HealthRuleServersTest {

    private final Rule rule = new HealthRule();

    @ParameterizedTest
    @MethodSource
    void readsVault(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsVault() {
        String flags = "'replication_dr_mode':'disabled','server_time_utc':1545132958,'version':'1.0.0'}";
        String active = "{'initialized':true,'sealed':false,'standby':false," + flags;
        String standby = "{'initialized':true,'sealed':false,'standby':true," + flags;
        String sealed = "{'initialized':true,'sealed':true,'standby':true," + flags;
        return Stream.of(
                ok("200 active", 200, active),
                ok("429 standby", 429, standby),
                ok("472 disaster recovery secondary", 472, active),
                ok("473 performance standby", 473, standby),
                ok("200 standby by query", 200, standby),
                error("474 standby without an active node", 474, standby, STATUS),
                error("501 uninitialised", 501, "{'initialized':false,'sealed':true,'standby':true}", STATUS),
                error("503 sealed", 503, sealed, STATUS),
                error("200 sealed by query", 200, sealed, STATUS),
                error("530 removed", 530, active, STATUS),
                error("500 whatever", 500, active, HTTP_STATUS),
                error("429 of somebody else", 429, "{'errors':['rate limit']}", HTTP_STATUS),
                error("473 with a green body of somebody else", 473, "{'status':'UP'}", HTTP_STATUS));
    }

    @ParameterizedTest
    @MethodSource
    void readsConsul(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsConsul() {
        return Stream.of(
                ok(
                        "checks passing",
                        200,
                        "[{'Node':'foobar','CheckID':'service:redis','Name':'redis check','Status':'passing'}]"),
                error("check critical", 200, """
                        [{'Node':'foobar','CheckID':'serfHealth','Name':'Serf Health Status','Status':'passing','Notes':'',
                        'Output':'','ServiceID':''},{'Node':'foobar','CheckID':'service:redis','Name':'redis check',
                        'Status':'critical','Output':'dial tcp: refused','ServiceName':'redis'}]""", COMPONENT, "foobar/redis check critical"),
                degraded(
                        "check warning", 200, "[{'Node':'n','Name':'a','Status':'warning'}]", COMPONENT, "n/a warning"),
                error("service with checks", 200, """
                        [{'Node':{'Node':'one','Address':'10.1.10.12'},'Service':{'ID':'redis','Service':'redis'},'Checks':[
                        {'Node':'one','Name':'redis check','Status':'passing'},{'Node':'one','CheckID':'serfHealth',
                        'Status':'critical'}]},{'Node':{'Node':'two'},'Service':{'ID':'redis'},'Checks':[
                        {'Name':'redis check','Status':'passing'}]}]""", COMPONENT, "one/serfHealth critical"),
                error("no such service", 200, "[]", STATUS).with("x-consul-index", "7"),
                ok("an empty list of somebody else", 200, "[]"),
                degraded(
                        "aggregated warning comes with 429",
                        429,
                        "[{'AggregatedStatus':'warning','Service':{'ID':'web1','Service':'web'}}]",
                        COMPONENT,
                        "web1 warning"),
                error(
                        "aggregated critical comes with 503",
                        503,
                        "[{'AggregatedStatus':'critical','Service':{'ID':'web1'}}]",
                        COMPONENT,
                        "web1 critical"),
                error(
                        "map of the agent's checks",
                        200,
                        "{'service:redis':{'Node':'n','CheckID':'service:redis','Name':'x','Status':'critical','Output':'no'},"
                                + "'mem':{'CheckID':'mem','Status':'passing'}}",
                        COMPONENT,
                        "service:redis critical"),
                error("a list of something else", 200, "[{'id':1},{'id':2}]", MALFORMED_BODY),
                error("a list of numbers", 200, "[1,2]", MALFORMED_BODY),
                error(
                        "the list of HealthChecks.UI",
                        200,
                        "[{'id':1,'status':'Unhealthy','name':'web','uri':'/healthz','entries':[{'name':'db','status':'Unhealthy'}]}]",
                        COMPONENT,
                        "web Unhealthy"));
    }

    @ParameterizedTest
    @MethodSource
    void readsElasticsearch(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsElasticsearch() {
        String shards = "'timed_out':false,'number_of_nodes':3,'active_shards':10,'unassigned_shards':%d}";
        return Stream.of(
                ok("green", 200, "{'cluster_name':'c','status':'green'," + shards.formatted(0)),
                degraded("yellow", 200, "{'cluster_name':'c','status':'yellow'," + shards.formatted(5), STATUS),
                error("red comes with 200", 200, "{'cluster_name':'c','status':'red'," + shards.formatted(9), STATUS),
                degraded("timed out", 200, "{'cluster_name':'c','status':'green','timed_out':true}", STATUS),
                error(
                        "timed out with 408",
                        408,
                        "{'cluster_name':'c','status':'yellow','timed_out':true}",
                        HTTP_STATUS),
                error(
                        "level=indices",
                        200,
                        "{'cluster_name':'c','status':'red','indices':{'logs':{'status':'red','unassigned_shards':1},'x':{'status':'green'}}}",
                        STATUS,
                        "logs red"),
                degraded(
                        "health report",
                        200,
                        "{'status':'yellow','cluster_name':'c','indicators':{'disk':{'status':'yellow','symptom':'1 node is full'},"
                                + "'ilm':{'status':'green'}}}",
                        STATUS,
                        "disk yellow"));
    }

    @ParameterizedTest
    @MethodSource
    void readsEtcd(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsEtcd() {
        return Stream.of(
                ok("true as a string", 200, "{'health':'true','reason':''}"),
                ok("true", 200, "{'health':true}"),
                error("false as a string", 503, "{'health':'false','reason':'ALARM NOSPACE'}", STATUS),
                error("false with 200", 200, "{'health':'false'}", STATUS));
    }

    @ParameterizedTest
    @MethodSource
    void readsGitLab(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsGitLab() {
        return Stream.of(
                ok("liveness", 200, "{'status':'ok'}"),
                ok("readiness", 200, "{'status':'ok','master_check':[{'status':'ok'}]}"),
                error(
                        "a check failed",
                        503,
                        "{'status':'failed','db_check':[{'status':'failed','message':'unexpected Db check result: 0'}],"
                                + "'redis_check':[{'status':'ok'}]}",
                        STATUS,
                        "db_check failed"),
                error(
                        "a check failed though the status is ok",
                        200,
                        "{'status':'ok','db_check':[{'status':'failed'}]}",
                        COMPONENT,
                        "db_check failed"),
                error(
                        "old versions have no status",
                        500,
                        "{'db_check':{'status':'failed','message':'x'},'redis_check':{'status':'ok'}}",
                        COMPONENT,
                        "db_check failed"),
                ok(
                        "old versions, ok",
                        200,
                        "{'db_check':{'status':'ok'},'fs_shards_check':{'status':'ok','labels':{'shard':'default'}}}"),
                error("not on the list of addresses", 404, "<html>404</html>", HTTP_STATUS));
    }

    @Test
    void tellsWhyEtcdIsUnwell() {
        assertThat(judge(rule, 503, "{'health':'false','reason':'ALARM NOSPACE'}")
                        .message())
                .isEqualTo("HTTP status 503, expected 2xx; health false (ALARM NOSPACE)");
    }

    @Test
    void tellsHowManyShardsHaveNoNode() {
        assertThat(judge(rule, 200, "{'cluster_name':'c','status':'yellow','unassigned_shards':5}")
                        .message())
                .isEqualTo("status yellow; 5 unassigned shards");
    }

    @Test
    void tellsTheStateOfVault() {
        assertThat(judge(rule, 503, "{'initialized':true,'sealed':true,'standby':true}")
                        .message())
                .isEqualTo("Vault is sealed (HTTP status 503)");
    }
}
