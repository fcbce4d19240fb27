package io.vedette.camel.run;

import io.vedette.rule.Verdict;
import java.util.Map;

/**
 * What came of trying checks.
 *
 * @param notAsked the checks that could not be asked for trouble of this process or machine, and what it was
 */
public record TrialResults(Map<String, Verdict> verdicts, Map<String, String> notAsked) {}
