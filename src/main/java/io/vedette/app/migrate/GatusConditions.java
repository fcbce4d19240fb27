package io.vedette.app.migrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The conditions of one of Gatus's endpoints, as parameters of a check; those without a counterpart are kept apart. */
final class GatusConditions {

    private static final Pattern CONDITION = Pattern.compile("(.+?)\\s*(==|!=|<=|>=|<|>)\\s*(.*)");
    private static final Pattern SOME_TEXT = Pattern.compile("\\[BODY]\\s*[!=]=\\s*pat\\(\\*.*\\*\\)");
    private static final Pattern INNER = Pattern.compile("pat\\(\\*([^*]+)\\*\\)");
    private static final Pattern FUNCTION = Pattern.compile("(any|pat)\\((.*)\\)");
    private static final Pattern BODY = Pattern.compile("(?:(len|has)\\()?\\[BODY]([^)]*)\\)?");
    private static final Pattern PATH = Pattern.compile("((?:\\[\\d+])*)((?:\\.?[\\w-]+|\\[\\d+])+)");
    private static final Pattern HOURS = Pattern.compile("(\\d+)h(?:0m)?(?:0s)?");
    private static final int FIRST_STATUS = 100;
    private static final int FIRST_OF_ANSWERS = 200;
    private static final int LAST_STATUS = 599;

    private final BitSet statuses = new BitSet();
    private final List<String> bodyConditions = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private Optional<Long> mostMilliseconds = Optional.empty();
    private Optional<String> contains = Optional.empty();
    private Optional<String> containsNot = Optional.empty();
    private Optional<String> answer = Optional.empty();
    private Optional<Integer> certificateDays = Optional.empty();
    private Optional<Integer> domainDays = Optional.empty();

    GatusConditions(List<String> conditions) {
        statuses.set(FIRST_STATUS, LAST_STATUS + 1);
        for (String condition : conditions) {
            Matcher parts = CONDITION.matcher(condition);
            if (!parts.matches() || !take(parts.group(1), parts.group(2), parts.group(3))) {
                left.add(condition);
            } else {
                taken.add(condition);
            }
        }
    }

    /** Returns the conditions without a counterpart in a template. */
    List<String> left(String template) {
        List<String> all = new ArrayList<>(left);
        taken.stream().filter(condition -> isLost(template, condition)).forEach(all::add);
        return all;
    }

    private static boolean isLost(String template, String condition) {
        if (template.equals("http") || template.equals("json")) {
            return false;
        }
        if (SOME_TEXT.matcher(condition).matches()) {
            return condition.contains("!=") || !(template.equals("tcp") || template.equals("websocket"));
        }
        if (condition.startsWith("[CERTIFICATE_EXPIRATION]")) {
            return !template.equals("tls");
        }
        return condition.startsWith("[STATUS]") || condition.matches("\\[BODY][.\\[].*|(?:len|has)\\(.*");
    }

    /** Returns a text that must stand somewhere in the body. */
    Optional<String> text() {
        return contains;
    }

    /** Returns how many days before its expiry a certificate is an error, if a condition asks for that. */
    Optional<Integer> certificateDays() {
        return certificateDays;
    }

    /** Returns how many days before its end the registration of the domain is an error, if a condition asks for that. */
    Optional<Integer> domainDays() {
        return domainDays;
    }

    boolean readsJson() {
        return !bodyConditions.isEmpty();
    }

    /** Returns the text that the body must equal, literally or as a pattern without inner stars: the answer of a name server. */
    Optional<String> answer() {
        return answer;
    }

    boolean limitsTime() {
        return mostMilliseconds.isPresent();
    }

    /** Returns the parameters of an {@code http} check, or of a {@code json} one when it {@link #readsJson}. */
    Map<String, String> http() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("expectedStatus", ranges());
        mostMilliseconds.ifPresent(most -> parameters.put("maxResponseTime", most + "ms"));
        contains.ifPresent(text -> parameters.put("contains", text));
        containsNot.ifPresent(text -> parameters.put("containsNot", text));
        if (readsJson()) {
            parameters.put("condition", String.join("\n", bodyConditions));
        }
        return parameters;
    }

    private boolean take(String subject, String operator, String value) {
        switch (subject) {
            case "[STATUS]":
                return status(operator, value);
            case "[RESPONSE_TIME]":
                return time(operator, value);
            case "[CONNECTED]":
                return operator.equals("==") && value.equals("true");
            case "[DNS_RCODE]":
                return operator.equals("==") && value.equals("NOERROR");
            case "[CERTIFICATE_EXPIRATION]":
                Optional<Integer> days = days(operator, value, certificateDays);
                certificateDays = days.or(() -> certificateDays);
                return days.isPresent();
            case "[DOMAIN_EXPIRATION]":
                Optional<Integer> left = days(operator, value, domainDays);
                domainDays = left.or(() -> domainDays);
                return left.isPresent();
            default:
                Matcher body = BODY.matcher(subject);
                return body.matches() && body(body.group(1), body.group(2), operator, value);
        }
    }

    private boolean status(String operator, String value) {
        Matcher function = FUNCTION.matcher(value);
        String list = value;
        if (function.matches()) {
            list = function.group(1).equals("any") ? function.group(2) : "";
        }
        if (!list.matches("\\s*\\d{3}\\s*(,\\s*\\d{3}\\s*)*")) {
            return false;
        }
        List<Integer> codes = Arrays.stream(list.split(","))
                .map(String::strip)
                .map(Integer::valueOf)
                .toList();
        BitSet met = new BitSet();
        for (int status = FIRST_STATUS; status <= LAST_STATUS; status++) {
            met.set(status, holds(status, operator, codes));
        }
        met.and(statuses);
        met.clear(FIRST_STATUS, FIRST_OF_ANSWERS); // They announce an answer and are never its status.
        if (met.isEmpty()) {
            return false;
        }
        statuses.and(met);
        return true;
    }

    private static boolean holds(int status, String operator, List<Integer> codes) {
        int first = codes.get(0);
        return switch (operator) {
            case "==" -> codes.contains(status);
            case "!=" -> !codes.contains(status);
            case "<" -> status < first;
            case "<=" -> status <= first;
            case ">" -> status > first;
            default -> status >= first;
        };
    }

    private String ranges() {
        List<String> ranges = new ArrayList<>();
        for (int from = statuses.nextSetBit(0); from >= 0; ) {
            int end = statuses.nextClearBit(from);
            while (from % 100 == 0 && end - from >= 100 && end - from < 500) {
                ranges.add(from / 100 + "xx");
                from += 100;
            }
            if (from < end) {
                ranges.add(end - from == 1 ? String.valueOf(from) : from + "-" + (end - 1));
            }
            from = statuses.nextSetBit(end);
        }
        return String.join(",", ranges);
    }

    private boolean time(String operator, String value) {
        boolean isLimit = operator.startsWith("<") && value.matches("[1-9]\\d{0,8}");
        if (isLimit) {
            long limit = Long.parseLong(value);
            mostMilliseconds = Optional.of(Math.min(limit, mostMilliseconds.orElse(limit)));
        }
        return isLimit;
    }

    /** Returns the days of {@code > 48h}, or of the condition before it if those are more; empty if it is something else. */
    private static Optional<Integer> days(String operator, String value, Optional<Integer> before) {
        Matcher hours = HOURS.matcher(value);
        if (!operator.startsWith(">") || !hours.matches()) {
            return Optional.empty();
        }
        int days = (int) Math.min(3_650, (Long.parseLong(hours.group(1)) + 23) / 24);
        return Optional.of(Math.max(days, before.orElse(0)));
    }

    private boolean body(String function, String path, String operator, String value) {
        if (path.isEmpty()) {
            return function == null
                    && (operator.equals("==") ? wholeBody(value) : operator.equals("!=") && without(value));
        }
        Matcher places = PATH.matcher(path);
        if (!places.matches()) {
            return false;
        }
        String place = "@" + (places.group(2).startsWith(".") ? "" : ".") + places.group(2);
        return predicate(function, place, operator, value)
                .map(predicate -> bodyConditions.add("$" + places.group(1) + "[?(" + predicate + ")]"))
                .orElse(false);
    }

    /** Takes {@code [BODY] != pat(*text*)}, once. */
    private boolean without(String value) {
        Matcher text = INNER.matcher(value);
        if (!text.matches() || containsNot.isPresent()) {
            return false;
        }
        containsNot = Optional.of(text.group(1));
        return true;
    }

    private boolean wholeBody(String value) {
        Matcher pattern = FUNCTION.matcher(value);
        String text = pattern.matches() ? pattern.group(2).replaceAll("^\\*|\\*$", "") : value;
        boolean isPlain = !text.isEmpty()
                && !text.contains("*")
                && (!pattern.matches() || pattern.group(1).equals("pat"));
        if (isPlain && value.startsWith("pat(*") && value.endsWith("*)") && contains.isEmpty()) {
            contains = Optional.of(text);
        } else if (isPlain && answer.isEmpty()) {
            answer = Optional.of(text);
        } else {
            return false;
        }
        return true;
    }

    private static Optional<String> predicate(String function, String place, String operator, String value) {
        if ("has".equals(function)) {
            boolean wanted = value.equals("true") == operator.equals("==");
            return Optional.of(wanted ? place : "!(" + place + ")");
        }
        if ("len".equals(function)) {
            return value.matches("\\d+")
                    ? Optional.of(place + ".length() " + operator + " " + value)
                    : Optional.empty();
        }
        Matcher called = FUNCTION.matcher(value);
        if (!called.matches()) {
            return Optional.of(place + " " + operator + " " + literal(value));
        }
        boolean equal = operator.equals("==");
        if (!equal && !operator.equals("!=")) {
            return Optional.empty();
        }
        if (called.group(1).equals("any")) {
            String values = Arrays.stream(called.group(2).split(","))
                    .map(String::strip)
                    .map(GatusConditions::literal)
                    .collect(Collectors.joining(", "));
            return Optional.of(place + (equal ? " in [" : " nin [") + values + "]");
        }
        String match = place + " =~ /" + regex(called.group(2)) + "/";
        return Optional.of(equal ? match : "!(" + match + ")");
    }

    private static String literal(String value) {
        return value.matches("-?\\d+(\\.\\d+)?|true|false")
                ? value
                : "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String regex(String pattern) {
        return Arrays.stream(pattern.split("\\*", -1))
                .map(part -> part.replaceAll("([^\\w\\s-])", "\\\\$1"))
                .collect(Collectors.joining(".*"));
    }
}
