package io.vedette.camel.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WhenDefinition;

/**
 * Which checks a route would have observed yet when it failed at a step: those of the steps after it, in other branches of a
 * choice none.
 */
public final class StepsAfter {

    private final RouteDefinition route;
    private final List<ToDefinition> observing;

    public StepsAfter(RouteDefinition route) {
        this.route = route;
        this.observing = Step.definitions("observe", route.getOutputs()).toList();
    }

    /**
     * Returns the names of the checks that come after a step.
     *
     * @param failed the id of the step; null where nobody knows it
     * @param seen the checks that were observed before, in their order
     */
    public Set<String> checks(String failed, List<String> seen) {
        Set<String> checks = step(failed)
                .or(() -> latest(seen))
                .map(this::after)
                .orElseGet(() -> observing.stream().map(this::name).collect(Collectors.toCollection(LinkedHashSet::new)));
        checks.removeAll(seen);
        return checks;
    }

    private String name(ToDefinition to) {
        return ObservedCheck.name(to, route);
    }

    /** A step of the route itself; what its handlers of exceptions did after the failure says nothing of where it was. */
    private Optional<ProcessorDefinition<?>> step(String id) {
        for (ProcessorDefinition<?> step : all(route.getOutputs())) {
            if (step.getId() != null && step.getId().equals(id) && !isOfHandler(step)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    private static boolean isOfHandler(ProcessorDefinition<?> step) {
        for (ProcessorDefinition<?> one = step; one != null; one = one.getParent()) {
            if (one instanceof OnExceptionDefinition || one instanceof OnCompletionDefinition) {
                return true;
            }
        }
        return false;
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
        List<ProcessorDefinition<?>> coming = new ArrayList<>(failed.getOutputs());
        if (failed instanceof ToDefinition) {
            coming.add(failed);
        }
        for (ProcessorDefinition<?> step = failed; step != null && step != route; step = step.getParent()) {
            ProcessorDefinition<?> block = step.getParent();
            if (block != null && !isBranch(step)) {
                List<ProcessorDefinition<?>> siblings = block.getOutputs();
                coming.addAll(siblings.subList(siblings.indexOf(step) + 1, siblings.size()));
            }
        }
        Set<ProcessorDefinition<?>> reached = new LinkedHashSet<>(all(coming));
        return observing.stream()
                .filter(reached::contains)
                .map(this::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isBranch(Object step) {
        return step instanceof WhenDefinition
                || step instanceof OtherwiseDefinition
                || step instanceof CatchDefinition
                || step instanceof FinallyDefinition;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<ProcessorDefinition<?>> all(List<ProcessorDefinition<?>> outputs) {
        return new ArrayList(ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ProcessorDefinition.class));
    }
}
