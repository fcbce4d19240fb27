package io.vedette.camel.load;

import io.vedette.config.values.Problem;
import io.vedette.discovery.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Targets of sources that are not watched because something is wrong with them: what somebody else says keeps nothing else from
 * running, so it is a warning, and not one for each of thousands.
 */
final class LeftOut {

    private static final int MOST_OF_A_SOURCE = 10;

    private final List<Problem> problems;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<Problem> told = new HashSet<>();

    /** @param problems takes the warnings */
    LeftOut(List<Problem> problems) {
        this.problems = problems;
    }

    /** Notes a target of which no check could be made. */
    void note(Source source, String target, String why) {
        count(source.file(), source.line(), "\"" + target + "\" is left out: it " + why);
    }

    /**
     * Notes what was found wrong with a check of a source.
     *
     * @return whether it is left out
     */
    boolean takes(CheckDefinition definition, List<Problem> found) {
        String why = found.stream()
                .filter(Problem::isError)
                .findFirst()
                .map(problem -> (problem.key() == null ? "" : problem.key() + ": ") + problem.message())
                .orElse("");
        if (why.isEmpty()) {
            found.stream().filter(told::add).forEach(problems::add);
            return false;
        }
        count(
                definition.file(),
                definition.place().line(),
                "the check \"" + definition.name() + "\" is left out: " + why);
        return true;
    }

    private void count(String file, int line, String message) {
        int before = counts.merge(file + ":" + line, 1, Integer::sum);
        if (before <= MOST_OF_A_SOURCE) {
            problems.add(Problem.warning(file, line, CheckDefinition.FROM, message));
        }
    }

    /** Tells how many further ones there were. */
    void sum(List<Source> sources) {
        List<Source> all = new ArrayList<>(sources);
        all.forEach(source -> {
            int count = counts.getOrDefault(source.file() + ":" + source.line(), 0);
            if (count > MOST_OF_A_SOURCE) {
                problems.add(Problem.warning(
                        source.file(),
                        source.line(),
                        CheckDefinition.FROM,
                        (count - MOST_OF_A_SOURCE) + " further targets are left out"));
            }
        });
    }
}
