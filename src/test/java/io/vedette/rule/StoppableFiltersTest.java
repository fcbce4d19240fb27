package io.vedette.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.json.JsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoppableFiltersTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String BODY = """
            {"s":"aab","n":17,"yes":true,"none":null,"path":"/a/b) && (c]","tags":["x1","y2",3],
             "jobs":[{"name":"Backup","state":"failed: disk","code":3},{"name":"mail","state":"ok","code":0},{"code":7}],
             "wanted":"mail"}
            """;

    /** What the library finds is found here too, and by both kinds of JSON that rules read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$[?(@.s =~ /a+b/)]",
                "$[?(@.s =~ /A+B/)]",
                "$[?(@.s =~ /A+B/i)].n",
                "$[?(/a+b/ =~ @.s)].n",
                "$[?(@.s=~/a+/)]",
                "$[?(@.n =~ /1./)]",
                "$[?(@.yes =~ /true/)]",
                "$[?(@.none =~ /.*/)]",
                "$[?(@.missing =~ /.+/)]",
                "$[?(@.missing =~ /.*/)]",
                "$[?(@.tags =~ /[xy]\\d/)]",
                "$[?(@.tags =~ /z/)]",
                "$[?(@.path =~ /\\/a\\/b\\) && \\(c\\]/)].n",
                "$[?(@['s'] =~ /a.*/ && @.n > 5)].n",
                "$[?(@.s =~ /b.*/ || @.n == 17 && @.s =~ /a.*/)].n",
                "$[?((@.s =~ /b.*/ || @.n == 17) && @.n != 17)].n",
                "$[?(!(@.s =~ /b.*/) && @['n'] in [17, 18])].n",
                "$.jobs[?(@.name =~ /back.*/i)].state",
                "$.jobs[?(@.state =~ /failed: (.*)/)].code",
                "$.jobs[?(@.code > 1)].name",
                "$.jobs[?(@.code > 1 && @.name)][?(@ =~ /x/)]",
                "$.jobs[?(@.name == $.wanted && $.s =~ /a*b/)].code",
                "$..[?(@.state =~ /o./)].name",
                "$[?(@.s == 'a =~ /b/')]",
            })
    void findsWhatTheLibraryFinds(String path) throws Exception {
        for (JsonProvider provider :
                List.of(new JacksonJsonNodeJsonProvider(MAPPER), new JacksonJsonProvider(MAPPER))) {
            Configuration configuration = Configuration.builder()
                    .jsonProvider(provider)
                    .mappingProvider(new JacksonMappingProvider(MAPPER))
                    .build();
            Object body = provider.parse(BODY);

            Object found = StoppableFilters.compile(path).read(body, configuration);

            Object expected = JsonPath.compile(path).read(body, configuration);
            assertThat(MAPPER.writeValueAsString(found)).as(path).isEqualTo(MAPPER.writeValueAsString(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$[?(@.s =~ /(a|aa)+c/)]",
                "$.jobs[?(@.x == 1 || !(@.s =~ /(a|aa)+c/))].name",
                "$.jobs[?(@.x == ')' && /(a|aa)+c/i =~ $.s)]",
                "$['=~'][?(@.s =~ /(a|aa)+c/)]",
            })
    void takesTheExpressionsOutOfTheLibrarysHands(String path) {
        assertThat(StoppableFilters.compile(path).getPath()).contains("[?]").doesNotContain("aa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$[?(@.s =~ /(/)]", "$[?(@.s =~ /a/", "$[?(@.s =~ )]"})
    void refusesWhatTheLibraryRefuses(String path) {
        Class<? extends Throwable> theirs = refusal(() -> JsonPath.compile(path));
        assertThat(refusal(() -> StoppableFilters.compile(path))).isEqualTo(theirs);
    }

    /** Stands for what is found out only when it is tried. */
    private static final class NotRefused extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static Class<? extends Throwable> refusal(Runnable compile) {
        try {
            compile.run();
            return NotRefused.class;
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> StoppableText.matches(Pattern.compile("(.*a){19}c"), "a".repeat(60)))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
