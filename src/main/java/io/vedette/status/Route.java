package io.vedette.status;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One row of the table of what is served.
 *
 * @param method the one method it takes; GET takes HEAD too
 * @param path the path, all below it where it ends in a slash, or one with a {@code {name}} that may hold slashes
 * @param parameters the parameters of the query that it knows: with another one it is refused, as who misspelt {@code for} would mute
 *     for ever; empty where whatever comes is let pass
 * @param handler makes the answer
 */
record Route(String method, String path, Optional<List<String>> parameters, Function<Request, Response> handler) {

    private static final String NAME = "{name}";

    static Route get(String path, Function<Request, Response> handler) {
        return new Route("GET", path, Optional.empty(), handler);
    }

    /** One whose answer has a tag, so that a caller that knows it already is told only that. */
    static Route tagged(String path, Function<Request, Response> handler) {
        return get(path, request -> handler.apply(request).tagged(request));
    }

    static Route post(String path, Function<Request, Response> handler) {
        return new Route("POST", path, Optional.empty(), handler);
    }

    /** The same that takes these parameters alone. */
    Route taking(String... known) {
        return new Route(method, path, Optional.of(List.of(known)), handler);
    }

    boolean takes(String asked) {
        return asked.equals(method) || asked.equals("HEAD") && method.equals("GET");
    }

    /** What may be asked of it, as {@code Allow} says it. */
    String allowed() {
        return method.equals("GET") ? "GET, HEAD" : method;
    }

    boolean serves(String asked) {
        if (path.contains(NAME)) {
            return rawName(path, asked).isPresent();
        }
        return path.length() > 1 && path.endsWith("/") ? asked.startsWith(path) : asked.equals(path);
    }

    /** What is wrong with the parameters of a request, by their names; empty when nothing is. */
    Optional<Refused> misnamed(Request request) {
        if (parameters.isEmpty()) {
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>();
        for (String name : request.parameterNames()) {
            if (!parameters.get().contains(name)) {
                return Optional.of(Refused.unknownParameter(name, parameters.get()));
            }
            if (!seen.add(name)) {
                return Optional.of(new Refused(400, name + ": is given more than once"));
            }
        }
        return Optional.empty();
    }

    /** The name in a request that a row of this path serves, decoded. */
    static String name(String path, Request request) {
        return Request.decoded(rawName(path, request.rawPath()).orElse(""));
    }

    private static Optional<String> rawName(String path, String asked) {
        String before = path.substring(0, path.indexOf(NAME));
        String after = path.substring(before.length() + NAME.length());
        boolean fits =
                asked.length() > before.length() + after.length() && asked.startsWith(before) && asked.endsWith(after);
        return fits ? Optional.of(asked.substring(before.length(), asked.length() - after.length())) : Optional.empty();
    }
}
