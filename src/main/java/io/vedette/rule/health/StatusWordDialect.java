package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.HealthWord;
import io.vedette.rule.Status;
import io.vedette.rule.health.HealthReport.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The overall word of a JSON object: {@code status} (nearly everybody), {@code outcome} (MicroProfile Health 1),
 * {@code health} (etcd, true or false, often as a string), {@code healthy} (Avalanche), {@code globalStatus}
 * (LiipMonitorBundle), the flag {@code ok} (Typesense), and without any of them a {@code state} that is a health word
 * (Milvus). A number from 100 to 599 under {@code status} is an HTTP code and no word; 0, 1 and 2 are words where the
 * answer has the shape of .NET's report.
 */
final class StatusWordDialect implements Dialect {

    private static final List<String> FLAGS = List.of("outcome", "health", "healthy", "globalStatus");

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        JsonNode status = answer.field("status");
        if (!status.isMissingNode() && (!isHttpCode(status) || answer.words().isAdded(status))) {
            findings.add(finding("status", answer.words().of(status, answer.isDotNet()), answer));
        }
        for (String key : FLAGS) {
            JsonNode flag = answer.field(key);
            if (flag.isTextual() || flag.isBoolean()) {
                findings.add(finding(key, answer.words().of(flag, false), answer));
            }
        }
        JsonNode ok = answer.field("ok");
        if (ok.isBoolean()) {
            findings.add(finding("ok", answer.words().of(ok, false), answer));
        }
        JsonNode state = answer.field("state");
        if (findings.isEmpty()
                && state.isTextual()
                && answer.word(state.textValue()).known()) {
            findings.add(finding("state", answer.word(state.textValue()), answer));
        }
        return findings.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(findings.toArray(Finding[]::new)));
    }

    private static boolean isHttpCode(JsonNode status) {
        return status.isInt() && status.intValue() >= 100 && status.intValue() <= 599;
    }

    private static Finding finding(String key, HealthWord word, HealthAnswer answer) {
        String explanation = word.status() == Status.OK ? "" : ComponentText.explanation(answer.json());
        return Finding.word(key, word, explanation);
    }
}
