package io.vedette.config;

import java.util.List;

/**
 * The settings as they were found, and everything that is wrong with them.
 *
 * @param settings usable in every case: where a value is bad or missing, its default stands
 * @param problems all of them at once, by place
 * @param secrets knows every secret of the settings; checks add theirs
 */
public record Loaded(Settings settings, List<Problem> problems, Secrets secrets) {

    public Loaded {
        problems = List.copyOf(problems);
    }

    /** Whether Vedette refuses to run with these settings. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
