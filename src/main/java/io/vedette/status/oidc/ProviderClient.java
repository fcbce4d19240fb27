package io.vedette.status.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import io.vedette.config.values.Proxies;
import io.vedette.probe.tls.PlainTrust;
import io.vedette.probe.tls.Trust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Asks the provider, through the proxy (one without a password) and with the authorities that calls of checks have, too. An answer has a time and a size that it
 * may not exceed; none leads elsewhere. Begins with its first call.
 */
final class ProviderClient implements HTTPRequestSender, ResourceRetriever {

    static final Duration WITHIN = Duration.ofSeconds(5);
    static final int MOST_BYTES = 512 * 1024;

    private final Proxies proxies;
    private final List<X509Certificate> authorities;
    private HttpClient client;

    ProviderClient(Proxies proxies, List<X509Certificate> authorities) {
        this.proxies = proxies;
        this.authorities = authorities;
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(asked.getURI()).timeout(WITHIN);
        asked.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        request.method(
                asked.getMethod().name(),
                asked.getMethod() == HTTPRequest.Method.GET
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(
                                Optional.ofNullable(asked.getBody()).orElse("")));
        HttpResponse<String> answer = exchange(request.build());
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        answer.headers().firstValue("Content-Type").ifPresent(type -> response.setHeader("Content-Type", type));
        response.setBody(answer.body());
        return response;
    }

    @Override
    public Resource retrieveResource(URL address) throws IOException {
        HttpResponse<String> answer = exchange(HttpRequest.newBuilder(URI.create(address.toString()))
                .timeout(WITHIN)
                .header("Accept", "application/json")
                .build());
        if (answer.statusCode() != 200) {
            throw new IOException("answers with status " + answer.statusCode());
        }
        return new Resource(answer.body(), "application/json");
    }

    /** The client's own limit ends with the headers of an answer. */
    private HttpResponse<String> exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> answer = client().sendAsync(request, info -> new Bounded(MOST_BYTES));
        try {
            return answer.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("did not answer within " + WITHIN.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("was not waited for, as Vedette stops", e);
        } catch (ExecutionException e) {
            throw new IOException(told(e.getCause()), e);
        }
    }

    private static String told(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "cannot be reached";
        }
        return Optional.of(cause)
                .filter(IOException.class::isInstance)
                .flatMap(failure -> PlainTrust.refusal((IOException) failure))
                .map(why -> "is not trusted: " + why + ". An authority of your own is named in vedette.probe.trust")
                .orElseGet(() -> cause.getMessage() == null ? "broke off" : cause.getMessage());
    }

    private synchronized HttpClient client() {
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .connectTimeout(WITHIN)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    // With an authenticator for proxies it would not send our own Authorization.
                    .proxy(new ByAddress(proxies));
            client = builder.sslContext(context(Trust.standardAnd(authorities).manager()))
                    .build();
        }
        return client;
    }

    private static SSLContext context(TrustManager roots) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {roots}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static final class ByAddress extends ProxySelector {

        private final Proxies proxies;

        ByAddress(Proxies proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<Proxy> select(URI address) {
            return List.of(proxies.of(address)
                    .map(one -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(one.host(), one.port())))
                    .orElse(Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException cause) {
            // The call that fails tells it.
        }
    }
}
