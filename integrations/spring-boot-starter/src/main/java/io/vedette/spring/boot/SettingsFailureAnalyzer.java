package io.vedette.spring.boot;

import io.vedette.camel.SettingsRefused;
import io.vedette.config.values.Problem;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells each wrong setting in a line of its own when the application fails to start. */
public final class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<SettingsRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingsRefused cause) {
        String all = cause.problems().stream().map(Problem::toString).collect(Collectors.joining("\n    ", "    ", ""));
        return new FailureAnalysis(
                "Vedette does not start with these settings:\n\n" + all,
                "Correct them; each line says where it stands.",
                cause);
    }
}
