package io.vedette.probe.http;

import io.vedette.config.values.ProxyAddress;
import java.io.IOException;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;

/**
 * A client that goes through a proxy, and answers the challenges of a proxy (Basic, Digest) and of a server (Digest): a request may
 * be several then. What a proxy says for itself is told apart from what came through it.
 */
final class NegotiatingClient {

    private NegotiatingClient() {}

    static CloseableHttpClient of(Optional<ProxyAddress> proxy, HttpClientConnectionManager connections) {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableConnectionState()
                .disableAuthCaching()
                .disableDefaultUserAgent();
        ProxiedClient.noteWhoIsReached(builder);
        proxy.ifPresent(one -> builder.setRoutePlanner(new DefaultProxyRoutePlanner(ProxiedClient.host(one))));
        return builder.build();
    }

    /** Returns an exchange with the passwords for the proxy and for the one server that gets to know the check's. */
    static HttpClientContext exchange(Line line, HttpHost server, Optional<Reach.Credentials> digest) {
        HttpClientContext exchange = HttpClientContext.create();
        BasicCredentialsProvider known = new BasicCredentialsProvider();
        line.proxy()
                .ifPresent(proxy -> proxy.username()
                        .ifPresent(user -> known.setCredentials(
                                new AuthScope(ProxiedClient.host(proxy)),
                                new UsernamePasswordCredentials(
                                        user, proxy.password().toCharArray()))));
        digest.ifPresent(user -> known.setCredentials(
                new AuthScope(server),
                new UsernamePasswordCredentials(user.username(), user.password().toCharArray())));
        exchange.setCredentialsProvider(known);
        return exchange;
    }

    /** Throws when an answer is the proxy's own: it refuses, or does not get through. */
    static void verifyServers(ClassicHttpResponse answer, Line line, HttpHost server, HttpClientContext exchange)
            throws IOException {
        if (line.proxy().isEmpty()) {
            return;
        }
        boolean isTunnelled =
                server.getSchemeName().equals("https") && exchange.getAttribute(ProxiedClient.REACHED) == null;
        if (isTunnelled || answer.getCode() == ProxiedClient.UNAUTHORIZED) {
            answer.close();
            throw ProxyFailed.of(answer, line.proxy().get(), server);
        }
    }
}
