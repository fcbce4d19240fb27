package io.vedette.camel.language;

import io.vedette.config.values.Causes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ExpressionSubElementDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OnWhenDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.SetVariablesDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.ValidateDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.SimpleExpression;
import org.apache.camel.util.ObjectHelper;

/** The expressions and predicates of a route's steps, made once as the route would make them when it starts. */
public final class StepExpressions {

    /** Those whose texts can be read apart from a route; of others it is asked whether they are there. */
    static final Set<String> READ = Set.of(
            "simple", "jsonpath", "jq", "xpath", "header", "variable", "exchangeProperty", "constant", "tokenize");

    private final CamelContext context;
    private final CamelArtifacts artifacts;

    /** @param context knows the languages there are, and what placeholders stand for */
    public StepExpressions(CamelContext context, CamelArtifacts artifacts) {
        this.context = context;
        this.artifacts = artifacts;
    }

    private record Written(ExpressionDefinition expression, boolean isPredicate) {}

    /** What is wrong with the expressions of a step, not of those below it, by their language. */
    public List<Map.Entry<String, String>> complaints(NamedNode step) {
        return written(step).stream()
                .flatMap(one -> complaint(one).stream().map(problem -> Map.entry(language(one.expression()), problem)))
                .toList();
    }

    /** The texts of the expressions of a step. */
    public List<String> texts(NamedNode step) {
        return written(step).stream()
                .map(one -> String.valueOf(one.expression().getExpression()))
                .toList();
    }

    private static List<Written> written(NamedNode step) {
        List<Written> all = new ArrayList<>();
        if (step instanceof HasExpressionType node) {
            boolean decides = node instanceof FilterDefinition
                    || node instanceof WhenDefinition
                    || node instanceof ValidateDefinition
                    || node instanceof LoopDefinition loop && Boolean.parseBoolean(loop.getDoWhile());
            add(node.getExpressionType(), decides, all);
        }
        if (step instanceof SetHeadersDefinition headers) {
            headers.getHeaders().forEach(header -> add(header.getExpression(), false, all));
        } else if (step instanceof SetVariablesDefinition variables) {
            variables.getVariables().forEach(variable -> add(variable.getExpression(), false, all));
        } else if (step instanceof AggregateDefinition aggregate) {
            add(aggregate.getCorrelationExpression(), false, all);
            add(aggregate.getCompletionPredicate(), true, all);
            add(aggregate.getCompletionTimeoutExpression(), false, all);
            add(aggregate.getCompletionSizeExpression(), false, all);
        } else if (step instanceof OnExceptionDefinition handler) {
            when(handler.getOnWhen(), all);
            Stream.of(handler.getRetryWhile(), handler.getHandled(), handler.getContinued())
                    .forEach(one -> add(one, true, all));
        } else if (step instanceof CatchDefinition handler) {
            when(handler.getOnWhen(), all);
        } else if (step instanceof LogDefinition log && log.getLogLanguage() == null) {
            text(log.getMessage(), all);
        } else if (step instanceof ThrowExceptionDefinition thrown) {
            text(thrown.getMessage(), all);
        } else if (step instanceof ToDynamicDefinition to && !to.getUri().startsWith("language:")) {
            text(to.getUri(), all);
        }
        return all;
    }

    private static void when(OnWhenDefinition when, List<Written> all) {
        if (when != null) {
            add(when.getExpression(), true, all);
        }
    }

    private static void text(String text, List<Written> all) {
        if (text != null && text.contains("${")) {
            add(new SimpleExpression(text), false, all);
        }
    }

    private static void add(ExpressionSubElementDefinition element, boolean isPredicate, List<Written> all) {
        if (element != null) {
            add(element.getExpressionType(), isPredicate, all);
        }
    }

    private static void add(ExpressionDefinition expression, boolean isPredicate, List<Written> all) {
        ExpressionDefinition inner = expression;
        while (inner != null && inner.getExpressionType() != null) {
            inner = inner.getExpressionType();
        }
        if (inner != null && ObjectHelper.isNotEmpty(inner.getLanguage())) {
            all.add(new Written(inner, isPredicate));
        }
    }

    private static String language(ExpressionDefinition expression) {
        return expression.getLanguage();
    }

    private Optional<String> complaint(Written written) {
        String language = language(written.expression());
        String text = String.valueOf(written.expression().getExpression());
        if (!resolves(language) || !resolves(text)) {
            return Optional.empty(); // A missing value is reported as such, or comes with a check.
        }
        try {
            context.resolveLanguage(language);
            if (READ.contains(language)) {
                // A copy, as Camel writes into those that it reads.
                ExpressionDefinition copy = written.expression().copyDefinition();
                if (written.isPredicate()) {
                    copy.createPredicate(context);
                } else {
                    copy.createExpression(context);
                }
            }
            return Optional.empty();
        } catch (NoSuchLanguageException e) {
            return Optional.of(artifacts.complaint(CamelArtifacts.Kind.LANGUAGE, language, READ));
        } catch (StackOverflowError e) {
            return Optional.of("is nested too deeply");
        } catch (RuntimeException e) {
            return needsBean(e) ? Optional.empty() : Optional.of(reason(e));
        }
    }

    private boolean resolves(String text) {
        try {
            return !text.contains("{{") || context.resolvePropertyPlaceholders(text) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** A bean may come later, with what the route is a part of. */
    private static boolean needsBean(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchBeanException) {
                return true;
            }
        }
        return false;
    }

    /** Without the text of the expression, which Camel repeats in further lines: a secret may stand in it. */
    private static String reason(RuntimeException failure) {
        return Causes.message(failure).lines().findFirst().orElse("cannot be read");
    }
}
