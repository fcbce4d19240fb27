package io.vedette.rule;

import io.vedette.config.values.HeaderText;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The headers that an answer must have, one on each line: {@code Name} alone (it is there), {@code Name: value} (it is exactly that,
 * or that before its first semicolon: {@code Content-Type: application/json} holds with any charset), or {@code Name: /regex/} (the
 * regular expression is found in it). Of a header that stands several times the first counts.
 */
public final class ExpectedHeaders {

    private static final Pattern LINE = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*(?::\\s*(.*))?");
    private static final Pattern REGEX = Pattern.compile("/(.+)/");
    private static final int LONGEST_SHOWN = 200;

    private final List<Expected> all;

    private record Expected(String name, Optional<String> value, Optional<Pattern> pattern) {

        String complaint(Answer.Http http) {
            String seen = http.headers().get(name.toLowerCase(Locale.ROOT));
            if (seen == null) {
                return "the answer has no header " + name;
            }
            boolean met = pattern.map(regex -> StoppableText.find(regex, seen))
                    .or(() -> value.map(text -> text.equals(seen.strip()) || text.equals(beforeParameters(seen))))
                    .orElse(true);
            return met
                    ? ""
                    : "the header " + name + " is \"" + Text.bounded(seen, LONGEST_SHOWN) + "\", expected "
                            + pattern.map(regex -> "/" + regex + "/").orElse("\"" + value.orElse("") + "\"");
        }

        private static String beforeParameters(String seen) {
            int end = seen.indexOf(';');
            return (end < 0 ? seen : seen.substring(0, end)).strip();
        }
    }

    private ExpectedHeaders(List<Expected> all) {
        this.all = List.copyOf(all);
    }

    /** Reads {@code expectedHeaders}; what is wrong is noted in the parameters. */
    public static ExpectedHeaders read(Parameters parameters) {
        return parameters.parsed("expectedHeaders", ExpectedHeaders::parse).orElse(new ExpectedHeaders(List.of()));
    }

    private static ExpectedHeaders parse(String text) {
        List<Expected> all = new ArrayList<>();
        for (String written : text.split("[\\r\\n]+")) {
            String line = written.strip();
            Matcher parts = LINE.matcher(line);
            if (line.isEmpty()) {
                continue;
            }
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "an expected header must be written as Name, Name: value or Name: /regex/, one per line");
            }
            String value = parts.group(2) == null ? "" : parts.group(2).strip();
            Matcher regex = REGEX.matcher(value);
            boolean isRegex = regex.matches();
            all.add(new Expected(
                    HeaderText.name(parts.group(1)),
                    value.isEmpty() || isRegex ? Optional.empty() : Optional.of(value),
                    isRegex ? Optional.of(pattern(regex.group(1))) : Optional.empty()));
        }
        return new ExpectedHeaders(all);
    }

    /**
     * Compiles an operator's regular expression.
     *
     * @throws IllegalArgumentException with a message for the operator when it is none
     */
    public static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("\"" + regex + "\" is not a regular expression: " + e.getDescription()
                    + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)));
        }
    }

    /** Returns whether looking ends soon, whatever the headers hold. */
    public boolean isBounded() {
        return all.stream().allMatch(one -> one.pattern().isEmpty());
    }

    /** Returns ok, or what is missing. */
    public Verdict judge(Answer.Http http) {
        List<String> complaints = all.stream()
                .map(expected -> expected.complaint(http))
                .filter(complaint -> !complaint.isEmpty())
                .toList();
        return complaints.isEmpty() ? Verdict.ok() : Verdict.error(Reason.CONDITION, String.join("; ", complaints));
    }
}
