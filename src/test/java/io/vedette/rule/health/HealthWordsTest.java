package io.vedette.rule.health;

import static io.vedette.rule.health.HealthTable.http;
import static io.vedette.rule.health.HealthTable.json;
import static io.vedette.rule.health.HealthTable.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that an operator adds to those of the dialects. */
class HealthWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'status':'MAINTENANCE'}                                          | degraded status",
                "{'status':'maintenance'}                                          | degraded status",
                "{'status':'MAINTENANCE_OVER'}                                     | error status",
                "{'status':'UP','components':{'db':{'status':'MAINTENANCE'}}}      | degraded component",
                "{'status':'UP','details':{'db':{'status':'MAINTENANCE'},'x':1}}   | degraded component",
                "{'status':'Fine','components':{'db':{'status':'fine'}}}           | ok",
                "{'status':'UP','db':{'status':'Maintenance'},'x':1}               | degraded component",
                "{'status':'UP','checks':[{'name':'a','status':'FINE'}]}           | ok",
                "{'status':'Healthy','entries':{'a':{'status':'Fine'}}}            | ok",
                "{'db':'fine','cache':'OK'}                                        | ok",
                "[{'name':'a','status':'fine'}]                                    | ok",
                "{'state':'fine'}                                                  | ok",
                "{'status':7}                                                      | ok",
                "{'status':8}                                                      | error status",
                "fine                                                              | ok",
                "all is fine                                                       | error malformed-body",
                "Maintenance                                                       | degraded status",
                "all quiet                                                         | ok",
                "{'status':'DOWN'}                                                 | error status",
                "{'status':'down for good','components':{'a':{'status':'UP'}}}     | error status",
                "{'status':'up'}                                                   | ok",
                "{'status':'warn'}                                                 | ok"
            })
    void holdForTheWholeAndForComponents(String body, String outcome) {
        Parameters parameters =
                new Parameters(Map.of("okValues", "fine, 7, all quiet, WARN", "degradedValues", "MAINTENANCE"));
        Rule rule = HealthRule.of(parameters);

        Verdict verdict = rule.judge(seen(http(200, json(body))), HealthTable.NOW);

        assertThat(parameters.problems(List.of())).isEmpty();
        assertThat((verdict.status().code() + " " + verdict.reasonCode()).strip())
                .as(verdict.message())
                .isEqualTo(outcome);
    }

    @Test
    void areNoExcuseForAnHttpStatus() {
        Rule rule = HealthRule.of(new Parameters(Map.of("okValues", "MAINTENANCE")));

        assertThat(rule.judge(seen(http(503, json("{'status':'MAINTENANCE'}"))), HealthTable.NOW)
                        .reasonCode())
                .isEqualTo("http-status");
    }

    @Test
    void areEitherOkOrDegraded() {
        Parameters parameters = new Parameters(Map.of("okValues", "fine, Idle", "degradedValues", "idle"));

        HealthRule.of(parameters);

        assertThat(parameters.problems(List.of()))
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .startsWith("degradedValues: \"idle\" is in okValues too");
    }
}
