package io.vedette.rule.health;

import io.vedette.rule.HealthWord;
import io.vedette.rule.Status;
import io.vedette.rule.health.HealthReport.Component;
import io.vedette.rule.health.HealthReport.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The verbose text of Kubernetes' {@code /healthz}, {@code /livez} and {@code /readyz}, and of etcd's: a line
 * {@code [+]name ok}, {@code [+]name excluded: ok} or {@code [-]name failed: reason} each, then
 * {@code livez check passed}. Qdrant sends such a last line alone. Source: "Kubernetes API health endpoints" in the
 * Kubernetes documentation.
 */
final class KubernetesDialect implements Dialect {

    private static final Pattern LAST = Pattern.compile("(\\w{1,64}) check (\\w{1,64})");

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        Matcher alone = LAST.matcher(answer.text());
        if (alone.matches()) {
            return Optional.of(
                    HealthReport.of(Finding.word(alone.group(1) + " check", HealthWord.of(alone.group(2)), "")));
        }
        if (!answer.text().contains("[+]") && !answer.text().contains("[-]")) {
            return Optional.empty();
        }
        List<Component> components = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        answer.text().lines().map(String::strip).forEach(line -> {
            Matcher last = LAST.matcher(line);
            if (line.startsWith("[+]")) {
                components.add(passing(line.substring(3)));
            } else if (line.startsWith("[-]")) {
                components.add(failing(line.substring(3)));
            } else if (last.matches()) {
                findings.add(Finding.word(last.group(1) + " check", HealthWord.of(last.group(2)), ""));
            }
        });
        return components.isEmpty() ? Optional.empty() : Optional.of(new HealthReport(findings, components, false));
    }

    private static Component passing(String line) {
        int end = end(line);
        String rest = line.substring(end).strip();
        HealthWord word = rest.equals("excluded: ok") ? HealthWord.of("ok") : HealthWord.of(rest);
        return Component.of(line.substring(0, end), word, "");
    }

    private static Component failing(String line) {
        int end = end(line);
        String rest = line.substring(end).strip();
        int colon = rest.indexOf(':');
        return new Component(
                line.substring(0, end),
                Status.ERROR,
                colon < 0 ? rest : rest.substring(0, colon),
                colon < 0 ? "" : rest.substring(colon + 1));
    }

    private static int end(String line) {
        int blank = line.indexOf(' ');
        return blank < 0 ? line.length() : blank;
    }
}
