package io.vedette.camel.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.LoadBalanceDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnFallbackDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ResequenceDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.TryDefinition;

/**
 * The parts of a route that fail for themselves: what a message is split into, the branches of a multicast, what comes of an
 * aggregation or in a new order, and what is done at the end. Safe for several threads.
 */
public final class RouteParts {

    private final RouteDefinition route;
    private final UnaryOperator<String> filledIn;
    private final Map<String, Optional<StepsAfter>> byFirstStep = new ConcurrentHashMap<>();

    /** @param filledIn what a name of a check is with its placeholders filled in */
    public RouteParts(RouteDefinition route, UnaryOperator<String> filledIn) {
        this.route = route;
        this.filledIn = filledIn;
    }

    /** Returns whether a step that observes stands in a part, or in a loop. */
    public boolean observe() {
        return Step.definitions("observe", route.getOutputs()).anyMatch(RouteParts::isInPart);
    }

    private static boolean isInPart(ProcessorDefinition<?> step) {
        for (ProcessorDefinition<?> block = step.getParent(); block != null; block = block.getParent()) {
            Object one = block;
            if (isPart(one) || one instanceof LoopDefinition) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the steps of the part that begins with a step; empty where none does, or what fails there may be caught by the route, or made
     * up for by another branch.
     */
    public Optional<StepsAfter> beginningWith(String step) {
        return step == null ? Optional.empty() : byFirstStep.computeIfAbsent(step, this::find);
    }

    private Optional<StepsAfter> find(String id) {
        return StepsAfter.all(route.getOutputs()).stream()
                .filter(step -> id.equals(step.getId()))
                .findFirst()
                .flatMap(this::part);
    }

    private Optional<StepsAfter> part(ProcessorDefinition<?> first) {
        List<ProcessorDefinition<?>> steps = null;
        ProcessorDefinition<?> child = first;
        for (ProcessorDefinition<?> block = first.getParent(); block != null; block = block.getParent()) {
            Object one = block;
            if (mayRecover(one)) {
                return Optional.empty();
            }
            if (isPart(one) && steps == null) {
                steps = one instanceof MulticastDefinition ? List.of(child) : block.getOutputs();
            }
            if (isDetached(one)) {
                break; // Nobody waits for it.
            }
            child = block;
        }
        return Optional.ofNullable(steps).map(part -> new StepsAfter(route, filledIn, part));
    }

    private static boolean isPart(Object block) {
        return block instanceof SplitDefinition || block instanceof MulticastDefinition || isDetached(block);
    }

    private static boolean isDetached(Object block) {
        return block instanceof AggregateDefinition
                || block instanceof ResequenceDefinition
                || block instanceof OnCompletionDefinition;
    }

    private static boolean mayRecover(Object block) {
        return block instanceof TryDefinition
                || block instanceof CatchDefinition
                || block instanceof FinallyDefinition
                || block instanceof CircuitBreakerDefinition
                || block instanceof OnFallbackDefinition
                || block instanceof LoadBalanceDefinition;
    }
}
