package io.vedette.camel.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.vedette.config.values.Causes;
import io.vedette.rule.Condition;
import io.vedette.rule.JsonValues;
import io.vedette.rule.StoppableFilters;
import io.vedette.rule.Text;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.Predicate;
import org.apache.camel.jsonpath.JsonPathExpression;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.LanguageSupport;
import org.apache.camel.util.ObjectHelper;

/**
 * Conditions in any of Camel's languages: {@code language:predicate}. Without a language it is {@code simple} where it
 * holds <code>${</code>, else a {@link ShortCondition} where it reads like one, else {@code jsonpath}, in which
 * {@code queue < 5 && @.load < 2} is short for {@code $[?(@.queue < 5 && @.load < 2)]}. The body
 * is what its JSON holds: maps, lists and plain values. A JSONPath takes nothing of the body into itself, and no language
 * evaluates what the body holds. {@code jq} reads the body as it is, and has its own idea of truth.
 */
public final class CamelConditions implements Condition.Language {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LANGUAGE = Pattern.compile("([a-z][a-z0-9-]*):(?!//)\\s*(.+)", Pattern.DOTALL);
    /** {@code ['free space']}: a step of a path whose name is no word. */
    private static final String QUOTED = "\\[(?:'[^'\\\\]+'|\"[^\"\\\\]+\")\\]";
    /** {@code queue < 5}, {@code $.jobs.size() < 5}, {@code $['free space'] > 5}: a comparison without a filter around it. */
    private static final Pattern COMPARISON = Pattern.compile(
            "(?:\\$\\.(?=\\w)|\\$(?=\\[))?((?:\\w[\\w-]*|(?<=\\$)" + QUOTED + ")(?:\\.\\w[\\w-]*(?:\\(\\))?|\\[\\d+\\]|"
                    + QUOTED + ")*)\\s*(==|!=|<=|>=|<|>)\\s*(\\S.*)",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final String JQ = "jq";
    private static final int LONGEST_VALUE = 100;

    private final CamelContext context;

    public CamelConditions(CamelContext context) {
        this.context = context;
    }

    @Override
    public Condition compile(String text) {
        Matcher named = LANGUAGE.matcher(text);
        String language = text.contains("${") ? "simple" : "jsonpath";
        String predicate = text;
        if (named.matches()) {
            language = named.group(1);
            predicate = named.group(2);
        }
        Optional<Condition> comparing = language.equals("jsonpath") ? ShortCondition.of(predicate) : Optional.empty();
        if (comparing.isPresent()) {
            return comparing.get();
        }
        Optional<String> ofList = language.equals("jsonpath") ? ListComparison.hint(predicate) : Optional.empty();
        if (ofList.isPresent()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a condition: " + ofList.get());
        }
        Matcher comparison = COMPARISON.matcher(predicate);
        if (language.equals("jsonpath") && comparison.matches()) {
            predicate = "$[?(@" + step(comparison) + " " + comparison.group(2) + " " + comparison.group(3) + ")]";
        }
        try {
            return new Compiled(
                    language.equals("jsonpath") && comparison.matches()
                            ? JsonValues.compiled("$" + step(comparison).replaceFirst("\\.\\w+\\(\\)$", ""))
                            : Optional.empty(),
                    predicate(language, predicate),
                    ConditionValues.of(language, predicate, simple -> expression("simple", simple)),
                    language.equals(JQ));
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a condition in the language " + language + ": " + Causes.message(e));
        }
    }

    /** The path of a comparison, as it follows {@code $} or {@code @}. */
    private static String step(Matcher comparison) {
        String path = comparison.group(1);
        return path.startsWith("[") ? path : "." + path;
    }

    private Predicate predicate(String language, String text) {
        if (language.equals(JQ)) {
            Expression value = expression(JQ, text);
            return exchange -> isTrue(value.evaluate(exchange, Object.class));
        }
        if (LanguageSupport.hasSimpleFunction(text) && language.equals("jsonpath")) {
            throw new IllegalArgumentException("a JSONPath cannot contain ${...}");
        }
        if (language.equals("jsonpath")) {
            JsonPath.compile(text); // Camel itself would not read it before the first body comes.
            if (text.contains("=~")) {
                return matching(StoppableFilters.compile(text));
            }
        }
        if (language.equals("simple")) {
            return SimpleNumbers.predicate(language(language), context, text);
        }
        Predicate predicate =
                language.equals("jsonpath") ? path(text) : language(language).createPredicate(text);
        predicate.init(context);
        return predicate;
    }

    /** As Camel judges what a path finds, but so that its regular expressions can be stopped. */
    private static Predicate matching(JsonPath path) {
        Configuration plain = Configuration.builder()
                .jsonProvider(new JacksonJsonProvider(JSON))
                .mappingProvider(new JacksonMappingProvider(JSON))
                .build();
        return exchange -> ObjectHelper.evaluateValuePredicate(
                path.<Object>read(exchange.getMessage().getBody(), plain));
    }

    /**
     * An expression of a language whose jar may be missing.
     *
     * @throws IllegalArgumentException when it is
     */
    private Expression expression(String language, String text) {
        Expression expression = language(language).createExpression(text);
        expression.init(context);
        return expression;
    }

    private Language language(String name) {
        try {
            return context.resolveLanguage(name);
        } catch (NoSuchLanguageException e) {
            throw new IllegalArgumentException(
                    new CamelArtifacts().complaint(CamelArtifacts.Kind.LANGUAGE, name, StepExpressions.READ));
        }
    }

    /** As jq itself has it: all but false, null and nothing. Camel would take any node that is there for true. */
    private static boolean isTrue(Object value) {
        return value instanceof JsonNode node
                ? !node.isNull() && !node.isMissingNode() && !(node.isBoolean() && !node.booleanValue())
                : value != null && !Boolean.FALSE.equals(value);
    }

    private static JsonPathExpression path(String text) {
        JsonPathExpression path = new JsonPathExpression(text);
        // Else a ${...} in it would become a part of the path, with whatever the body holds there.
        path.setAllowSimple(false);
        path.setAllowEasyPredicate(false);
        path.setPredicate(true);
        return path;
    }

    private final class Compiled implements Condition {

        /** No value that is shown would tell why. */
        private static final Result TOO_DEEP = new Result(false, "it goes too deep in this body");

        private final Optional<JsonValues> needed;
        private final Predicate predicate;
        private final ConditionValues values;
        private final boolean takesNodes;

        /**
         * @param needed what must be there: a JSONPath would find that nothing differs from anything
         * @param takesNodes whether the language reads JSON nodes, and not maps and lists
         */
        Compiled(Optional<JsonValues> needed, Predicate predicate, ConditionValues values, boolean takesNodes) {
            this.needed = needed;
            this.predicate = predicate;
            this.values = values;
            this.takesNodes = takesNodes;
        }

        @Override
        public Result test(JsonNode body) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(takesNodes ? body : JSON.convertValue(body, Object.class));
            String trouble = "";
            try {
                boolean isThere = needed.isEmpty() || !needed.get().in(body).isMissingNode();
                if (isThere && predicate.matches(exchange)) {
                    return new Result(true, "");
                }
            } catch (RuntimeException e) {
                if (Causes.root(e) instanceof StackOverflowError) {
                    return TOO_DEEP;
                }
                trouble = Text.bounded(Causes.message(e), LONGEST_VALUE);
            } catch (StackOverflowError e) {
                return TOO_DEEP;
            }
            String seen = values.seen(body, exchange);
            return new Result(false, seen.isEmpty() ? trouble : seen);
        }
    }
}
