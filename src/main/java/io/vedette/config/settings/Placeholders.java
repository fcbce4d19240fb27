package io.vedette.config.settings;

import io.vedette.config.settings.PlaceholderSources.Answer;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fills in the placeholders of values: {@code {{env:NAME}}}, {@code {{sys:NAME}}} and {@code {{other.key}}}, each with an
 * optional {@code :default}; {@code {{file:PATH}}}; and Camel's other functions. A {@code ?} before the name makes a
 * missing value empty, and placeholders may stand within placeholders, as in Camel. What one stands for is taken as it is;
 * braces that are meant as they stand have a backslash before them ({@link Braces}).
 */
final class Placeholders {

    private static final int LONGEST_VALUE = 1024 * 1024;
    private static final int DEEPEST = 50;

    private final Map<String, RawSetting> given;
    private final PlaceholderSources sources;
    private final Map<String, Optional<String>> filled = new HashMap<>();
    /** The keys being filled in, the first one first: a key that is met again closes a circle. */
    private final Deque<String> underWay = new ArrayDeque<>();

    /** A few values that refer to each other many times would fill the memory. */
    private long room = 64L * LONGEST_VALUE;

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> elsewhere = new HashSet<>();
    private final Set<String> secret = new HashSet<>();

    /** @param given the raw values by key, the environment already over the file */
    Placeholders(Map<String, RawSetting> given, PlaceholderSources sources) {
        this.given = given;
        this.sources = sources;
    }

    /** Returns the value of a key with its placeholders filled in; empty when it is not given or cannot be filled in. */
    Optional<String> value(String key) {
        if (!filled.containsKey(key)) {
            RawSetting raw = given.get(key);
            if (raw == null) {
                return Optional.empty();
            }
            underWay.addLast(key);
            Filling filling = new Filling(raw);
            String text = filling.fill(raw.value(), 0);
            if (!filling.failed && (room -= text.length()) < 0) {
                filling.failure("makes the settings longer than 64 MiB once their placeholders are filled in");
            }
            underWay.removeLast();
            filled.put(key, filling.failed ? Optional.empty() : Optional.of(text));
        }
        return filled.get(key);
    }

    List<Problem> problems() {
        return problems;
    }

    /** Returns where the values came from that were filled in so far. */
    Origins origins() {
        return new Origins(elsewhere, secret);
    }

    /** One value being filled in. */
    private final class Filling {

        private final RawSetting owner;
        private boolean failed;

        Filling(RawSetting owner) {
            this.owner = owner;
        }

        String fill(String text, int depth) {
            if (depth > DEEPEST) {
                return failure("has placeholders more than " + DEEPEST + " deep");
            }
            StringBuilder out = new StringBuilder();
            int i = 0;
            while (i < text.length() && !failed) {
                if (text.startsWith("\\{{", i) || text.startsWith("\\}}", i)) {
                    out.append(text, i + 1, i + 3);
                    i += 3;
                } else if (text.startsWith("{{", i)) {
                    int close = Braces.closing(text, i);
                    if (close < 0) {
                        return failure("has {{ without }}");
                    }
                    String inner = text.substring(i + 2, close).strip();
                    String expression = fill(inner, depth + 1).strip();
                    out.append(failed ? "" : lookUp(expression, inner));
                    i = close + 2;
                } else {
                    out.append(text.charAt(i++));
                }
                if (out.length() > LONGEST_VALUE) {
                    return failure("is longer than 1 MiB once its placeholders are filled in");
                }
            }
            return out.toString();
        }

        /** @param written the expression before placeholders in it were filled in */
        private String lookUp(String expression, String written) {
            boolean optional = expression.startsWith("?");
            String name = optional ? expression.substring(1) : expression;
            int colon = name.indexOf(':');
            Optional<String> function = colon < 0
                    ? Optional.empty()
                    : Optional.of(name.substring(0, colon)).filter(sources::isFunction);
            Answer answer = function.map(word -> sources.call(word, name.substring(colon + 1)))
                    .orElseGet(() -> key(name));
            if (answer.value() != null) {
                function.ifPresent(word -> note(true, sources.isSecret(answer.value())));
                return answer.value();
            }
            return optional || failed ? "" : failure(unseen(answer.complaint(), expression, written));
        }

        private void note(boolean isFromElsewhere, boolean isSecret) {
            String key = underWay.getLast(); // A variable that stands over it has another name.
            if (isFromElsewhere) {
                elsewhere.add(key);
            }
            if (isSecret) {
                secret.add(key);
            }
        }

        /** What was made of a placeholder within a placeholder is shown as it was written: it may be a secret. */
        private static String unseen(String complaint, String expression, String written) {
            int before = written.indexOf("{{");
            int behind = before < 0 ? 0 : written.length() - written.lastIndexOf("}}") - 2;
            if (before < 0 || behind < 0 || before + behind >= expression.length()) {
                return complaint;
            }
            return new Veil(List.of(new Veil.Value(
                            written.substring(before, written.length() - behind),
                            expression.substring(before, expression.length() - behind),
                            true)))
                    .over(complaint);
        }

        private Answer key(String nameAndDefault) {
            int colon = nameAndDefault.indexOf(':');
            String key = colon < 0 ? nameAndDefault : nameAndDefault.substring(0, colon);
            if (given.containsKey(key)) {
                return underWay.contains(key) ? Answer.none("refers to itself: " + circle(key)) : referred(key);
            }
            Optional<String> standard = SettingKey.of(key).map(SettingKey::standard);
            if (standard.isPresent()) {
                return Answer.value(standard.get());
            }
            if (colon >= 0 && !sources.hint(key).isEmpty()) {
                // A function with a slip would pass for a key, and what follows for its default.
                return Answer.none("{{" + key + ":...}} names neither a function nor a key" + sources.hint(key));
            }
            return colon >= 0
                    ? Answer.value(nameAndDefault.substring(colon + 1))
                    : Answer.none("{{" + key + "}} names no key of this file" + Nearest.hint(key, given.keySet()));
        }

        private Answer referred(String key) {
            if (underWay.size() >= DEEPEST) {
                return Answer.none("refers to keys more than " + DEEPEST + " deep");
            }
            Optional<String> value = value(key);
            // What is wrong with that key has already been reported.
            failed |= value.isEmpty();
            note(elsewhere.contains(key), secret.contains(key) || Secrets.isSecretName(key));
            return value.map(Answer::value).orElseGet(() -> Answer.none(""));
        }

        private String circle(String key) {
            List<String> keys = new ArrayList<>(underWay);
            return String.join(" -> ", keys.subList(keys.indexOf(key), keys.size())) + " -> " + key;
        }

        private String failure(String complaint) {
            failed = true;
            problems.add(owner.error(complaint));
            return "";
        }
    }
}
