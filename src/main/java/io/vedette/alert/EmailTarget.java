package io.vedette.alert;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * E-mail by SMTP: one mail for all alerts of a group window, as text and as HTML. An incident is one thread (RFC 5322, section 3.6.4):
 * its mails name a message that was never sent, which every node knows, and the mail that told the problem. A mail that is sent again
 * keeps its {@code Message-ID}, by which servers and programs know it.
 *
 * <p>The server takes a mail for all recipients or for none. Where it refuses one of several for good, each gets a mail of its own, so
 * that a mailbox that is gone silences nobody else; where it refuses one for now, all wait.
 */
public final class EmailTarget implements TargetProtocol {

    /** The header of a message to {@code camel-mail} that holds the plain text; it becomes no header of the mail. */
    static final String PLAIN_TEXT = "CamelMailAlternativeBody";

    private static final String MESSAGE_ID = "Message-ID";
    private static final String IN_REPLY_TO = "In-Reply-To";
    private static final int MOST_RECIPIENTS = 100;
    private static final int MOST_REMEMBERED = 1_000;
    private static final int DIGITS = 32;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,255}";
    private static final Pattern BARE = Pattern.compile(ATOM);
    private static final Pattern NAMED = Pattern.compile("[\\p{L}\\p{N} ._'-]{1,100} ?<(" + ATOM + ")>");

    /** A mail's id, not what a target of another kind left, whose place this one took. */
    private static final Pattern REFERENCE = Pattern.compile("<[0-9a-f]{" + DIGITS + "}@[^<>\\s]{1,255}>");

    private final List<String> to;
    private final String from;
    private final EmailServer server;
    /** Mails and recipients that the server took one by one, while others of the same mail are missing. */
    private final Set<String> taken = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }));

    private EmailTarget(List<String> to, String from, EmailServer server) {
        this.to = to;
        this.from = from;
        this.server = server;
    }

    /** Reads {@code to}, {@code from} and what {@link EmailServer} needs. */
    public static EmailTarget of(Parameters given) {
        given.required("to");
        given.required("from");
        return new EmailTarget(
                given.parsed("to", EmailTarget::recipients).orElse(List.of()),
                given.parsed("from", EmailTarget::address).orElse("vedette@invalid"),
                EmailServer.of(given));
    }

    private static List<String> recipients(String text) {
        List<String> all =
                Parameters.items(text).stream().map(EmailTarget::address).toList();
        if (all.isEmpty() || all.size() > MOST_RECIPIENTS) {
            throw new IllegalArgumentException("must be 1 to " + MOST_RECIPIENTS + " addresses");
        }
        return all;
    }

    private static String address(String text) {
        if (!BARE.matcher(text).matches() && !NAMED.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be addresses such as oncall@example.com or On Call <oncall@example.com>");
        }
        return text;
    }

    /** Returns the body as text. */
    @Override
    public String message(Digest digest) {
        return EmailText.text(digest);
    }

    /** Returns one mail for all alerts. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("From", from);
        headers.put("To", String.join(", ", to));
        headers.put("Subject", EmailText.subject(digest));
        headers.put(MESSAGE_ID, id(digest.isAnnouncement() ? UUID.randomUUID().toString() : ids(digest)));
        headers.put("Auto-Submitted", "auto-generated");
        thread(digest, headers);
        headers.put(PLAIN_TEXT, EmailText.text(digest));
        byte[] html = EmailText.html(digest).getBytes(StandardCharsets.UTF_8);
        return List.of(TargetRequest.mail(headers, html, digest.checks()));
    }

    /** The mail belongs to the thread of its worst alert: one of several threads would join them. */
    private void thread(Digest digest, Map<String, String> headers) {
        if (digest.isAnnouncement()) {
            return;
        }
        Alert worst = digest.worstFirst().get(0);
        String root = "<" + IncidentKey.fresh(worst) + "@" + domain() + ">";
        Set<String> references = new LinkedHashSet<>(List.of(root));
        boolean follows = REFERENCE.matcher(worst.reference()).matches();
        if (follows) {
            references.add(worst.reference());
        }
        headers.put("References", String.join(" ", references));
        headers.put(IN_REPLY_TO, follows ? worst.reference() : root);
    }

    /** The same for the same alerts, in whatever order: that is what is sent again. */
    private static String ids(Digest digest) {
        return digest.alerts().stream().map(Alert::id).sorted().collect(Collectors.joining("\n"));
    }

    private String id(String text) {
        return "<" + Sha256.hex(text).substring(0, DIGITS) + "@" + domain() + ">";
    }

    private String domain() {
        return from.substring(from.lastIndexOf('@') + 1).replace(">", "");
    }

    /** Returns the mail's id, where it is the first of its thread. */
    @Override
    public String opened(TargetRequest request, Reply reply) {
        Map<String, String> headers = request.headers();
        boolean first = headers.getOrDefault("References", "").equals(headers.get(IN_REPLY_TO));
        return first ? headers.get(MESSAGE_ID) : "";
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        return Optional.empty();
    }

    @Override
    public Optional<TargetEndpoint> endpoint() {
        return Optional.of(server.endpoint());
    }

    @Override
    public Optional<Refusal> trouble(Exception failure) {
        return EmailRefusal.of(failure);
    }

    /** Returns a mail for each recipient, where the server refused one of several for good. */
    @Override
    public List<TargetRequest> divided(TargetRequest mail, Exception failure) {
        if (to.size() < 2 || !EmailRefusal.isOfRecipients(failure)) {
            return List.of();
        }
        List<TargetRequest> each = new ArrayList<>();
        for (String recipient : to) {
            Map<String, String> headers = new LinkedHashMap<>(mail.headers());
            headers.put("To", recipient);
            each.add(TargetRequest.mail(headers, mail.body(), mail.checks()));
        }
        return each;
    }

    @Override
    public void took(TargetRequest part) {
        taken.add(name(part));
    }

    @Override
    public boolean hasTaken(TargetRequest part) {
        return taken.contains(name(part));
    }

    private static String name(TargetRequest mail) {
        return mail.headers().get(MESSAGE_ID) + mail.headers().get("To");
    }
}
