package io.vedette.rule.health;

import static io.vedette.rule.Reason.COMPONENT;
import static io.vedette.rule.Reason.HTTP_STATUS;
import static io.vedette.rule.Reason.STATUS;
import static io.vedette.rule.health.HealthTable.degraded;
import static io.vedette.rule.health.HealthTable.error;
import static io.vedette.rule.health.HealthTable.judge;
import static io.vedette.rule.health.HealthTable.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Failure;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import io.vedette.rule.health.HealthTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spring Boot Actuator, MicroProfile Health, Dropwizard Metrics. */
class HealthRuleJvmTest {

    private final Rule rule = new HealthRule();

    @ParameterizedTest
    @MethodSource
    void readsSpringBoot(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsSpringBoot() {
        return Stream.of(
                ok("status alone", 200, "{'status':'UP'}").as("application/vnd.spring-boot.actuator.v3+json"),
                ok("groups are names, no components", 200, "{'status':'UP','groups':['liveness','readiness']}"),
                ok("2.2 components", 200, """
                        {'status':'UP','components':{'db':{'status':'UP','details':{'database':'H2',
                        'validationQuery':'isValid()'}},'diskSpace':{'status':'UP','details':{'total':494384795648,
                        'free':57388867584,'threshold':10485760,'exists':true}},'ping':{'status':'UP'}}}"""),
                error("2.2 component down", 503, """
                        {'status':'DOWN','components':{'db':{'status':'DOWN','details':{'error':
                        'org.springframework.jdbc.CannotGetJdbcConnectionException: Failed'}},'ping':{'status':'UP'}}}""", STATUS, "db DOWN"),
                error("out of service", 503, "{'status':'OUT_OF_SERVICE'}", STATUS),
                degraded("unknown comes with 200", 200, "{'status':'UNKNOWN'}", STATUS),
                error("custom word comes with 200", 200, "{'status':'FATAL'}", STATUS),
                error("HTTP 200 with a red body", 200, "{'status':'DOWN'}", STATUS),
                error("HTTP 503 with a green body", 503, "{'status':'UP'}", HTTP_STATUS),
                error("HTTP 404 with a green body", 404, "{'status':'UP'}", HTTP_STATUS),
                error(
                        "a component that the overall word hides",
                        200,
                        "{'status':'UP','components':{'db':{'status':'DOWN'}}}",
                        COMPONENT,
                        "db DOWN"),
                error("composite", 503, """
                        {'status':'DOWN','components':{'db':{'status':'DOWN','components':{
                        'primary':{'status':'UP'},'replica':{'status':'DOWN','details':{'error':'refused'}}}}}}""", STATUS, "db DOWN", "db/replica DOWN"),
                error("2.0 and 2.1 details", 503, """
                        {'status':'DOWN','details':{'db':{'status':'DOWN','details':{
                        'one':{'status':'DOWN','details':{'error':'refused'}},'two':{'status':'UP'}}},
                        'diskSpace':{'status':'UP','details':{'total':1}}}}""", STATUS, "db DOWN", "db/one DOWN"),
                error("1.x siblings", 503, """
                        {'status':'DOWN','diskSpace':{'status':'UP','total':1,'free':1,'threshold':1},
                        'db':{'status':'DOWN','error':'java.sql.SQLException: refused'}}""", STATUS, "db DOWN"),
                error(
                        "a sibling that the overall word hides",
                        200,
                        "{'status':'UP','db':{'status':'DOWN'}}",
                        COMPONENT,
                        "db DOWN"),
                degraded("discovery client not yet initialised", 200, """
                        {'status':'UP','components':{'discoveryComposite':{'description':'Discovery Client not initialized',
                        'status':'UNKNOWN','components':{'discoveryClient':{'status':'UP'}}}}}""", COMPONENT, "discoveryComposite UNKNOWN"),
                ok(
                        "words among free details are no components",
                        200,
                        "{'status':'UP','components':{'x':{'status':'UP','details':{'last':{'status':'DOWN'}}}}}"),
                ok(
                        "free data beside the status",
                        200,
                        "{'status':'UP','data':{'status':'DOWN'},'message':{'status':'DOWN'},'build':{'status':'released'}}"));
    }

    @ParameterizedTest
    @MethodSource
    void readsMicroProfile(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsMicroProfile() {
        return Stream.of(
                ok("no checks", 200, "{'status':'UP','checks':[]}"),
                ok(
                        "checks up",
                        200,
                        "{'status':'UP','checks':[{'name':'Database connections health check','status':'UP',"
                                + "'data':{'<default>':'UP'}}]}"),
                error("nothing installed yet", 503, "{'status':'DOWN','checks':[]}", STATUS),
                error(
                        "check down",
                        503,
                        "{'status':'DOWN','checks':[{'name':'db','status':'DOWN','data':{'error':'refused'}},"
                                + "{'name':'disk','status':'UP'}]}",
                        STATUS,
                        "db DOWN"),
                error(
                        "check down under UP",
                        200,
                        "{'status':'UP','checks':[{'name':'db','status':'DOWN'}]}",
                        COMPONENT,
                        "db DOWN"),
                error(
                        "two checks of one name",
                        503,
                        "{'status':'DOWN','checks':[{'name':'db','status':'UP'},{'name':'db','status':'DOWN'}]}",
                        STATUS,
                        "db #2 DOWN"),
                error("HTTP 500", 500, "{'status':'UP','checks':[]}", HTTP_STATUS),
                ok("version 1", 200, "{'outcome':'UP','checks':[{'name':'a','state':'UP'}]}"),
                error(
                        "version 1 down",
                        503,
                        "{'outcome':'DOWN','checks':[{'name':'a','state':'DOWN','data':{'why':'x'}}]}",
                        STATUS,
                        "a DOWN"),
                ok(
                        "Keycloak",
                        200,
                        "{'status':'UP','checks':[{'name':'Keycloak database connections async health check','status':'UP'}]}"));
    }

    @ParameterizedTest
    @MethodSource
    void readsDropwizard(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsDropwizard() {
        return Stream.of(
                ok("healthy", 200, "{'deadlocks':{'healthy':true},'db':{'healthy':true,'duration':3}}"),
                error(
                        "unhealthy",
                        500,
                        "{'deadlocks':{'healthy':true},'db':{'healthy':false,'message':'refused','error':{'message':'x'}}}",
                        COMPONENT,
                        "db false"),
                error("unhealthy with 200", 200, "{'db':{'healthy':false}}", COMPONENT, "db false"));
    }

    @Test
    void tellsWhatAComponentSaysOfItself() {
        Verdict verdict = judge(
                rule,
                503,
                "{'status':'DOWN','components':{'db':{'status':'DOWN','details':{'error':'Connection refused'}},"
                        + "'disk':{'status':'DOWN','details':{'free':1,'threshold':10}}}}");

        assertThat(verdict.failures())
                .containsExactly(
                        new Failure("db", "DOWN", "Connection refused"),
                        new Failure("disk", "DOWN", "free=1, threshold=10"));
        assertThat(verdict.message())
                .isEqualTo("HTTP status 503, expected 2xx; status DOWN; db: DOWN (Connection refused); "
                        + "disk: DOWN (free=1, threshold=10)");
    }

    @Test
    void tellsThatTheBodyOfABadStatusIsFine() {
        assertThat(judge(rule, 503, "{'status':'UP'}").message())
                .isEqualTo("HTTP status 503, expected 2xx; though the body says status UP");
    }

    @Test
    void masksCredentialsInWhatTheAnswerSays() {
        String address = "mongodb://app:hunter22@db/x";

        Verdict component = judge(
                rule,
                503,
                "{'status':'DOWN','components':{'db':{'status':'DOWN','details':{'error':'no " + address + "'}}}}");
        Verdict overall = judge(rule, 503, "{'status':'DOWN','error':'no " + address + "'}");
        Verdict cut = judge(rule, 500, "x".repeat(100) + " " + address);

        assertThat(component.toString() + overall + cut).contains("mongodb://").doesNotContain("hunter");
    }
}
