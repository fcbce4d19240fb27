package io.vedette.camel;

import io.vedette.probe.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.http.base.HttpOperationFailedException;

/** The exception by which Camel's HTTP components tell of a status such as 404, as the answer that it was. */
final class HttpRefusal {

    private static final String NAME = "org.apache.camel.http.base.HttpOperationFailedException";
    private static final int MOST_CAUSES = 20;

    private HttpRefusal() {}

    /** Returns the answer that an exception tells of; empty where it is another exception. */
    static Optional<Answer.Http> of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; cause = cause.getCause(), depth++) {
            // By name first: an application without HTTP may leave the class out.
            if (cause.getClass().getName().equals(NAME)) {
                return Optional.of(Told.by(cause));
            }
        }
        return Optional.empty();
    }

    /** Loaded only where the exception is. */
    private static final class Told {

        static Answer.Http by(Throwable cause) {
            HttpOperationFailedException refusal = (HttpOperationFailedException) cause;
            Map<String, String> headers = new HashMap<>();
            if (refusal.getResponseHeaders() != null) {
                refusal.getResponseHeaders()
                        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            }
            String body = refusal.getResponseBody() == null ? "" : refusal.getResponseBody();
            return new Answer.Http(
                    refusal.getHttpResponseCode(), headers, body.getBytes(StandardCharsets.UTF_8), false, 0);
        }
    }
}
