package io.vedette.dashboard;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the browser with the first test that wants it, and ends it after the last. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver {

    private static final String MISSING =
            "skipped: chromium and chromedriver are not both on the path (Debian: apt-get install chromium chromium-driver)";

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.found().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a browser");
        }
        if (TOLD.compareAndSet(false, true)) {
            System.out.println("Browser tests are " + MISSING);
        }
        return ConditionEvaluationResult.disabled(MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    /** JUnit closes what is in its store when all tests are over. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Browser browser = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Browser.class))
                .getOrComputeIfAbsent(Browser.class, type -> new Browser(), Browser.class);
        browser.refresh();
        return browser;
    }
}
