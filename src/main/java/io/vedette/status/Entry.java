package io.vedette.status;

import java.util.Optional;
import java.util.function.Function;

/**
 * One row of the table of what is served.
 *
 * @param method the one method it takes; GET takes HEAD too
 * @param path the path, all below it where it ends in a slash, or one with a {@code {name}} that may hold slashes
 * @param handler makes the answer
 */
record Entry(String method, String path, Function<Request, Response> handler) {

    private static final String NAME = "{name}";

    static Entry get(String path, Function<Request, Response> handler) {
        return new Entry("GET", path, handler);
    }

    /** One whose answer has a tag, so that a caller that knows it already is told only that. */
    static Entry tagged(String path, Function<Request, Response> handler) {
        return get(path, request -> handler.apply(request).tagged(request));
    }

    static Entry post(String path, Function<Request, Response> handler) {
        return new Entry("POST", path, handler);
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
