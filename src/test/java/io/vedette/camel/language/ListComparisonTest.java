package io.vedette.camel.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever compares a list reads what to write, and what is to be written does what was meant. */
class ListComparisonTest {

    private static final Pattern HINT = Pattern.compile("write (?:for all of them (.*), )?for at least one (.*)");

    private final CamelContext context = new DefaultCamelContext();
    private final CamelConditions conditions = new CamelConditions(context);

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.jobs[*].state == ok     | {'jobs':[{'state':'ok'},{'state':'ok'}]}   | true  | true",
                "$.jobs[*].state == 'ok'   | {'jobs':[{'state':'ok'},{'state':'bad'}]}  | false | true",
                "jobs[*].state == ok       | {'jobs':[{'state':'bad'}]}                 | false | false",
                "$.a.jobs[*].n < 5         | {'a':{'jobs':[{'n':4},{'n':5}]}}           | false | true",
                "$.a.jobs[*].n >= 5        | {'a':{'jobs':[{'n':7},{'n':5}]}}           | true  | true",
                "$.jobs[*].a.b != false    | {'jobs':[{'a':{'b':true}}]}                | true  | true",
                "$.jobs[*] == ok           | {'jobs':['ok','bad']}                      | false | true",
                "$.jobs[*].state == ok     | {'other':1}                                | false | false"
            })
    void whatIsToBeWrittenDoesWhatWasMeant(String written, String body, boolean all, boolean any) throws IOException {
        Matcher hint = hint(written);

        assertThat(holds(hint.group(1), body)).as(hint.group(1)).isEqualTo(all);
        assertThat(holds(hint.group(2), body)).as(hint.group(2)).isEqualTo(any);
    }

    @Test
    void aBodyThatIsAListHasOneForm() throws IOException {
        Matcher hint = hint("$[*].state == ok");

        assertThat(hint.group(1)).isNull();
        assertThat(holds(hint.group(2), "[{'state':'no'},{'state':'ok'}]")).isTrue();
    }

    private Matcher hint(String written) {
        String[] said = new String[1];
        assertThatThrownBy(() -> conditions.compile(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it compares a list")
                .satisfies(e -> said[0] = e.getMessage());
        Matcher hint = HINT.matcher(said[0]);
        assertThat(hint.find()).as(said[0]).isTrue();
        return hint;
    }

    private boolean holds(String condition, String body) throws IOException {
        return conditions
                .compile(condition)
                .test(new ObjectMapper().readTree(body.replace('\'', '"')))
                .met();
    }
}
