package io.vedette.probe.vertx;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.ProxyAddress;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.Deadline;
import io.vedette.probe.GrpcHealth;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.Probe;
import io.vedette.probe.Unreached;
import io.vedette.probe.http.HttpRequest;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.Reach;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Calls {@code grpc.health.v1.Health/Check} (grpc/grpc-proto, health.proto) over HTTP/2: in TLS, or in clear with prior knowledge, as
 * gRPC has it. HTTP/2 is Vert.x's; the messages of this one call are a field each (see {@link HealthMessages}).
 *
 * <p>Parameters: {@code host} and {@code port}, required; {@code service} (empty: the server as a whole); {@code tls} (false);
 * {@code headers} (gRPC's metadata); {@code insecure} and how the server is reached.
 */
public final class GrpcProbe implements Probe {

    private static final int MOST_BYTES = 64 * 1024;
    private static final String METHOD = "/grpc.health.v1.Health/Check";

    private final EventLoop loop;
    private final Caller caller;
    private final String service;
    private final List<HttpRequest.Header> metadata;
    private final Duration timeout;

    private GrpcProbe(
            EventLoop loop, Caller caller, String service, List<HttpRequest.Header> metadata, Duration timeout) {
        this.loop = loop;
        this.caller = caller;
        this.service = service;
        this.metadata = metadata;
        this.timeout = timeout;
    }

    /** Reads the parameters; what is wrong is noted there. */
    static GrpcProbe read(EventLoop loop, Parameters parameters, Duration timeout, HttpTransport transport) {
        String host = HostAndPort.read(parameters, "host");
        parameters.required("port");
        int port = parameters.number("port", 1, 1, HostAndPort.MOST_PORT);
        boolean tls = parameters.flag("tls", false);
        boolean insecure = parameters.flag("insecure", false);
        Reach read = Reach.read(parameters);
        read.refuseDigest(parameters);
        if (!tls && read.proxy().filter(own -> own != ProxyAddress.NONE).isPresent()) {
            parameters.problem("proxy", "needs tls: HTTP/2 in clear does not go through a proxy");
        }
        // Nor through that of the settings: such a server is near.
        Reach reach =
                tls ? read : new Reach(Optional.of(ProxyAddress.NONE), read.tls(), read.ipVersion(), read.digest());
        return new GrpcProbe(
                loop,
                new Caller(transport, new HostAndPort(host, port), tls, insecure, reach),
                parameters.text("service", ""),
                parameters.parsed("headers", HttpRequest::headers).orElse(List.of()),
                timeout);
    }

    /** Loads what the first probe needs, by a call that nobody answers and that tells nothing of this one. */
    void rehearse(Rehearsal rehearsal) {
        rehearsal.of("grpc " + caller.secure(), server -> {
            HttpClient client = client(caller.rehearsed(server));
            RequestOptions request = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setURI(METHOD)
                    .setHost("localhost")
                    .setServer(SocketAddress.inetSocketAddress(server))
                    .setSsl(caller.secure());
            return client.request(request)
                    .compose(made -> made.send(HealthMessages.request("")))
                    .compose(this::read)
                    .onComplete(over -> client.close());
        });
    }

    private HttpClient client(Caller.Way way) {
        return loop.vertx()
                .httpClientBuilder()
                .with(options(way))
                .withConnectHandler(made -> made.exceptionHandler(failure -> made.close()))
                .build();
    }

    @Override
    public Answer ask(Attempt attempt) throws InterruptedException {
        Deadline deadline = Deadline.in(timeout);
        List<HttpClient> clients = new ArrayList<>();
        try {
            return caller.call(attempt, deadline, way -> {
                HttpClient client = client(way);
                clients.add(client);
                return client.request(request(way, deadline))
                        .compose(request -> request.send(HealthMessages.request(service)))
                        .compose(this::read);
            });
        } catch (Unreached e) {
            return e.trouble();
        } finally {
            clients.forEach(HttpClient::close);
        }
    }

    private Future<Answer> read(HttpClientResponse response) {
        if (response.version() != HttpVersion.HTTP_2) {
            return Future.succeededFuture(malformed("it does not speak HTTP/2"));
        }
        String type = String.valueOf(response.getHeader("content-type"));
        if (response.statusCode() != 200 || !type.startsWith("application/grpc")) {
            return Future.succeededFuture(
                    malformed("it answers as a web server: status " + response.statusCode() + ", " + printable(type)));
        }
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() < MOST_BYTES) {
                body.appendBuffer(part);
            } else {
                response.request().reset();
            }
        });
        return response.end().map(over -> answer(response, body));
    }

    private Answer answer(HttpClientResponse response, Buffer body) {
        // An answer that is all refusal has them in its head.
        String status = Optional.ofNullable(response.getTrailer("grpc-status"))
                .orElseGet(() -> response.getHeader("grpc-status"));
        String message = Optional.ofNullable(response.getTrailer("grpc-message"))
                .orElseGet(() -> response.getHeader("grpc-message"));
        if (status == null || !status.matches("\\d{1,3}")) {
            return malformed("its answer has no grpc-status");
        }
        int code = Integer.parseInt(status);
        Optional<Integer> health = code == 0 ? HealthMessages.status(body.getBytes()) : Optional.of(0);
        return health.isPresent()
                ? new GrpcHealth(
                        service,
                        code,
                        message == null ? "" : HealthMessages.decoded(message),
                        health.get(),
                        Certificates.shown(
                                caller.secure()
                                        ? response.request().connection().sslSession()
                                        : null))
                : malformed("its answer is no message of the health service");
    }

    private Trouble malformed(String why) {
        return new Trouble(Kind.MALFORMED, caller.target() + " does not speak gRPC here: " + why);
    }

    private static String printable(String text) {
        String plain = text.replaceAll("[^ -~]", ".");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }

    private HttpClientOptions options(Caller.Way way) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setUseAlpn(caller.secure())
                .setSsl(caller.secure())
                .setVerifyHost(false) // The trust manager does, by the same rule as elsewhere.
                .setConnectTimeout(way.millis())
                .setSslHandshakeTimeout(way.left())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTrustOptions(TrustOptions.wrap(way.tls().trust()))
                .setKeyCertOptions(KeyCertOptions.wrap(way.tls().keys()));
        way.proxy().ifPresent(between -> options.setProxyOptions(proxy(between)));
        return options;
    }

    private static ProxyOptions proxy(Caller.Between between) {
        ProxyOptions options = new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(between.at().getAddress().getHostAddress())
                .setPort(between.at().getPort());
        between.proxy()
                .username()
                .ifPresent(user ->
                        options.setUsername(user).setPassword(between.proxy().password()));
        return options;
    }

    private RequestOptions request(Caller.Way way, Deadline deadline) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(METHOD)
                .setHost(caller.serverName())
                .setPort(caller.target().port())
                .setServer(
                        way.server().isUnresolved()
                                ? SocketAddress.inetSocketAddress(
                                        way.server().getPort(), way.server().getHostString())
                                : SocketAddress.inetSocketAddress(way.server()))
                .setSsl(caller.secure())
                .putHeader("content-type", "application/grpc")
                .putHeader("te", "trailers")
                .putHeader("user-agent", "Vedette")
                .putHeader("grpc-timeout", Math.max(1, deadline.left().toMillis()) + "m");
        metadata.forEach(header -> options.putHeader(header.name().toLowerCase(Locale.ROOT), header.value()));
        return options;
    }

    @Override
    public String address() {
        return "grpc://" + caller.target() + (service.isEmpty() ? "" : "/" + service);
    }
}
