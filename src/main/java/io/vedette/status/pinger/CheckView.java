package io.vedette.status.pinger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.vedette.check.Check;
import io.vedette.evaluate.Latest;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Failure;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.status.http.ApiJson;
import io.vedette.status.source.ShownVerdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One check as shown. The fields up to {@code sleepEnd} are py-pinger's, its dates too; the others are Vedette's.
 *
 * @param url what it asks, credentials masked
 * @param status the state: pending, ok, degraded, error, sleeping, paused
 * @param pings how often it was asked since the start
 * @param errors how many of those answers were degraded or error
 * @param sleepStart the sleep window that is on, as an HTTP date
 * @param reason the code of why it is not ok
 * @param verdict what the newest answer means by itself, before thresholds
 * @param why what the state machine made of the newest answer
 * @param tookMillis how long the newest probe took
 * @param skipped runs left out because the one before was still going on
 * @param pause an operator's pause, null while there is none
 */
@JsonPropertyOrder({"url", "name", "status", "pings", "errors", "process", "server"})
@JsonInclude(JsonInclude.Include.ALWAYS)
record CheckView(
        String url,
        String name,
        String status,
        long pings,
        long errors,
        String process,
        String server,
        @JsonProperty("sleep_start") String sleepStart,
        @JsonProperty("sleep_end") String sleepEnd,
        String reason,
        String message,
        Instant since,
        String template,
        String group,
        List<String> tags,
        String verdict,
        String why,
        @JsonProperty("last_check") Instant lastCheck,
        @JsonProperty("took_ms") Long tookMillis,
        @JsonProperty("consecutive_failures") int consecutiveFailures,
        long skipped,
        List<Failure> failures,
        List<String> warnings,
        Paused pause) {

    /**
     * An operator's pause; null while there is none.
     *
     * @param status what the check is meanwhile
     * @param until null for one that lasts until somebody resumes the check
     */
    public record Paused(String status, Instant since, Instant until, String reason, String by) {

        private static Paused of(CheckState state) {
            return state.pause()
                    .map(pause -> new Paused(
                            state.health().code(),
                            pause.since(),
                            pause.until().orElse(null),
                            ApiJson.known(pause.reason()),
                            ApiJson.known(pause.by())))
                    .orElse(null);
        }
    }

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static CheckView of(Watched watched) {
        Check check = watched.check();
        CheckState state = watched.record().state();
        Optional<Latest> latest = watched.latest();
        Watched.Counts counts = watched.counts();
        Optional<Verdict> shown = ShownVerdict.of(watched);
        Verdict.Details details = shown.map(Verdict::details).orElse(Verdict.Details.NONE);
        return new CheckView(
                check.url(),
                check.name(),
                state.shown().code(),
                counts.pings(),
                counts.errors(),
                ApiJson.known(details.process()),
                ApiJson.known(details.server()),
                details.sleep().map(sleep -> HTTP_DATE.format(sleep.start())).orElse(null),
                details.sleep().map(sleep -> HTTP_DATE.format(sleep.end())).orElse(null),
                shown.map(Verdict::reasonCode).map(ApiJson::known).orElse(null),
                shown.map(Verdict::message).map(ApiJson::known).orElse(null),
                state.since(),
                check.template(),
                check.group(),
                check.tags(),
                latest.map(one -> one.verdict().status().code()).orElse(null),
                latest.map(one -> one.why().name().toLowerCase(Locale.ROOT)).orElse(null),
                latest.map(Latest::at).orElse(null),
                latest.map(one -> one.took().toMillis()).orElse(null),
                counts.consecutiveFailures(),
                counts.skipped(),
                shown.map(Verdict::failures).orElse(List.of()),
                details.warnings(),
                Paused.of(state));
    }
}
