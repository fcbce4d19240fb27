package io.vedette.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What one observation means.
 *
 * @param status ok, sleeping, degraded or error
 * @param reason why; empty when the status is ok
 * @param message one line for a person that shows the values seen; empty when there is nothing to say
 * @param failures the failing components
 * @param details what the answer said besides its health
 */
public record Verdict(Status status, Optional<Reason> reason, String message, List<Failure> failures, Details details) {

    /** More failing components than this are counted in the message, not listed. */
    public static final int MOST_FAILURES = 1_000;

    private static final Set<Reason> NOBODY_ANSWERED =
            Set.of(Reason.UNREACHABLE, Reason.TIMEOUT, Reason.NO_ANSWER, Reason.MISSED);

    public Verdict {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(details, "details");
        message = Text.bounded(message, Text.MESSAGE);
        failures = failures.size() > MOST_FAILURES
                ? List.copyOf(failures.subList(0, MOST_FAILURES))
                : List.copyOf(failures);
    }

    /**
     * What an answer says besides its health.
     *
     * @param process the process it names, or empty
     * @param server the server it names, or empty
     * @param sleep the sleep window that is on, or the next or last one it tells of
     * @param warnings what was passed over, such as a malformed sleep entry
     */
    public record Details(String process, String server, Optional<Sleep> sleep, List<String> warnings) {

        /** Of a task that says nothing else. */
        public static final Details NONE = new Details("", "", Optional.empty(), List.of());

        public Details {
            process = Text.bounded(process, Text.NAME);
            server = Text.bounded(server, Text.NAME);
            warnings = warnings.stream()
                    .limit(20)
                    .map(warning -> Text.bounded(warning, Text.MESSAGE))
                    .toList();
        }
    }

    /** A time in which the target says that it does not run; both ends belong to it. */
    public record Sleep(Instant start, Instant end) {}

    /** Returns the verdict ok. */
    public static Verdict ok() {
        return new Verdict(Status.OK, Optional.empty(), "", List.of(), Details.NONE);
    }

    /** Returns a verdict of any status, with the sentence that people read. */
    public static Verdict of(Status status, Reason reason, String message) {
        return new Verdict(status, Optional.of(reason), message, List.of(), Details.NONE);
    }

    /** Returns an error, with the sentence that people read. */
    public static Verdict error(Reason reason, String message) {
        return of(Status.ERROR, reason, message);
    }

    /** Returns that it works with something wrong, with the sentence that people read. */
    public static Verdict degraded(Reason reason, String message) {
        return of(Status.DEGRADED, reason, message);
    }

    /** Returns the same with another message. */
    public Verdict saying(String other) {
        return new Verdict(status, reason, other, failures, details);
    }

    public Verdict with(Details others) {
        return new Verdict(status, reason, message, failures, others);
    }

    /** Returns the verdict with the parts that fail. */
    public Verdict with(List<Failure> others) {
        return new Verdict(status, reason, message, others, details);
    }

    /**
     * Returns both judgements of one answer in one: the worse one decides (this one when they are equally bad), and the message
     * tells both. The details stay this one's.
     */
    public Verdict and(Verdict other) {
        Verdict first = status.worse(other.status) == status ? this : other;
        Verdict second = first == this ? other : this;
        String both = first.message.isEmpty() || second.message.isEmpty()
                ? first.message + second.message
                : first.message + "; " + second.message;
        List<Failure> all = new ArrayList<>(first.failures);
        all.addAll(second.failures);
        return new Verdict(first.status, first.reason, both, all, details);
    }

    /** Returns the same with every text of the answer passed through {@code masking}: an endpoint may send our secrets back. */
    public Verdict masked(UnaryOperator<String> masking) {
        return new Verdict(
                status,
                reason,
                masking.apply(message),
                failures.stream()
                        .map(failure -> new Failure(
                                masking.apply(failure.component()),
                                masking.apply(failure.status()),
                                masking.apply(failure.message())))
                        .toList(),
                new Details(
                        masking.apply(details.process()),
                        masking.apply(details.server()),
                        details.sleep(),
                        details.warnings().stream().map(masking).toList()));
    }

    /** Returns whether nobody was there, which may be the doing of this machine's own connection. */
    public boolean saysNobodyAnswered() {
        return status == Status.ERROR
                && reason.filter(NOBODY_ANSWERED::contains).isPresent();
    }

    /** Returns the reason's code, or empty text. */
    public String reasonCode() {
        return reason.map(Reason::code).orElse("");
    }
}
