package io.vedette.rule;

import java.util.List;
import java.util.Optional;

/** Every known dialect, in the order in which a message tells what they found. */
final class HealthDialects {

    static final List<Dialect> ALL = List.of(
            // Text.
            new KubernetesDialect(),
            new PlainWordDialect(),
            // The overall word.
            new StatusWordDialect(),
            new VaultDialect(),
            new ElasticsearchDialect(),
            // Components under a container.
            new SpringBootDialect(),
            new ChecksDialect(),
            new AspNetDialect(),
            new TerminusDialect(),
            new LaravelDialect(),
            // Components without one.
            new SiblingsDialect(),
            new GitLabDialect(),
            new ConsulDialect(),
            new SundheitDialect(),
            new DjangoDialect());

    private HealthDialects() {}

    /** What these dialects read in the answer. */
    static Optional<HealthReport> read(HealthAnswer answer, List<Dialect> dialects) {
        List<HealthReport> reports = dialects.stream()
                .flatMap(dialect -> dialect.read(answer).stream())
                .toList();
        return reports.isEmpty() ? Optional.empty() : Optional.of(HealthReport.together(reports));
    }

    /** What all dialects read in the answer; empty when none knows it. */
    static Optional<HealthReport> read(HealthAnswer answer) {
        if (answer.isProblemDocument()) {
            return Optional.empty();
        }
        return read(answer, ALL);
    }
}
