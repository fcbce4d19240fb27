package io.vedette.rule.health;

import static io.vedette.rule.Reason.COMPONENT;
import static io.vedette.rule.Reason.HTTP_STATUS;
import static io.vedette.rule.Reason.MALFORMED_BODY;
import static io.vedette.rule.Reason.STATUS;
import static io.vedette.rule.health.HealthTable.degraded;
import static io.vedette.rule.health.HealthTable.error;
import static io.vedette.rule.health.HealthTable.judge;
import static io.vedette.rule.health.HealthTable.judgeSample;
import static io.vedette.rule.health.HealthTable.ok;
import static io.vedette.rule.health.HealthTable.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.rule.health.HealthTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PortosRuleTest {

    private final Rule rule = new PortosRule();

    @Test
    void namesEveryEntryAndDeviceOfTheDocumentedReport() {
        Verdict verdict = judgeSample(rule, 200, "portos-unhealthy.json");

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.reasonCode()).isEqualTo("status");
        assertThat(words(verdict))
                .containsExactly(
                        "fiscalPrinters Unhealthy",
                        "fiscalPrinters/Virtual Unhealthy",
                        "orderEndpoints Unhealthy",
                        "orderEndpoints/Kuchyna Unhealthy",
                        "diskstorage Degraded",
                        "fiscalPrinters/eKasa Degraded");
        assertThat(verdict.failures().get(1).message())
                .isEqualTo("Tlačiareň nie je zastihnuteľná na adrese 'usb-printer' (chyba: PrinterNotOpened).");
        assertThat(verdict.message())
                .startsWith("status Unhealthy; fiscalPrinters: Unhealthy; fiscalPrinters/Virtual: Unhealthy (Tlačiareň")
                .contains("fiscalPrinters/eKasa");
    }

    @ParameterizedTest
    @MethodSource
    void judgesReports(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> judgesReports() {
        String license =
                "{'status':'healthy','totalDuration':'00:00:00','entries':{'license':{'data':{'remainingDays':196},"
                        + "'status':'healthy'}}}";
        return Stream.of(
                ok("healthy, lower case as documented", 200, license),
                ok("no checks", 200, "{'status':'healthy','totalDuration':'00:00:00','entries':{}}"),
                ok(
                        "nulls",
                        200,
                        "{'status':'Healthy','entries':{'license':{'status':'Healthy','description':null,'data':null,'exception':null}}}"),
                degraded(
                        "degraded",
                        200,
                        "{'status':'degraded','entries':{'diskstorage':{'data':{},'status':'degraded'}}}",
                        STATUS,
                        "diskstorage degraded"),
                error("unhealthy", 200, "{'status':'Unhealthy','entries':{}}", STATUS),
                error(
                        "an entry that the report hides",
                        200,
                        "{'status':'Healthy','entries':{'license':{'status':'Unhealthy','exception':{'message':'no license'}}}}",
                        COMPONENT,
                        "license Unhealthy"),
                degraded(
                        "a device that the report hides",
                        200,
                        "{'status':'Healthy','entries':{'fiscalPrinters':{'status':'Healthy','data':{'entries':[{'key':'eKasa',"
                                + "'result':{'status':'Degraded'}}]}}}}",
                        COMPONENT,
                        "fiscalPrinters/eKasa Degraded"),
                error(
                        "Key and Result as in the prose",
                        200,
                        "{'status':'Unhealthy','entries':{'orderEndpoints':{'status':'Unhealthy','data':{'entries':[{'Key':'Kitchen',"
                                + "'Result':{'status':'Unhealthy','exception':{'message':'off'}}}]}}}}",
                        STATUS,
                        "orderEndpoints Unhealthy",
                        "orderEndpoints/Kitchen Unhealthy"),
                ok(
                        "free data",
                        200,
                        "{'status':'Healthy','entries':{'portos.Features.Qerko':{'status':'Healthy','data':{'displayName':'Qerko',"
                                + "'status':'Unhealthy'}}}}"),
                error("a word of another dialect", 200, "{'status':'OK','entries':{}}", STATUS),
                error("an unknown word", 200, "{'status':'HealthyDegraded','entries':{}}", STATUS),
                error("no status", 200, "{'entries':{'a':{'status':'Healthy'}}}", MALFORMED_BODY),
                error(
                        "an unknown word of an entry",
                        200,
                        "{'status':'Healthy','entries':{'a':{'status':'Fine'}}}",
                        COMPONENT,
                        "a Fine"),
                error(
                        "a problem report",
                        200,
                        "{'type':'https://x','title':'Bad','status':2,'detail':'x','errorCode':-1}",
                        MALFORMED_BODY),
                error("a problem report with its status", 500, "{'type':'x','title':'Bad','status':500}", HTTP_STATUS),
                error("not there", 404, "", HTTP_STATUS),
                error("a report with 503", 503, "{'status':'Healthy','entries':{}}", HTTP_STATUS),
                error(
                        "a report with 503 that tells why",
                        503,
                        "{'status':'Degraded','entries':{'disk':{'status':'Degraded','description':'low'}}}",
                        HTTP_STATUS,
                        "disk Degraded"),
                error("empty", 200, "", MALFORMED_BODY),
                error("a page", 200, "<html></html>", MALFORMED_BODY),
                error("a word alone", 200, "Healthy", MALFORMED_BODY),
                error("a list", 200, "[{'status':'Healthy'}]", MALFORMED_BODY));
    }

    @Test
    void tellsTheDaysThatTheLicenseHasLeftUnderTheMisspeltKeyToo() {
        String body =
                "{'status':'Degraded','entries':{'license':{'status':'Degraded','description':'Soon','data':{'%s':9,"
                        + "'expirationDate':'2021-05-13T00:00:00'}}}}";

        for (String key : new String[] {"remainingDays", "remaningDays"}) {
            Verdict verdict = judge(rule, 200, body.formatted(key));

            assertThat(verdict.message())
                    .isEqualTo(
                            "status Degraded; license: Degraded (9 days remaining, expires 2021-05-13T00:00:00; Soon)");
        }
    }

    @Test
    void tellsTheDaysOfALicenseOnce() {
        String body = "{'status':'Degraded','entries':{'license':{'status':'Degraded','data':{'remaningDays':9}}}}";

        assertThat(judge(rule, 200, body).message()).isEqualTo("status Degraded; license: Degraded (9 days remaining)");
    }

    @Test
    void keepsTheDaysOfAHealthyLicenseToItself() {
        Verdict verdict = judge(
                rule,
                200,
                "{'status':'Degraded','entries':{'license':{'status':'Healthy','data':{'remainingDays':196}},"
                        + "'diskstorage':{'status':'Degraded'}}}");

        assertThat(verdict.message()).isEqualTo("status Degraded; diskstorage: Degraded");
    }

    @Test
    void tellsTheTitleOfAProblemReport() {
        assertThat(judge(rule, 400, "{'type':'x','title':'Bad request','status':400,'detail':'why'}")
                        .message())
                .isEqualTo("HTTP status 400, expected 2xx; got a problem report: Bad request; why");
    }
}
