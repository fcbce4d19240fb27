package io.vedette.camel.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Which checks a route would have observed yet when it failed at a step: those of the steps after it, in other branches of a
 * choice none.
 */
public final class StepsAfter {

    private final RouteDefinition route;
    private final UnaryOperator<String> filledIn;
    private final List<ProcessorDefinition<?>> steps;
    private final List<ToDefinition> observing;

    /** @param filledIn what a name of a check is with its placeholders filled in */
    public StepsAfter(RouteDefinition route, UnaryOperator<String> filledIn) {
        this(
                route,
                filledIn,
                // What handles a failure says nothing of where it was.
                route.getOutputs().stream()
                        .filter(step -> !isHandler(step))
                        .<ProcessorDefinition<?>>map(step -> step)
                        .toList());
    }

    /** @param steps those of a part of the route */
    StepsAfter(RouteDefinition route, UnaryOperator<String> filledIn, List<ProcessorDefinition<?>> steps) {
        this.route = route;
        this.filledIn = filledIn;
        this.steps = steps;
        this.observing = Step.definitions("observe", steps).toList();
    }

    private static boolean isHandler(Object step) {
        return step instanceof OnExceptionDefinition || step instanceof OnCompletionDefinition;
    }

    /** Returns whether a step that observes stands in a branch, so that not every exchange comes to it. */
    public boolean areInBranches() {
        return all(steps).stream()
                .filter(step -> (Object) step instanceof ChoiceDefinition)
                .flatMap(step -> branches(step).flatMap(branch -> all(branch).stream()))
                .anyMatch(observing::contains);
    }

    /**
     * Returns the names of the checks that come after a step.
     *
     * @param failed the id of the step; null where nobody knows it
     * @param seen the checks that were observed before, in their order
     */
    public Set<String> checks(String failed, List<String> seen) {
        Set<String> checks =
                step(failed).or(() -> latest(seen)).map(this::after).orElseGet(() -> names(observing.stream()));
        checks.removeAll(seen);
        return checks;
    }

    private Set<String> names(Stream<ToDefinition> some) {
        return some.map(this::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String name(ToDefinition to) {
        return filledIn.apply(ObservedCheck.name(to, route));
    }

    private Optional<ProcessorDefinition<?>> step(String id) {
        return id == null
                ? Optional.empty()
                : all(steps).stream().filter(step -> id.equals(step.getId())).findFirst();
    }

    private Optional<ProcessorDefinition<?>> latest(List<String> seen) {
        return seen.isEmpty()
                ? Optional.empty()
                : observing.stream()
                        .filter(to -> name(to).equals(seen.get(seen.size() - 1)))
                        .findFirst()
                        .map(to -> to);
    }

    private Set<String> after(ProcessorDefinition<?> failed) {
        List<ProcessorDefinition<?>> coming = new ArrayList<>();
        find(failed, steps, coming);
        List<ProcessorDefinition<?>> reached = all(coming);
        return names(observing.stream().filter(reached::contains));
    }

    /** Returns whether a step is among some or within them; what comes after it is added then. */
    private static boolean find(
            ProcessorDefinition<?> sought, List<ProcessorDefinition<?>> among, List<ProcessorDefinition<?>> coming) {
        for (int i = 0; i < among.size(); i++) {
            ProcessorDefinition<?> step = among.get(i);
            boolean isHere = step == sought;
            if (isHere) {
                coming.add(step);
            }
            if (isHere || branches(step).anyMatch(branch -> find(sought, branch, coming))) {
                if (!isAlternative(step)) {
                    coming.addAll(among.subList(i + 1, among.size()));
                }
                return true;
            }
        }
        return false;
    }

    /** Steps behind which others stand that are no next ones. */
    private static boolean isAlternative(Object step) {
        return step instanceof CatchDefinition || step instanceof FinallyDefinition;
    }

    private static Stream<List<ProcessorDefinition<?>>> branches(Object step) {
        if (step instanceof ChoiceDefinition choice) {
            return Stream.concat(
                    choice.getWhenClauses().stream().map(when -> when.getOutputs()),
                    Stream.ofNullable(choice.getOtherwise()).map(otherwise -> otherwise.getOutputs()));
        }
        return Stream.of(((ProcessorDefinition<?>) step).getOutputs());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static List<ProcessorDefinition<?>> all(List<ProcessorDefinition<?>> outputs) {
        return new ArrayList(ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ProcessorDefinition.class));
    }
}
