package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.probe.Observation;
import io.vedette.rule.HealthWord;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import io.vedette.rule.health.HealthReport.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Judges PORTOS's {@code GET /api/v2/health}, a .NET health report that comes with HTTP 200 whatever it says: healthy is
 * ok, degraded is degraded, unhealthy is an error, and so is any other word. The worst of the report, its entries and
 * the devices listed in an entry's {@code data.entries[]} counts; a device is named {@code fiscalPrinters/eKasa}. A
 * license that is not healthy tells the days that remain. Source: the PORTOS developer documentation by NineDigit.
 *
 * <p>Reasons: {@code status} for the overall word, {@code component} when only entries fail, {@code http-status} for any
 * status but 2xx, {@code malformed-body} for a body without a report, such as a problem report (RFC 7807), whose numeric
 * {@code status} is no health word.
 */
public final class PortosRule implements Rule {

    private static final Set<String> WORDS = Set.of("healthy", "degraded", "unhealthy");
    private static final List<Dialect> REPORT = List.of(new StatusWordDialect(), new AspNetDialect());

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return HealthAnswers.judge(observation, now, PortosRule::judge);
    }

    private static Verdict judge(HealthAnswer answer) {
        JsonNode status = answer.field("status");
        Optional<HealthReport> report = HealthDialects.read(answer, REPORT);
        boolean none = answer.isProblemDocument() || report.isEmpty() || status.isMissingNode();
        if (!answer.http().isSuccess()) {
            return none
                    ? Verdict.error(
                            Reason.HTTP_STATUS, HealthAnswers.expected(answer.status()) + "; got " + answer.seen())
                    : because(report.get().judge(answer.status()));
        }
        if (none) {
            return Verdict.error(Reason.MALFORMED_BODY, "no health report: got " + answer.seen());
        }
        HealthReport dated = withDaysOfLicense(report.get(), HealthAnswer.field(answer.field("entries"), "license"));
        Verdict verdict = dated.judge(answer.status());
        boolean documented = HealthWord.isDotNet(status)
                || WORDS.contains(status.asText().strip().toLowerCase(Locale.ROOT));
        return documented || verdict.status() == Status.ERROR
                ? verdict
                : Verdict.error(
                                Reason.STATUS,
                                "status \"" + Text.bounded(status.asText(), Text.NAME)
                                        + "\" is none of healthy, degraded, unhealthy")
                        .with(verdict.failures());
    }

    /** What stands before PORTOS changed its status 200: that is the reason, and the report adds what else it knows. */
    private static Verdict because(Verdict verdict) {
        return Verdict.error(Reason.HTTP_STATUS, verdict.message()).with(verdict.failures());
    }

    private static HealthReport withDaysOfLicense(HealthReport report, JsonNode license) {
        String validity = validity(HealthAnswer.field(license, "data"));
        if (validity.isEmpty()) {
            return report;
        }
        List<Component> components = new ArrayList<>();
        for (Component component : report.components()) {
            boolean tell = component.name().equalsIgnoreCase("license") && component.status() != Status.OK;
            boolean described = !ComponentText.explanation(license).isEmpty();
            Component alone = new Component(component.name(), component.status(), component.word(), validity);
            components.add(!tell ? component : described ? component.telling(validity) : alone);
        }
        return new HealthReport(report.findings(), components, report.codeExplained());
    }

    /** The days that remain, under the documented key or the misspelt one that is really sent, and the last day. */
    private static String validity(JsonNode data) {
        List<String> parts = new ArrayList<>();
        for (String key : List.of("remainingDays", "remaningDays")) {
            JsonNode days = HealthAnswer.field(data, key);
            if (parts.isEmpty() && (days.isNumber() || days.isTextual())) {
                parts.add(Text.bounded(days.asText(), 40) + " days remaining");
            }
        }
        JsonNode end = HealthAnswer.field(data, "expirationDate");
        if (end.isTextual()) {
            parts.add("expires " + Text.bounded(end.asText(), 40));
        }
        return String.join(", ", parts);
    }
}
