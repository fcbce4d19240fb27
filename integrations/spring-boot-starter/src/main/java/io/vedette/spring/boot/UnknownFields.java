package io.vedette.spring.boot;

import io.vedette.config.values.Nearest;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Refuses fields that the endpoint {@code vedette} does not know, which Spring Boot passes over in silence: a pause with a misspelt time would
 * have no end. By HTTP alone, as nothing else lets a caller name fields.
 */
final class UnknownFields implements OperationInvokerAdvisor {

    private static final EndpointId OWN = EndpointId.of("vedette");
    private static final List<String> KNOWN = List.of("action", "time", "reason", "by");
    private static final String SELECTOR = "check";

    @Override
    public OperationInvoker apply(
            EndpointId endpoint, OperationType type, OperationParameters parameters, OperationInvoker invoker) {
        if (!endpoint.equals(OWN) || type != OperationType.WRITE) {
            return invoker;
        }
        return context -> {
            Optional<String> unknown = context.getArguments().keySet().stream()
                    .filter(name -> !KNOWN.contains(name) && !name.equals(SELECTOR))
                    .sorted()
                    .findFirst();
            return unknown.isPresent() ? VedetteWebEndpoint.refused(complaint(unknown.get())) : invoker.invoke(context);
        };
    }

    private static String complaint(String name) {
        return "\"" + name + "\" is none of the fields " + String.join(", ", KNOWN) + Nearest.hint(name, KNOWN);
    }
}
