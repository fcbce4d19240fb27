package io.vedette.rule.health;

import io.vedette.rule.Failure;
import io.vedette.rule.HealthWord;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an answer says about health, before it is weighed against its HTTP status.
 *
 * @param findings what it says about the whole: its word, its age
 * @param components its parts, each name once
 * @param codeExplained whether the dialect gives the HTTP status a meaning of its own, which the findings tell
 */
record HealthReport(List<Finding> findings, List<Component> components, boolean codeExplained) {

    /** So much of a message goes to components; the rest are counted. */
    private static final int MESSAGE_BUDGET = 1_200;

    /** So much of one component's text stands in the message; its failure keeps more. */
    private static final int COMPONENT_BUDGET = 240;

    /** One thing said about the whole: {@code status DOWN}. */
    record Finding(Status status, Reason reason, String text) {

        /** Returns a word, the key it stood under, and the text that explains it, if any. */
        static Finding word(String key, HealthWord word, String explanation) {
            String text = key.isEmpty() ? word.shown() : key + " " + word.shown();
            return new Finding(
                    word.status(), Reason.STATUS, explanation.isEmpty() ? text : text + " (" + explanation + ")");
        }
    }

    /** A part, with its own word and text. */
    record Component(String name, Status status, String word, String message) {

        Component {
            name = Text.bounded(name, Text.NAME);
            word = Text.bounded(word, Text.NAME);
            message = Text.masked(message, Text.MESSAGE);
        }

        static Component of(String name, HealthWord word, String message) {
            String unknown = word.known() ? "" : "no known health word";
            String text = message.isEmpty() || unknown.isEmpty() ? unknown + message : unknown + "; " + message;
            return new Component(name, word.status(), word.text(), text);
        }

        Failure failure() {
            return new Failure(name, word, message);
        }

        /** Returns the worse of two readings of one component; of equals the one that explains itself. */
        Component worse(Component other) {
            if (status != other.status) {
                return status.compareTo(other.status) > 0 ? this : other;
            }
            return message.isEmpty() ? other : this;
        }

        /** Returns the same, with a text before its own. */
        Component telling(String first) {
            return new Component(name, status, word, message.isEmpty() ? first : first + "; " + message);
        }

        private String shown() {
            String shown = word.isEmpty() ? name : name + ": " + word;
            return message.isEmpty() ? shown : shown + " (" + Text.bounded(message, COMPONENT_BUDGET) + ")";
        }
    }

    HealthReport {
        findings = List.copyOf(findings);
        components = List.copyOf(components);
    }

    static HealthReport of(Finding... findings) {
        return new HealthReport(List.of(findings), List.of(), false);
    }

    static HealthReport of(List<Component> components) {
        return new HealthReport(List.of(), components, false);
    }

    /** Returns several readings of one answer together; a component that two of them read is taken once. */
    static HealthReport together(List<HealthReport> reports) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Component> byName = new LinkedHashMap<>();
        boolean codeExplained = false;
        for (HealthReport report : reports) {
            findings.addAll(report.findings);
            report.components.forEach(component -> byName.merge(component.name(), component, Component::worse));
            codeExplained |= report.codeExplained;
        }
        return new HealthReport(findings, List.copyOf(byName.values()), codeExplained);
    }

    /**
     * Returns the worst of HTTP status, findings and components. The reason is the finding's when one explains it, else a
     * component, else the HTTP status.
     */
    Verdict judge(int httpStatus) {
        boolean codeIsFine = codeExplained || httpStatus >= 200 && httpStatus < 300;
        List<Component> failing = failing();
        Status worst = codeIsFine ? Status.OK : Status.ERROR;
        for (Finding finding : findings) {
            worst = worst.worse(finding.status());
        }
        if (!failing.isEmpty()) {
            worst = worst.worse(failing.get(0).status());
        }
        if (worst == Status.OK) {
            return Verdict.ok();
        }
        return Verdict.of(worst, reason(worst, failing), message(httpStatus, codeIsFine, failing))
                .with(failing.stream()
                        .limit(Verdict.MOST_FAILURES)
                        .map(Component::failure)
                        .toList());
    }

    /** Returns the components that are not ok, the worst first. */
    List<Component> failing() {
        return components.stream()
                .filter(component -> component.status() != Status.OK)
                .sorted(Comparator.comparing(Component::status).reversed())
                .toList();
    }

    private Reason reason(Status worst, List<Component> failing) {
        return findings.stream()
                .filter(finding -> finding.status() == worst)
                .map(Finding::reason)
                .findFirst()
                .orElse(!failing.isEmpty() && failing.get(0).status() == worst ? Reason.COMPONENT : Reason.HTTP_STATUS);
    }

    private String message(int httpStatus, boolean codeIsFine, List<Component> failing) {
        List<String> parts = new ArrayList<>();
        if (!codeIsFine) {
            parts.add(HealthAnswers.expected(httpStatus));
        }
        boolean bodyFails = !failing.isEmpty() || findings.stream().anyMatch(f -> f.status() != Status.OK);
        for (Finding finding : findings) {
            if (finding.status() != Status.OK) {
                parts.add(finding.text());
            } else if (!bodyFails) {
                parts.add("though the body says " + finding.text());
            }
        }
        String components = listed(failing);
        if (!components.isEmpty()) {
            parts.add(components);
        }
        return String.join("; ", parts);
    }

    /** Returns as many failing components as a message has room for, and how many more there are. */
    static String listed(List<Component> failing) {
        StringBuilder listed = new StringBuilder();
        int shown = 0;
        for (Component component : failing) {
            String text = component.shown();
            if (shown > 0 && listed.length() + text.length() > MESSAGE_BUDGET) {
                break;
            }
            listed.append(shown == 0 ? "" : "; ").append(text);
            shown++;
        }
        return shown == failing.size() ? listed.toString() : listed + "; and " + (failing.size() - shown) + " more";
    }
}
