package io.vedette.spring.boot;

import io.vedette.database.StoreRefused;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells why Vedette's database cannot be used when the application fails to start. */
public final class StoreFailureAnalyzer extends AbstractFailureAnalyzer<StoreRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreRefused cause) {
        return new FailureAnalysis(
                "Vedette cannot keep its states: " + cause.getMessage(),
                "Correct what it says, or set neither vedette.database.datasource nor vedette.database.url to keep them in memory.",
                cause);
    }
}
