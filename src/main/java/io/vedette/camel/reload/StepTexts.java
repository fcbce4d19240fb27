package io.vedette.camel.reload;

import static io.vedette.camel.reload.UndoLog.NOTHING_LOST;

import io.vedette.camel.load.CheckDefinition;
import io.vedette.camel.load.ConfigurationSnapshot.CheckPart;
import io.vedette.camel.load.ConfigurationSnapshot.RoutePart;
import io.vedette.camel.load.ConfigurationSnapshot.TemplatePart;
import io.vedette.camel.load.FilledInValues;
import io.vedette.camel.load.SourceTexts;
import io.vedette.camel.reload.UndoLog.Step;
import io.vedette.config.values.Problem;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** What is said of a step of a reload that fails: where its part stands, and nothing that is secret. */
final class StepTexts {

    private final CamelContext context;
    private final ReloadTransaction.Side before;
    private final ReloadTransaction.Side after;

    StepTexts(CamelContext context, ReloadTransaction.Side before, ReloadTransaction.Side after) {
        this.context = context;
        this.before = before;
        this.after = after;
    }

    /** Joins what a part says before and after. */
    <T> String parts(Function<ReloadTransaction.Side, T> part, Function<T, String> text) {
        return Stream.of(before, after)
                .map(part)
                .filter(Objects::nonNull)
                .map(text)
                .collect(Collectors.joining("\n"));
    }

    Step step(String key, String message, String text) {
        return new Step(
                Problem.error(null, 0, key, message),
                () -> values(before).veil(List.of(text)).and(values(after).veil(List.of(text))),
                NOTHING_LOST);
    }

    Step step(ReloadTransaction.Side side, RoutePart part, String message, Runnable lost) {
        SourceTexts.Source source = part.source();
        return new Step(
                Problem.error(source.file(), source.line(), part.definition().getId(), message),
                () -> values(side).veil(List.of(source.text())),
                lost);
    }

    Step step(ReloadTransaction.Side side, CheckPart part, String message, Runnable lost) {
        CheckDefinition definition = part.check().definition();
        TemplatePart template = side.snapshot().templates().get(definition.template());
        return new Step(
                Problem.error(definition.file(), definition.place().line(), definition.name(), message),
                () -> values(side).veil(definition, template == null ? "" : template.text()),
                lost);
    }

    private FilledInValues values(ReloadTransaction.Side side) {
        return new FilledInValues(context, side.settings());
    }
}
