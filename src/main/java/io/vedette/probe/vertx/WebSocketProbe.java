package io.vedette.probe.vertx;

import io.vedette.config.values.Authority;
import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.Connected;
import io.vedette.probe.Deadline;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.Probe;
import io.vedette.probe.Spoken;
import io.vedette.probe.Unreached;
import io.vedette.probe.http.HttpRequest;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Makes a WebSocket handshake (RFC 6455), and may send a message and wait for one.
 *
 * <p>Parameters: {@code url} (ws, wss, http or https), required; {@code send} and {@code expect} (see {@link Spoken}); {@code
 * subprotocols}, a comma list; {@code headers}, a token, {@code insecure} and how the server is reached, as for HTTP.
 */
public final class WebSocketProbe implements Probe {

    private final EventLoop loop;
    private final Caller caller;
    private final URI url;
    private final List<HttpRequest.Header> headers;
    private final List<String> subprotocols;
    private final Optional<TokenSource> token;
    private final Words words;
    private final Duration timeout;

    private record Words(Optional<Spoken> send, Optional<Spoken> expect) {}

    private WebSocketProbe(
            EventLoop loop,
            Caller caller,
            HttpRequest request,
            List<String> subprotocols,
            Optional<TokenSource> token,
            Words words) {
        this.loop = loop;
        this.caller = caller;
        this.url = request.url();
        this.headers = request.headers();
        this.subprotocols = subprotocols;
        this.token = token;
        this.words = words;
        this.timeout = request.timeout();
    }

    /** Reads the parameters; what is wrong is noted there. */
    static Optional<WebSocketProbe> read(
            EventLoop loop,
            Parameters parameters,
            Duration timeout,
            HttpTransport transport,
            Optional<TokenSource> token) {
        parameters.required("url");
        Optional<URI> url = parameters.parsed("url", WebSocketProbe::url);
        Words words = new Words(Spoken.read(parameters, "send"), Spoken.read(parameters, "expect"));
        List<String> subprotocols = parameters.list("subprotocols");
        return HttpRequest.get(parameters, timeout, url.orElse(null)).map(request -> {
            request.reach().refuseDigest(parameters);
            boolean secure = request.url().getScheme().equals("https");
            int port = Authority.port(request.url());
            HostAndPort target =
                    new HostAndPort(bare(Authority.host(request.url())), port > 0 ? port : secure ? 443 : 80);
            Caller caller = new Caller(transport, target, secure, request.insecure(), request.reach());
            return new WebSocketProbe(loop, caller, request, subprotocols, token, words);
        });
    }

    private static URI url(String text) {
        if (!text.matches("(?i)(ws|http)s?://.*")) {
            throw new IllegalArgumentException(
                    "\"" + MaskedUrl.of(text) + "\" is not a URL; it must start with ws:// or wss://");
        }
        return Parameters.httpUrl(text.replaceFirst("(?i)^ws(s?)://", "http$1://"));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Loads what the first probe needs, by a call that nobody answers and that tells nothing of this one. */
    void rehearse(Rehearsal rehearsal) {
        Handshake handshake = new Handshake(URI.create("http://localhost/"), List.of(), List.of());
        rehearsal.of(
                "websocket " + caller.secure(),
                server -> new Conversation(Optional.empty())
                        .open(loop.vertx(), caller, caller.rehearsed(server), handshake));
    }

    @Override
    public Answer ask(Attempt attempt) throws InterruptedException {
        Deadline deadline = Deadline.justBefore(timeout);
        if (token.isEmpty()) {
            return call(headers, attempt, deadline);
        }
        TokenSource source = token.get();
        try {
            String first = source.token(attempt, deadline);
            Answer answer = call(with(source, first), attempt, deadline);
            boolean refused = answer instanceof Answer.Http http && (http.status() == 401 || http.status() == 403);
            return refused && source.renews(first)
                    ? call(with(source, source.token(attempt, deadline)), attempt, deadline)
                    : answer;
        } catch (TokenSource.LoginFailed e) {
            return e.trouble();
        }
    }

    private List<HttpRequest.Header> with(TokenSource source, String value) {
        List<HttpRequest.Header> all = new ArrayList<>(headers);
        all.add(new HttpRequest.Header(source.header(), value));
        return all;
    }

    private Answer call(List<HttpRequest.Header> all, Attempt attempt, Deadline deadline) throws InterruptedException {
        Conversation talk = new Conversation(words.expect());
        try {
            Handshake handshake = new Handshake(url, all, subprotocols);
            caller.call(attempt, deadline, way -> talk.open(loop.vertx(), caller, way, handshake));
            return talk(talk, attempt, deadline);
        } catch (Unreached e) {
            return talk.refusal().<Answer>map(refused -> refused).orElseGet(e::trouble);
        } finally {
            talk.close();
        }
    }

    /**
     * How a WebSocket is asked for.
     *
     * @param headers beside those of the protocol
     */
    record Handshake(URI url, List<HttpRequest.Header> headers, List<String> subprotocols) {}

    private Answer talk(Conversation talk, Attempt attempt, Deadline deadline) throws InterruptedException {
        words.send().filter(said -> said.bytes().length > 0).ifPresent(said -> talk.say(said.text()));
        if (words.expect().isEmpty()) {
            return new Connected(Optional.empty(), true, "", "", talk.certificate());
        }
        String ended;
        try {
            if (Caller.await(talk.came(), attempt, deadline)) {
                return new Connected(expected(), true, talk.heard(), "", talk.certificate());
            }
            ended = talk.ending();
        } catch (TimeoutException | CancellationException e) {
            if (talk.heard().isEmpty()) {
                return new Trouble(Kind.TIMEOUT, caller.late(deadline).getMessage());
            }
            ended = "in time";
        } catch (ExecutionException e) {
            ended = "before the connection broke";
        }
        return new Connected(expected(), false, talk.heard(), ended, talk.certificate());
    }

    private Optional<String> expected() {
        return words.expect().map(Spoken::text);
    }

    @Override
    public String address() {
        return MaskedUrl.of(url.toString()).replaceFirst("^http", "ws");
    }
}
