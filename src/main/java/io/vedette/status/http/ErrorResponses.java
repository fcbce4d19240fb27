package io.vedette.status.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.OwnPaths;
import java.time.Duration;
import java.util.Map;

/** What is answered when a request cannot be: by the API as RFC 9457 has it, elsewhere as {@code {"error":…}}. */
public final class ErrorResponses {

    private ErrorResponses() {}

    public static Response of(Request request, int status, String error) {
        return of(request, status, error, error);
    }

    /** @param detail what the API says instead of the error */
    public static Response of(Request request, int status, String error, String detail) {
        return isApi(request) ? problem(request, status, detail) : error(status, error);
    }

    /** Returns {@code {"error":…}}, whatever the path. */
    public static Response error(int status, String error) {
        return Response.json(status, ApiJson.write(ApiJson.object().put("error", error)));
    }

    /** Returns what is wrong with a request, in the form of the API. */
    public static Response problem(Request request, int status, String detail) {
        return problem(request, status, detail, ApiJson.object());
    }

    /** @param more members of its own kind */
    public static Response problem(Request request, int status, String detail, ObjectNode more) {
        ObjectNode problem = ApiJson.object();
        problem.put("type", "about:blank").put("title", title(status)).put("status", status);
        problem.put("detail", detail).put("instance", request.rawPath());
        problem.setAll(more);
        return new Response(status, "application/problem+json", ApiJson.write(problem), Map.of());
    }

    public static Response refused(Request request, Refused refused) {
        return problem(request, refused.status(), refused.getMessage());
    }

    /** Returns what a path is answered at which nothing is. */
    public static Response nothing(Request request) {
        return isApi(request) ? problem(request, 404, "nothing is served at this path") : Response.NOTHING;
    }

    public static Response later(Request request, int status, String why, Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return of(request, status, why).with("Retry-After", String.valueOf(seconds));
    }

    /** Returns the response to a request that cannot be answered now, because too many are being answered. */
    public static Response busy(Request request) {
        return later(request, 503, "too many requests are being answered; ask again in a second", Duration.ofSeconds(1))
                .to(request);
    }

    /** Returns the response to a password that cannot be verified now, because too many are being verified. */
    public static Response busyVerifying(Request request) {
        return later(request, 503, "too many passwords are being verified", Duration.ofSeconds(5))
                .to(request);
    }

    /** Returns the response after an internal error; the log says why. */
    public static Response failed(Request request) {
        return problem(request, 500, "an internal error; the log says why").to(request);
    }

    /** Returns the response to a body that is larger than its path accepts. */
    public static Response tooLarge(Request request, BodyLimit limit) {
        String detail = "the body is larger than " + limit.bytes()
                + " bytes, which is the most that this path takes, or comes in too many small chunks";
        return problem(request, 413, detail);
    }

    /** Returns the response to a client that has too many event streams already. */
    public static Response tooManyStreams(Request request, int most) {
        return problem(request, 429, "no more than " + most + " event streams are open to one client")
                .with("Retry-After", "30");
    }

    /** Returns the response to a client that cannot get an event stream now. */
    public static Response noStream(Request request) {
        return problem(request, 503, "the stream is not ready yet").with("Retry-After", "1");
    }

    private static boolean isApi(Request request) {
        return request.rawPath().startsWith(OwnPaths.API);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 429 -> "Too Many Requests";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
