package io.vedette.rule.health;

import static io.vedette.rule.Reason.COMPONENT;
import static io.vedette.rule.Reason.HTTP_STATUS;
import static io.vedette.rule.Reason.MALFORMED_BODY;
import static io.vedette.rule.Reason.STATUS;
import static io.vedette.rule.health.HealthTable.degraded;
import static io.vedette.rule.health.HealthTable.error;
import static io.vedette.rule.health.HealthTable.judgeSample;
import static io.vedette.rule.health.HealthTable.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.rule.health.HealthTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ASP.NET Core in the shapes that its writers give a report. */
class HealthRuleDotNetTest {

    private final Rule rule = new HealthRule();

    @ParameterizedTest
    @MethodSource
    void readsText(Row row) {
        row.as("text/plain").holdsFor(rule);
    }

    static Stream<Row> readsText() {
        return Stream.of(
                ok("Healthy", 200, "Healthy"),
                ok("Healthy with a line end", 200, "Healthy\r\n"),
                degraded("Degraded comes with 200", 200, "Degraded", STATUS),
                error("Unhealthy", 503, "Unhealthy", STATUS),
                error("Unhealthy with 200", 200, "Unhealthy", STATUS),
                error("Healthy with 503", 503, "Healthy", HTTP_STATUS),
                error("Degraded with 503", 503, "Degraded", HTTP_STATUS),
                ok("as a JSON string", 200, "'Healthy'"),
                error("a sentence", 200, "Everything is Healthy", MALFORMED_BODY),
                error("two lines", 200, "Healthy\nUnhealthy", MALFORMED_BODY));
    }

    @ParameterizedTest
    @MethodSource
    void readsEntries(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsEntries() {
        return Stream.of(
                ok(
                        "healthy",
                        200,
                        "{'status':'Healthy','totalDuration':'00:00:00.0068','entries':{'self':{'data':{},"
                                + "'duration':'00:00:00.0000123','status':'Healthy','tags':['live']}}}"),
                ok("no entries", 200, "{'status':'Healthy','totalDuration':'1.00:00:00','entries':{}}"),
                error(
                        "exception as a text",
                        503,
                        "{'status':'Unhealthy','totalDuration':'00:00:01','entries':{'sql':{'data':{},'description':'no',"
                                + "'exception':'Login failed','status':'Unhealthy'}}}",
                        STATUS,
                        "sql Unhealthy"),
                error(
                        "exception as an object, lower case",
                        503,
                        "{'status':'unhealthy','entries':{'sql':{'status':'unhealthy','exception':{'message':'Login failed',"
                                + "'innerException':null}}}}",
                        STATUS,
                        "sql unhealthy"),
                ok(
                        "exception null",
                        200,
                        "{'status':'Healthy','entries':{'sql':{'status':'Healthy','exception':null,'description':null}}}"),
                error(
                        "Pascal case",
                        503,
                        "{'Status':'Unhealthy','TotalDuration':'00:00:01','Entries':{'sql':{'Status':'Unhealthy',"
                                + "'Description':'no'}}}",
                        STATUS,
                        "sql Unhealthy"),
                degraded(
                        "degraded with 200",
                        200,
                        "{'status':'Degraded','entries':{'a':{'status':'Degraded'},'b':{'status':'Healthy'}}}",
                        STATUS,
                        "a Degraded"),
                error(
                        "degraded with 503",
                        503,
                        "{'status':'Degraded','entries':{'a':{'status':'Degraded'}}}",
                        HTTP_STATUS,
                        "a Degraded"),
                error(
                        "overall Degraded with an Unhealthy entry",
                        200,
                        "{'status':'Degraded','entries':{'a':{'status':'Degraded'},'b':{'status':'Unhealthy'}}}",
                        COMPONENT,
                        "b Unhealthy",
                        "a Degraded"),
                ok("numbers, 2 is healthy", 200, "{'status':2,'totalDuration':'x','entries':{'a':{'status':2}}}"),
                degraded(
                        "numbers, 1 is degraded",
                        200,
                        "{'status':1,'entries':{'a':{'status':1},'b':{'status':2}}}",
                        STATUS,
                        "a 1"),
                error("numbers, 0 is the worst", 200, "{'status':0,'entries':{'a':{'status':0}}}", STATUS, "a 0"),
                error("a number that is none", 200, "{'status':3,'entries':{'a':{'status':2}}}", STATUS),
                error(
                        "a number of an entry that is none",
                        200,
                        "{'status':2,'entries':{'a':{'status':7}}}",
                        COMPONENT,
                        "a 7"),
                ok("failureStatus, counters and MassTransit's endpoints among the data", 200, """
                        {'status':'Healthy','entries':{'x':{'status':'Healthy','data':{'failureStatus':'Unhealthy',
                        'unhealthy':0,'status':'Unhealthy'}},'masstransit-bus':{'status':'Healthy','description':'Ready',
                        'data':{'Endpoints':{'rabbitmq://localhost/q':{'status':'Unhealthy','description':'not ready'}}}}}}"""),
                ok(
                        "description says Starting",
                        200,
                        "{'status':'Healthy','entries':{'x':{'status':'Healthy','description':'Starting'}}}"),
                error(
                        "nested entries",
                        503,
                        "{'status':'Unhealthy','entries':{'Endpoint':{'status':'Unhealthy','entries':{'db':{'status':'Unhealthy'},"
                                + "'mq':{'status':'Healthy'}}}}}",
                        STATUS,
                        "Endpoint Unhealthy",
                        "Endpoint/db Unhealthy"));
    }

    @ParameterizedTest
    @MethodSource
    void readsOtherContainers(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsOtherContainers() {
        return Stream.of(
                error(
                        "results, the writer of Microsoft's documentation",
                        503,
                        "{'status':'Unhealthy','results':{'sample':{'status':'Unhealthy','description':'bad','data':{}}}}",
                        STATUS,
                        "sample Unhealthy"),
                ok("results healthy", 200, "{'status':'Healthy','results':{'sample':{'status':'Healthy','data':{}}}}"),
                error(
                        "checks object",
                        503,
                        "{'status':'Unhealthy','checks':{'db':{'status':'Unhealthy','duration':'12ms'}}}",
                        STATUS,
                        "db Unhealthy"),
                error(
                        "checks list",
                        503,
                        "{'status':'Unhealthy','checks':[{'component':'db','status':'Unhealthy','description':'no'}],'duration':'1'}",
                        STATUS,
                        "db Unhealthy"),
                degraded(
                        "checks list with numbers",
                        200,
                        "{'status':1,'checks':[{'name':'db','status':1},{'name':'mq','status':2}]}",
                        STATUS,
                        "db 1"),
                error(
                        "info list",
                        503,
                        "{'status':'Unhealthy','duration':'00:00:01','info':[{'key':'db','description':'no','status':'Unhealthy',"
                                + "'error':'Login failed'},{'key':'mq','status':'Healthy'}]}",
                        STATUS,
                        "db Unhealthy"),
                error(
                        "errors as pairs",
                        200,
                        "{'status':'Degraded','errors':[{'key':'db','value':'Unhealthy'},{'key':'mq','value':'Healthy'}]}",
                        COMPONENT,
                        "db Unhealthy"));
    }

    @ParameterizedTest
    @MethodSource
    void takesNoNumberOfAProblemReportForHealth(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> takesNoNumberOfAProblemReportForHealth() {
        return Stream.of(
                error("200 with a problem", 200, "{'type':'about:blank','title':'OK','status':2}", MALFORMED_BODY),
                error(
                        "500",
                        500,
                        "{'type':'about:blank','title':'Server error','status':500,'detail':'x'}",
                        HTTP_STATUS),
                error("media type", 200, "{'title':'x','status':2,'entries':{}}", MALFORMED_BODY)
                        .as("application/problem+json; charset=utf-8"),
                error(
                        "Spring's error document",
                        200,
                        "{'timestamp':1,'status':200,'error':'OK','path':'/'}",
                        MALFORMED_BODY),
                error("a bare number", 200, "{'status':2}", STATUS));
    }

    @Test
    void readsPortosToo() {
        Verdict verdict = judgeSample(rule, 200, "portos-unhealthy.json");

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(HealthTable.words(verdict))
                .contains(
                        "fiscalPrinters/eKasa Degraded",
                        "fiscalPrinters/Virtual Unhealthy",
                        "orderEndpoints/Kuchyna Unhealthy");
    }
}
