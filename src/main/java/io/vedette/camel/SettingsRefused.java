package io.vedette.camel;

import io.vedette.config.values.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The settings of an application are wrong, so that Vedette does not start in it; the message lists every problem. */
public final class SettingsRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public SettingsRefused(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** Returns all that is wrong, each with its place and key. */
    public List<Problem> problems() {
        return problems;
    }
}
