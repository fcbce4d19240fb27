package io.vedette.alert;

import io.vedette.config.values.OwnPaths;
import io.vedette.state.AlertKind;
import io.vedette.state.IncidentId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The addresses of the dashboard that messages name.
 *
 * @param base {@code vedette.http.base-url}, without a slash at its end; empty where people reach none: then there are no links
 * @param signature signs the links that acknowledge; empty where there are none
 */
public record Links(String base, Optional<LinkSignature> signature) {

    /** No links. */
    public static final Links NONE = new Links("", Optional.empty());

    public Links {
        base = base.replaceAll("/+$", "");
    }

    /** Returns where a check is shown; empty where there are no links. */
    public String check(String name) {
        return base.isEmpty() ? "" : base + "/#/checks/" + encoded(name);
    }

    /**
     * Returns where all that happened in an incident stands; empty where there are no links.
     *
     * @param problemSince when the problem began
     */
    public String incident(String check, Instant problemSince) {
        return base.isEmpty() ? "" : base + "/#/incidents/" + IncidentId.of(check, problemSince);
    }

    /**
     * Returns where somebody says that they have a problem in hand, without a password: for that problem of that check alone, and only
     * once they press a button. Empty where there are no links.
     *
     * @param problemSince when the problem began
     */
    public String acknowledge(String name, Instant problemSince) {
        return base.isEmpty() || signature.isEmpty()
                ? ""
                : base + OwnPaths.ACKNOWLEDGE + encoded(name) + "?since=" + problemSince.toEpochMilli() + "&signature="
                        + signature.get().of(name, problemSince);
    }

    /** Returns an alert with the links that it takes: only an open problem that nobody has in hand can be acknowledged. */
    public Alert in(Alert alert) {
        boolean open = (alert.kind() == AlertKind.PROBLEM || alert.kind() == AlertKind.REMINDER)
                && alert.acknowledged().isEmpty();
        return alert.linked(
                check(alert.check()),
                alert.problemSince()
                        .map(since -> incident(alert.check(), since))
                        .orElse(""),
                open
                        ? alert.problemSince()
                                .map(since -> acknowledge(alert.check(), since))
                                .orElse("")
                        : "");
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
