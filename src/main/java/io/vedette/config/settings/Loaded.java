package io.vedette.config.settings;

import io.vedette.config.values.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings as they were found, and everything that is wrong with them.
 *
 * @param settings usable in every case: where a value is bad or missing, its default stands
 * @param problems all of them at once, by place
 * @param secrets knows every secret of the settings; checks add theirs
 * @param places where each setting was given, by its key
 */
public record Loaded(Settings settings, List<Problem> problems, Secrets secrets, Map<String, Place> places) {

    public Loaded {
        problems = List.copyOf(problems);
        places = Map.copyOf(places);
    }

    /**
     * Where a setting was given.
     *
     * @param file the file as the operator calls it, or {@code environment}
     * @param line its line, counted from 1; 0 when the source has none
     * @param written the value as it was given
     * @param value what it came to, its placeholders filled in; empty when they could not be
     */
    public record Place(String file, int line, String written, String value) {

        private Problem of(Problem problem) {
            return problem.at(file, line).saying(Braces.unseen(problem.message(), written, value));
        }
    }

    /**
     * Returns the same problems; those of a setting that tell no file get the place where it was given, and no value that came
     * through a placeholder.
     */
    public List<Problem> placed(Collection<Problem> others) {
        return others.stream()
                .map(problem -> problem.file() == null && problem.key() != null && places.containsKey(problem.key())
                        ? places.get(problem.key()).of(problem)
                        : problem)
                .toList();
    }

    /** Returns the same with more problems. */
    public Loaded and(List<Problem> more) {
        return new Loaded(
                settings, Stream.concat(problems.stream(), more.stream()).toList(), secrets, places);
    }

    /** Returns whether Vedette refuses to run with these settings. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
