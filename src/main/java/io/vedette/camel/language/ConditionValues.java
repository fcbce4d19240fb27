package io.vedette.camel.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vedette.rule.JsonValues;
import io.vedette.rule.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * The values that a condition looks at, as the message of one that is not met tells them: {@code queue is 17}, {@code
 * queue is missing}. They are looked up in the body itself, so that what is not there is told apart from null.
 */
final class ConditionValues {

    /** What a JSONPath compares: a place from the root, or one in each element that a filter tries. */
    private static final Pattern PATHS = Pattern.compile(
            "[@$](?:\\.\\w[\\w-]*(?!\\()\\b|\\['[^']+'\\]|\\[\"[^\"]+\"\\]|\\[\\d+\\])+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern JQ_PATHS =
            Pattern.compile("(?<![\\w\\])?\"$.])\\.[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*|\\[\\d+\\])*(?!\\w|\\.)");
    private static final Pattern FUNCTIONS = Pattern.compile("\\$\\{[^{}]+\\}");

    /** {@code body[queue]}, {@code body.jobs[0].state}: functions of simple that are a place in the body. */
    private static final Pattern PLACE = Pattern.compile("body((?:\\[[^\\[\\]]+\\]|\\.\\w+)+)");

    private static final Pattern STEP = Pattern.compile("\\[['\"]?([^\\[\\]]+?)['\"]?\\]|\\.(\\w+)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]{1,40}");
    private static final String FILTER = "[?(";
    private static final int MOST_SHOWN = 5;
    private static final int LONGEST_VALUE = 100;

    private final List<Value> values;

    private ConditionValues(List<Value> values) {
        this.values = values;
    }

    /** One value: what it is now, or empty text when nothing can be said of it. */
    @FunctionalInterface
    private interface Value {

        String seen(JsonNode body, Exchange exchange);
    }

    /** Finds the values in a predicate; {@code simple} compiles an expression of that language. */
    static ConditionValues of(String language, String predicate, Function<String, Expression> simple) {
        return switch (language) {
            case "jsonpath" -> new ConditionValues(paths(predicate));
            case "jq" ->
                new ConditionValues(parts(JQ_PATHS, predicate).stream()
                        .flatMap(path -> place(path.substring(1), "$" + path).stream())
                        .toList());
            default ->
                new ConditionValues(parts(FUNCTIONS, predicate).stream()
                        .map(function -> function(function.substring(2, function.length() - 1), simple.apply(function)))
                        .toList());
        };
    }

    /** {@code queue is 17, state is missing}; empty when there is nothing to tell. */
    String seen(JsonNode body, Exchange exchange) {
        return values.stream()
                .map(value -> value.seen(body, exchange))
                .filter(seen -> !seen.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static Set<String> parts(Pattern pattern, String predicate) {
        return pattern.matcher(predicate)
                .results()
                .map(found -> found.group())
                .limit(MOST_SHOWN)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Value> paths(String predicate) {
        List<Value> values = new ArrayList<>();
        Set<String> shown = new LinkedHashSet<>();
        Matcher path = PATHS.matcher(predicate);
        while (path.find() && shown.size() < MOST_SHOWN) {
            String name = path.group().replaceFirst("^[@$]\\.?", "");
            if (shown.add(path.group())) {
                (path.group().startsWith("@")
                                ? element(name, predicate.lastIndexOf(FILTER, path.start()), predicate, path.group())
                                : place(name, path.group()))
                        .ifPresent(values::add);
            }
        }
        return values;
    }

    /** A place from the root. */
    private static Optional<Value> place(String name, String path) {
        return JsonValues.compiled(path).map(place -> (body, exchange) -> shown(name, place.in(body)));
    }

    /** A place in each element that a filter tries, or in the one object. */
    private static Optional<Value> element(String name, int filter, String predicate, String path) {
        String base = filter < 0 ? FILTER : predicate.substring(0, filter);
        if (base.contains(FILTER)) {
            return Optional.empty(); // A filter within a filter: where it looks depends on the outer one.
        }
        Optional<JsonValues> container = JsonValues.compiled(base);
        Optional<JsonValues> place = JsonValues.compiled("$" + path.substring(1));
        if (container.isEmpty() || place.isEmpty()) {
            return Optional.empty();
        }
        String outer = base.replaceFirst("^\\$\\.?", "");
        return Optional.of((body, exchange) -> {
            JsonNode there = container.get().in(body);
            if (there.isMissingNode() || there.isContainerNode() && there.isEmpty()) {
                return outer.isEmpty() ? shown(name, MissingNode.getInstance()) : shown(outer, there);
            }
            if (!there.isArray()) {
                return shown(name, place.get().in(there));
            }
            Set<String> each = new LinkedHashSet<>();
            there.forEach(one -> each.add(shown(place.get().in(one))));
            List<String> first = each.stream().limit(MOST_SHOWN).toList();
            return name + " is " + String.join(", ", first) + (each.size() > first.size() ? " …" : "");
        });
    }

    private static Value function(String name, Expression expression) {
        Matcher place = PLACE.matcher(name);
        Optional<JsonValues> path = place.matches() ? JsonValues.compiled(path(place.group(1))) : Optional.empty();
        return (body, exchange) -> {
            JsonNode node = path.map(known -> known.in(body)).orElse(null);
            Object value = null;
            try {
                value = expression.evaluate(exchange, Object.class);
            } catch (RuntimeException | StackOverflowError e) {
                // It is missing: reported below where possible; the condition itself decides what that means.
            }
            if (value instanceof String text) {
                // Quotes around a number in text, to show why it is not more than 4.
                return name + " is " + (NUMBER.matcher(text).matches() ? '"' + text + '"' : bounded(text));
            }
            if (value != null) {
                return name + " is " + number(String.valueOf(value), value instanceof Number);
            }
            return node == null ? "" : shown(name, node);
        };
    }

    /** {@code [jobs][0].state} as {@code $['jobs'][0]['state']}. */
    private static String path(String steps) {
        StringBuilder path = new StringBuilder("$");
        Matcher step = STEP.matcher(steps);
        while (step.find()) {
            String name = step.group(1) == null ? step.group(2) : step.group(1);
            path.append(step.group(1) != null && name.matches("\\d{1,9}") ? "[" + name + "]" : "['" + name + "']");
        }
        return path.toString();
    }

    private static String shown(String name, JsonNode value) {
        return (name.isEmpty() ? "the body" : name) + " is " + shown(value);
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "missing";
        }
        return number(value.toString(), value.isNumber());
    }

    /** Numbers as endpoints write them: {@code 1e400}. */
    private static String number(String text, boolean isNumber) {
        return bounded(isNumber ? text.replace("E+", "e").replace('E', 'e') : text);
    }

    private static String bounded(String text) {
        return Text.bounded(text, LONGEST_VALUE);
    }
}
