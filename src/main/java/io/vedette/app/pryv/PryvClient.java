package io.vedette.app.pryv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vedette.config.values.MaskedUrl;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.http.HttpProbe;
import io.vedette.probe.http.HttpRequest;
import io.vedette.probe.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls the API. Redirects are not followed automatically: with Pryv.io they may have another meaning. */
public final class PryvClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpTransport transport;
    private final Duration timeout;
    private final boolean insecure;

    /**
     * @param timeout the longest wait for an answer
     * @param insecure whether certificates and host names go unverified
     */
    public PryvClient(HttpTransport transport, Duration timeout, boolean insecure) {
        this.transport = transport;
        this.timeout = timeout;
        this.insecure = insecure;
    }

    Reply get(String step, URI url, Map<String, String> headers) throws SetupFailed {
        return send(step, "GET", url, headers, Optional.empty());
    }

    Reply post(String step, URI url, Map<String, String> headers, JsonNode body) throws SetupFailed {
        return send(step, "POST", url, headers, Optional.of(body.toString()));
    }

    private Reply send(String step, String method, URI url, Map<String, String> headers, Optional<String> body)
            throws SetupFailed {
        HttpRequest request = new HttpRequest(
                method,
                url,
                headers,
                body,
                "application/json",
                timeout,
                HttpRequest.STANDARD_BODY_BYTES,
                false,
                insecure);
        Answer answer = new HttpProbe(transport, request, Optional.empty()).ask(Attempt.within(timeout));
        if (answer instanceof Answer.Http http) {
            return new Reply(http, json(http));
        }
        String trouble = answer instanceof Answer.Trouble failed ? failed.message() : "no HTTP answer";
        throw new SetupFailed(step, MaskedUrl.of(url.toString()) + " does not answer: " + trouble);
    }

    private static JsonNode json(Answer.Http http) {
        try {
            JsonNode json = JSON.readTree(http.text());
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // Not Pryv.io's; Reply.message() shows what it is instead.
        }
    }
}
