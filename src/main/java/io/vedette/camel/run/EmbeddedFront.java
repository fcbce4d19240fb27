package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.camel.VedetteService;
import io.vedette.camel.http.SecurityHeaders;
import io.vedette.config.settings.HttpSettings;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.values.SettingType;
import io.vedette.status.StatusServer;
import io.vedette.status.access.Access;
import io.vedette.status.access.Admission;
import io.vedette.status.access.ClientAddress;
import io.vedette.status.http.BodyLimit;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Lane;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.http.Sender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;

/**
 * Dashboard and API for the HTTP server of an application, whatever server that is: it hands over requests and sends what they are answered.
 * Requests may be answered on any threads that may wait: a password is verified, the store is asked.
 */
public final class EmbeddedFront {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String EVENTS = "text/event-stream";
    private static final SecurityHeaders HEADERS = new SecurityHeaders(false);

    private final StatusServer server;
    private final ClientAddress clients;
    private final EmbeddedStream stream;
    private final boolean hostSignsIn;

    private EmbeddedFront(StatusServer server, HttpSettings http, EmbeddedStream stream) {
        this.server = server;
        this.clients = Access.clients(http);
        this.stream = stream;
        this.hostSignsIn = !http.isGuarded();
    }

    /**
     * A request as it came.
     *
     * @param target path and query below the path of the front, nothing decoded; starts with a slash
     * @param header gives the value of a header, several of one name joined by commas; null or empty without one
     * @param connection the IP address at the other end
     * @param user whom the application knows by its own security; null or empty for nobody
     */
    public record Asked(String method, String target, UnaryOperator<String> header, String connection, String user) {

        private String value(String name) {
            String value = header.apply(name);
            return value == null ? "" : value;
        }

        /** Of several none: the proxy may have put its own behind one that the client made up. */
        private String single(String name) {
            String value = value(name);
            return value.contains(",") ? "" : value;
        }
    }

    /**
     * What it is answered.
     *
     * @param headers all but those of type and length
     * @param bytes the body as it is sent: a text in UTF-8, or a picture
     * @param stream whether the answer is the beginning of a stream of events, for which the client is to {@link #listen}
     */
    public record Answer(int status, String contentType, Map<String, String> headers, byte[] bytes, boolean stream) {

        /** Returns the body as text. */
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Reads the body of a request, once it is known that it is wanted. */
    @FunctionalInterface
    public interface Body {

        /** Returns it as text in UTF-8; empty when it has more bytes than that. */
        Optional<String> text(int most) throws IOException;
    }

    /**
     * Returns the path at which an application serves it, by its {@code vedette.*} settings: empty where none is set, and where neither
     * a password nor a token is asked for and {@code vedette.http.open} does not say that the application itself guards the path.
     */
    public static Optional<String> path(Map<String, String> settings) {
        String path = given(settings, SettingKey.HTTP_PATH);
        boolean guarded = !given(settings, SettingKey.HTTP_PASSWORD).isEmpty()
                || !given(settings, SettingKey.HTTP_TOKENS).isEmpty()
                || !given(settings, SettingKey.HTTP_USERS).isEmpty()
                || !given(settings, SettingKey.HTTP_OIDC_ISSUER).isEmpty()
                || given(settings, SettingKey.HTTP_OPEN).equalsIgnoreCase("true");
        return path.isEmpty() || !guarded || !isPath(path) ? Optional.empty() : Optional.of(path);
    }

    private static String given(Map<String, String> settings, SettingKey key) {
        return settings.getOrDefault(key.key(), "").strip();
    }

    private static boolean isPath(String text) {
        try {
            SettingType.URL_PATH.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // It stops the start, with a message.
        }
    }

    /** Makes the front of the Vedette of a context, which ends with that context; there should be one. */
    public static EmbeddedFront of(CamelContext context) throws Exception {
        Stages stages = VedetteService.of(context).stages();
        HttpSettings http = stages.base().settings().get().http();
        EmbeddedStatus status = EmbeddedStatus.of(context, stages);
        EmbeddedStream stream = new EmbeddedStream(
                context, status, stages.notifying().targets(), stages.base().tasks());
        context.addService(stream);
        return new EmbeddedFront(status.server(), http, stream);
    }

    /** Returns the answer, whatever is asked. */
    public Answer answer(Asked asked, Body body) throws IOException {
        Request request = request(asked);
        Admission admission = server.admission(request);
        if (admission instanceof Admission.Unverified) {
            admission = server.verified(request);
        }
        if (admission instanceof Admission.Denied denied) {
            return answer(denied.response());
        }
        Optional<Response> unread = server.unread(request);
        if (unread.isPresent()) {
            return answer(unread.get());
        }
        if (server.lane(request) == Lane.STREAM) {
            return stream.isFull()
                    ? answer(ErrorResponses.noStream(request))
                    : new Answer(200, EVENTS, HEADERS.of(new Response(200, EVENTS, "", Map.of())), new byte[0], true);
        }
        BodyLimit limit = server.body(request);
        Optional<String> text = body.text(limit.bytes());
        return answer(
                text.isEmpty()
                        ? ErrorResponses.tooLarge(request, limit)
                        : server.admitted(
                                withBody(request, asked, text.get()).by(((Admission.Granted) admission).who())));
    }

    private static Request withBody(Request request, Asked asked, String text) {
        boolean form = asked.value("Content-Type").toLowerCase(Locale.ROOT).startsWith(FORM) && !Request.isJson(text);
        String beginning = text.substring(0, Math.min(text.length(), Request.MOST_BODY_BYTES));
        return request.withBody(form ? text : "", form ? Request.fieldsAsText(text) : beginning);
    }

    private static Answer answer(Response response) {
        return new Answer(response.status(), response.contentType(), HEADERS.of(response), response.bytes(), false);
    }

    private Request request(Asked asked) {
        return new Request(
                        asked.method(),
                        Request.asWritten(asked.target()),
                        asked.value("Accept"),
                        asked.value("Authorization"),
                        "",
                        asked.value("If-None-Match"),
                        new Sender(
                                clients.of(asked.connection(), asked.value("X-Forwarded-For")),
                                asked.value("Host"),
                                asked.value("Origin"),
                                asked.value("Sec-Fetch-Site"),
                                asked.value("Cookie"),
                                person(asked)))
                .accepting(asked.value("Accept-Encoding"));
    }

    /** Whom the application lets in counts where nothing is asked for here: elsewhere it may let in any customer of its own. */
    private String person(Asked asked) {
        return hostSignsIn
                ? ClientAddress.knownToHost(asked.user())
                : clients.person(asked.connection(), asked::single);
    }

    /**
     * Sends a client what it missed and everything from now on, for as long as it may ask for that: a session may end meanwhile.
     *
     * @param asked what was answered with the beginning of a stream
     * @return what is to be run when the client is gone
     */
    public Runnable listen(Asked asked, EmbeddedStream.Client client) {
        Request request = request(asked);
        return stream.join(asked.value("Last-Event-ID"), client, () -> server.mayGoOn(request));
    }

    /** Returns the stream of events. */
    public EmbeddedStream stream() {
        return stream;
    }
}
