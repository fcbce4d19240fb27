package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.LastAnswer;
import io.vedette.evaluate.Latest;
import io.vedette.evaluate.Watched;
import io.vedette.status.http.ApiJson;
import java.util.function.UnaryOperator;

/** How the last response of a check began. For those who may look at the check; no page for outsiders has it. */
final class AnswerJson {

    private AnswerJson() {}

    /** Adds it; null where there was none, or none of HTTP. */
    static void put(ObjectNode node, Watched watched, UnaryOperator<String> secrets) {
        watched.latest()
                .flatMap(Latest::answer)
                .ifPresentOrElse(
                        answer -> put(node.putObject("answer"), answer, secrets), () -> node.putNull("answer"));
    }

    private static void put(ObjectNode node, LastAnswer answer, UnaryOperator<String> secrets) {
        node.put("status", answer.status());
        ObjectNode headers = node.putObject("headers");
        answer.headers(secrets).forEach(headers::put);
        node.put("body", ApiJson.known(answer.body(secrets))).put("cut", answer.isCut());
    }
}
