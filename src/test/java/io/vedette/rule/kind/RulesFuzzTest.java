package io.vedette.rule.kind;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.config.values.Parameters;
import io.vedette.rule.Condition;
import io.vedette.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No answer, however broken, throws in a rule, goes unjudged or takes over 50 ms. */
class RulesFuzzTest {

    private static final int CASES = 25_000;
    private static final int CASES_OF_ALL = 2_000;
    /** By how many the long form has more. */
    private static final int LONGER = 10;

    private static final long SEED = 20180628;

    private static final List<byte[]> BODIES = Stream.of(
                    "{\"status\":\"ok\",\"lastrun\":\"2018-06-28T11:55:48Z\",\"frequency\":10}",
                    """
                    {
                       "status":"error",
                       "reason":"There was an error",
                       "lastrun":"2018-06-28T11:37:48Z",
                       "frequency":10,
                       "sleep":[
                          {
                             "start":"22:00:00",
                             "duration":450
                          }
                       ],
                       "process":"My Process",
                       "server":"My Server"
                    }
                    """,
                    "{\"status\":\"OK\",\"lastrun\":1530186948.123,\"frequency\":\"7.5\",\"sleep\":null,\"server\":\"Zürich\"}",
                    "{\"lastrun\":\"2018-06-28 13:55:48.123456789+02:00[Europe/Zurich]\",\"status\":\"ok\",\"sleep\":"
                            + "[{\"start\":\"11:00\",\"duration\":\"30\"},{\"start\":\"23:30:00\",\"duration\":90.5},"
                            + "{\"start\":\"01:00:00\",\"duration\":2880}],\"frequency\":1440}",
                    "{\"status\":\"ok\",\"lastrun\":1530186948000,\"sleep\":[{\"start\":\"00:00:00\",\"duration\":0},{},5,null]}")
            .map(body -> body.getBytes(UTF_8))
            .toList();

    @Test
    void judgeWhateverComesInTime() {
        fuzz(Map.of("task", new TaskRule()), CASES);
    }

    @Test
    void judgeItWhateverTheRule() {
        fuzz(all(), CASES_OF_ALL);
    }

    @Test
    @Tag("long")
    void judgeManyTimesAsMuch() {
        fuzz(Map.of("task", new TaskRule()), LONGER * CASES);
        fuzz(all(), LONGER * CASES_OF_ALL);
    }

    private static void fuzz(Map<String, Rule> rules, int cases) {
        new RuleFuzz(rules, BODIES, Answering.NOW).run(cases, SEED);
    }

    private static Map<String, Rule> all() {
        return Rules.names().stream().collect(Collectors.toMap(name -> name, RulesFuzzTest::unadorned));
    }

    /** Returns the rule as a check has it that gives no parameter. */
    private static Rule unadorned(String name) {
        return Rules.create(name, new Parameters(Map.of()), text -> body -> new Condition.Result(true, ""))
                .orElseThrow();
    }
}
