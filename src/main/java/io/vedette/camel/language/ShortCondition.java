package io.vedette.camel.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vedette.rule.Condition;
import io.vedette.rule.JsonValues;
import io.vedette.rule.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison as people write it, without any language around it: {@code queue < 5}, {@code state == UP}, {@code
 * $.status['a-b'] == 'ok'}, {@code $.size() == 2}, and several joined by {@code &&} or by {@code ||}. On the left stands a place of
 * the body, with or without {@code $.} before it; on the right a number, a text in quotes or a single word, {@code true}, {@code
 * false}, {@code null}, or another place, which begins with {@code $}. Numbers compare as numbers, whatever their size and form;
 * texts letter by letter; a number and a text are never equal. What is not there fulfils nothing, {@code !=} included, and is named.
 */
final class ShortCondition implements Condition {

    /** {@code ['free space']}: a step of a path whose name is no word. */
    private static final String QUOTED = "\\[(?:'[^'\\\\]+'|\"[^\"\\\\]+\")\\]";

    private static final String STEPS = "(?:\\.\\w[\\w-]*|\\[\\d+\\]|" + QUOTED + ")*";
    private static final String FUNCTION = "(?:\\.?(?:size|length)\\(\\))?";
    private static final String PLACE = "(?:\\$(?:\\.(?=\\w)|(?=\\[))?|)(?:(?:\\w[\\w-]*|(?<=\\$)(?:" + QUOTED
            + "|\\[\\d+\\]))(?!\\()" + STEPS + ")?" + FUNCTION;
    private static final Pattern COMPARISON = Pattern.compile(
            "(?<left>" + PLACE + ")\\s*(?<operator>==|!=|<=|>=|<|>)\\s*(?<right>\\S.*)",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,1000}(?:\\.\\d{1,1000})?(?:[eE][+-]?\\d{1,9})?");
    private static final Pattern TEXT = Pattern.compile("'([^'\\\\]*)'|\"([^\"\\\\]*)\"");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\w-]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern OTHER_PLACE =
            Pattern.compile("\\$(?:\\.\\w[\\w-]*|\\[\\d+\\]|" + QUOTED + ")+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int LONGEST_VALUE = 100;

    private final List<Comparison> parts;
    private final boolean all;

    private ShortCondition(List<Comparison> parts, boolean all) {
        this.parts = parts;
        this.all = all;
    }

    /** Returns a condition; empty when the text is none of this form. */
    static Optional<Condition> of(String text) {
        List<SimpleNumbers.Part> written = SimpleNumbers.split(text, List.of("&&", "||"));
        Set<String> joints = new LinkedHashSet<>();
        List<Comparison> parts = new ArrayList<>();
        for (SimpleNumbers.Part part : written) {
            if (!part.joinedBy().isEmpty()) {
                joints.add(part.joinedBy());
            }
            Optional<Comparison> comparison = Comparison.of(part.text());
            if (comparison.isEmpty()) {
                return Optional.empty();
            }
            parts.add(comparison.get());
        }
        return joints.size() > 1 ? Optional.empty() : Optional.of(new ShortCondition(parts, !joints.contains("||")));
    }

    @Override
    public Result test(JsonNode body) {
        boolean met = all
                ? parts.stream().allMatch(part -> part.holds(body))
                : parts.stream().anyMatch(part -> part.holds(body));
        if (met) {
            return new Result(true, "");
        }
        Set<String> seen = new LinkedHashSet<>();
        parts.stream().filter(part -> !part.holds(body)).forEach(part -> seen.addAll(part.seen(body)));
        return new Result(false, String.join(", ", seen));
    }

    /**
     * One side of a comparison.
     *
     * @param name as it is shown
     * @param path where it stands; empty for a value that is written out
     * @param value the value that is written out
     */
    private record Side(String name, Optional<JsonValues> path, JsonNode value) {

        static Optional<Side> place(String written) {
            String steps = written.startsWith("$") ? written.substring(1) : "." + written;
            String whole =
                    "$" + (steps.startsWith(".") || steps.startsWith("[") || steps.isEmpty() ? steps : "." + steps);
            return whole.equals("$") || written.matches("\\d.*")
                    ? Optional.empty()
                    : JsonValues.compiled(whole)
                            .map(path -> new Side(
                                    whole.replaceFirst("^\\$\\.?", ""), Optional.of(path), NullNode.getInstance()));
        }

        static Optional<Side> right(String written) {
            Matcher text = TEXT.matcher(written);
            if (text.matches()) {
                return literal(new TextNode(text.group(1) == null ? text.group(2) : text.group(1)));
            }
            if (NUMBER.matcher(written).matches()) {
                return literal(DecimalNode.valueOf(new BigDecimal(written)));
            }
            if (OTHER_PLACE.matcher(written).matches()) {
                return place(written);
            }
            return switch (written) {
                case "true", "false" -> literal(BooleanNode.valueOf(written.equals("true")));
                case "null" -> literal(NullNode.getInstance());
                default -> WORD.matcher(written).matches() ? literal(new TextNode(written)) : Optional.<Side>empty();
            };
        }

        private static Optional<Side> literal(JsonNode value) {
            return Optional.of(new Side("", Optional.empty(), value));
        }

        JsonNode in(JsonNode body) {
            JsonNode found = path.map(place -> place.in(body)).orElse(value);
            // A function of nothing at all is null to the library.
            return found.isNull() && name.endsWith("()") ? MissingNode.getInstance() : found;
        }

        Optional<String> seen(JsonNode body) {
            if (path.isEmpty()) {
                return Optional.empty();
            }
            JsonNode found = in(body);
            if (found.isMissingNode() && name.endsWith("()")) {
                return Optional.of(name.replaceFirst("\\.?\\w+\\(\\)$", "") + " is missing");
            }
            String shown =
                    found.isNumber() ? found.toString().replace("E+", "e").replace('E', 'e') : found.toString();
            return Optional.of(
                    name + " is " + (found.isMissingNode() ? "missing" : Text.bounded(shown, LONGEST_VALUE)));
        }
    }

    private record Comparison(Side left, String operator, Side right) {

        static Optional<Comparison> of(String text) {
            Matcher written = COMPARISON.matcher(text);
            if (!written.matches()) {
                return Optional.empty();
            }
            Optional<Side> left = Side.place(written.group("left"));
            Optional<Side> right = Side.right(written.group("right").strip());
            return left.isPresent() && right.isPresent()
                    ? Optional.of(new Comparison(left.get(), written.group("operator"), right.get()))
                    : Optional.empty();
        }

        List<String> seen(JsonNode body) {
            List<String> seen = new ArrayList<>();
            left.seen(body).ifPresent(seen::add);
            right.seen(body).ifPresent(seen::add);
            return seen;
        }

        boolean holds(JsonNode body) {
            JsonNode one = left.in(body);
            JsonNode other = right.in(body);
            if (one.isMissingNode() || other.isMissingNode()) {
                return false;
            }
            Optional<Integer> order = one.isNumber() && other.isNumber()
                    ? Optional.of(compare(one, other))
                    : one.isTextual() && other.isTextual()
                            ? Optional.of(one.textValue().compareTo(other.textValue()))
                            : Optional.empty();
            boolean equal = order.map(sign -> sign == 0).orElseGet(() -> one.equals(other));
            return switch (operator) {
                case "==" -> equal;
                case "!=" -> !equal;
                case "<" -> order.filter(sign -> sign < 0).isPresent();
                case "<=" -> order.filter(sign -> sign <= 0).isPresent();
                case ">" -> order.filter(sign -> sign > 0).isPresent();
                default -> order.filter(sign -> sign >= 0).isPresent();
            };
        }

        private static int compare(JsonNode one, JsonNode other) {
            return isFinite(one) && isFinite(other)
                    ? number(one).compareTo(number(other))
                    : Double.compare(one.doubleValue(), other.doubleValue());
        }

        private static boolean isFinite(JsonNode node) {
            return !node.isFloatingPointNumber() || node.isBigDecimal() || Double.isFinite(node.doubleValue());
        }

        private static BigDecimal number(JsonNode node) {
            return node.isBigDecimal() || node.isIntegralNumber()
                    ? node.decimalValue()
                    : new BigDecimal(node.toString());
        }
    }
}
