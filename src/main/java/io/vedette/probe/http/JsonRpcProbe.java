package io.vedette.probe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Probe;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Calls a JSON-RPC 2.0 method over HTTP, and another one when the server says that it does not know the first: methods
 * are renamed from one version of a server to the next.
 */
public final class JsonRpcProbe implements Probe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int METHOD_NOT_FOUND = -32601;

    private final Probe preferred;
    private final Probe fallback;

    /** The same server asked by two methods. */
    public record Calls(HttpRequest preferred, HttpRequest fallback) {}

    /** @param fallback asked when the server does not know the preferred method */
    public JsonRpcProbe(Probe preferred, Probe fallback) {
        this.preferred = preferred;
        this.fallback = fallback;
    }

    public static JsonRpcProbe of(HttpTransport transport, Calls calls, Optional<TokenSource> token) {
        return new JsonRpcProbe(
                new HttpProbe(transport, calls.preferred(), token), new HttpProbe(transport, calls.fallback(), token));
    }

    @Override
    public Answer ask(Attempt attempt) throws InterruptedException {
        Answer answer = preferred.ask(attempt);
        return methodIsGone(answer) ? fallback.ask(attempt) : answer;
    }

    @Override
    public String address() {
        return preferred.address();
    }

    /** Returns whether the server answers that it has no such method. */
    public static boolean methodIsGone(Answer answer) {
        if (!(answer instanceof Answer.Http http) || http.tooLarge()) {
            return false;
        }
        try {
            JsonNode body = JSON.readTree(http.json());
            return isNoMethod(body.path("error"));
        } catch (IOException e) {
            // Not JSON: whatever it says, it does not say that.
            return false;
        }
    }

    /**
     * Returns whether an error of JSON-RPC is that the method is not known: by its code, or by the words of servers that give
     * another one (gorilla/rpc, as in AvalancheGo).
     */
    public static boolean isNoMethod(JsonNode error) {
        String message =
                error.isTextual() ? error.asText() : error.path("message").asText("");
        return error.path("code").asInt() == METHOD_NOT_FOUND
                || message.toLowerCase(Locale.ROOT).contains("can't find method");
    }
}
