package io.vedette.alert;

import io.vedette.rule.Text;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * What it means that a mail could not be handed to its server (RFC 5321, section 4.2.1; RFC 4954, section 6): codes that begin with 4
 * pass, those that begin with 5 need somebody to look. Nothing of the mail library is named here, so that a host without it needs
 * no e-mail.
 */
final class EmailRefusal {

    private static final Pattern CODE = Pattern.compile("(?s)\\s*([45]\\d\\d)[ -](.*)");
    private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);
    private static final Set<Integer> SIZE = Set.of(523, 552);
    private static final int EXCERPT = 300;

    private EmailRefusal() {}

    /** Returns why the server did not take a mail; empty where the failure itself says it best. */
    static Optional<Refusal> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            Optional<Refusal> known = known(cause);
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    /** Returns whether the server refused this mail for good, and not us: it may take it for other recipients. */
    static boolean isOfRecipients(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            int code =
                    code(cause).map(answer -> Integer.parseInt(answer.group(1))).orElse(0);
            if (code > 0) {
                return code >= 500 && !LOGIN.contains(code) && !SIZE.contains(code);
            }
        }
        return false;
    }

    private static Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    private static Optional<Matcher> code(Throwable cause) {
        return Optional.of(CODE.matcher(String.valueOf(cause.getMessage()))).filter(Matcher::matches);
    }

    private static Optional<Refusal> known(Throwable cause) {
        Optional<Matcher> answer = code(cause);
        if (answer.isPresent()) {
            return Optional.of(refused(Integer.parseInt(answer.get().group(1)), words(cause)));
        }
        String said = String.valueOf(cause.getMessage());
        if (said.contains("STARTTLS is required")) {
            return Optional.of(Refusal.misconfigured(
                    "the mail server offers no STARTTLS, and nothing is sent in clear;" + " see startTls"));
        }
        if (cause.getClass().getSimpleName().equals("AuthenticationFailedException")) {
            return Optional.of(Refusal.misconfigured("the mail server takes no login of this kind: " + words(cause)));
        }
        if (cause instanceof SSLException) {
            return Optional.of(Refusal.misconfigured("TLS: " + words(cause)));
        }
        if (said.contains("[EOF]") || cause instanceof SocketTimeoutException) {
            return Optional.of(
                    Refusal.temporary("the mail server did not answer to the end: the mail may have arrived, and is"
                            + " sent again with the same Message-ID"));
        }
        if (cause instanceof UnknownHostException || cause instanceof ConnectException) {
            return Optional.of(Refusal.temporary("no connection to the mail server: " + words(cause)));
        }
        return Optional.empty();
    }

    private static Refusal refused(int code, String words) {
        if (LOGIN.contains(code)) {
            return Refusal.misconfigured("the mail server refused the login: " + words);
        }
        if (SIZE.contains(code)) {
            return Refusal.ofContent("the mail server refused the mail for its size: " + words);
        }
        String message = "the mail server refused the mail: " + words;
        return code < 500 ? Refusal.temporary(message) : Refusal.misconfigured(message);
    }

    private static String words(Throwable cause) {
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : Text.bounded(cause.getMessage(), EXCERPT);
    }
}
