package io.vedette.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;

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
     */
    public record Place(String file, int line) {}

    /** The same problems; those of a setting that tell no file get the place where it was given. */
    public List<Problem> placed(Collection<Problem> others) {
        return others.stream()
                .map(problem -> problem.file() == null && problem.key() != null && places.containsKey(problem.key())
                        ? problem.at(
                                places.get(problem.key()).file(),
                                places.get(problem.key()).line())
                        : problem)
                .toList();
    }

    /** Whether Vedette refuses to run with these settings. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
