package io.vedette.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a verdict is not ok, as machines read it. The codes are a contract; see the configuration reference. */
public enum Reason {
    /** No connection, no name, TLS or socket trouble. */
    UNREACHABLE,
    /** The whole probe took longer than the check's timeout. */
    TIMEOUT,
    /** The status line is not what is expected. */
    HTTP_STATUS,
    /** The body is longer than the cap ({@code maxBodyBytes}). */
    TOO_LARGE,
    /** The body is not what the check expects to read. */
    MALFORMED_BODY,
    /** There is no date of the last run. */
    MISSING_LASTRUN,
    /** The date of the last run cannot be read. */
    BAD_LASTRUN,
    /** The frequency is zero, negative or no number. */
    BAD_FREQUENCY,
    /** The last run is too long ago. */
    STALE,
    /** The last run is too far in the future. */
    FUTURE,
    /** The status word says that it fails. */
    STATUS,
    /** A component fails. */
    COMPONENT,
    /** A condition of the check is not met. */
    CONDITION,
    /** The answer came later than {@code maxResponseTime}. */
    SLOW,
    /** DNS has no such record. */
    NO_ANSWER,
    /** The certificate is invalid, or expires soon. */
    CERTIFICATE,
    /** The check itself is wrong: a bad token, an unknown account. */
    MISCONFIGURED,
    /** Nobody called the heartbeat address in time. */
    MISSED,
    /** The target says that it does not run now. */
    SLEEPING;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns the reason of a code; empty where there is none of it. */
    public static Optional<Reason> ofCode(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }

    /** Returns the code as shown: {@code http-status}. */
    public String code() {
        return code;
    }
}
