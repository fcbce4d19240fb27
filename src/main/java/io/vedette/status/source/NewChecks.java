package io.vedette.status.source;

import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of checks before there are any: the templates, and what a check would say if it were there. */
public interface NewChecks {

    /** A parameter of a template. */
    record Field(String name, String help, boolean required, String standard) {}

    /** A template of checks. */
    record Template(String name, String help, List<Field> fields) {}

    /** What is wrong with what was filled in; the key is that of the field, or empty. */
    record Fault(String key, String message) {}

    /**
     * What came of asking once.
     *
     * @param faults what is wrong with the fields; nothing was asked then
     * @param verdict what the rule says; empty where nothing was asked
     * @param notAsked why nobody was asked, although the fields are right; or empty
     */
    record Attempt(
            List<Fault> faults, Optional<Verdict> verdict, Instant at, Duration took, String notAsked, String yaml) {}

    /** Where there are none. */
    NewChecks NONE = new NewChecks() {
        @Override
        public List<Template> templates() {
            return List.of();
        }

        @Override
        public Attempt attempt(String template, String name, Map<String, String> values) {
            throw new IllegalStateException("there is no template");
        }
    };

    /** Returns what keeps checks that are added in the dashboard. */
    default CheckEdits edits() {
        return CheckEdits.NONE;
    }

    /** Returns the templates of checks, with their own parameters. */
    List<Template> templates();

    /** Asks once, as such a check would. Nothing is stored and nobody is notified. */
    Attempt attempt(String template, String name, Map<String, String> values);
}
