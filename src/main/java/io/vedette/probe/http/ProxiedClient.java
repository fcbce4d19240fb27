package io.vedette.probe.http;

import io.vedette.config.values.Proxies;
import io.vedette.config.values.ProxyAddress;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Has a client that others build go through the proxies of the settings, as checks do. */
public final class ProxiedClient {

    static final String REACHED = "vedette.server-reached";
    static final int UNAUTHORIZED = 407;

    private final Supplier<Proxies> proxies;

    /** @param proxies those that count, asked at each call */
    public ProxiedClient(Supplier<Proxies> proxies) {
        this.proxies = proxies;
    }

    /** @param realHost the host that a name of a call stands for */
    public void configure(HttpClientBuilder builder, UnaryOperator<String> realHost) {
        builder.setRoutePlanner(new DefaultRoutePlanner(null) {
            @Override
            protected HttpHost determineProxy(HttpHost target, HttpContext context) {
                return proxies.get()
                        .of(target.getSchemeName(), realHost.apply(target.getHostName()), target.getPort())
                        .map(ProxiedClient::host)
                        .orElse(null);
            }
        });
        builder.setDefaultCredentialsProvider((scope, context) -> credentials(scope));
        noteWhoIsReached(builder);
    }

    /** Behind what makes a tunnel: who comes there asks the server. */
    static void noteWhoIsReached(HttpClientBuilder builder) {
        builder.addExecInterceptorAfter(ChainElement.CONNECT.name(), "reached", (request, scope, chain) -> {
            scope.clientContext.setAttribute(REACHED, Boolean.TRUE);
            return chain.proceed(request, scope);
        });
    }

    static HttpHost host(ProxyAddress proxy) {
        return new HttpHost("http", proxy.host(), proxy.port());
    }

    private Credentials credentials(AuthScope scope) {
        return known().filter(
                        proxy -> proxy.port() == scope.getPort() && proxy.host().equalsIgnoreCase(scope.getHost()))
                .filter(proxy -> proxy.username().isPresent())
                .findFirst()
                .map(proxy -> new UsernamePasswordCredentials(
                        proxy.username().orElseThrow(), proxy.password().toCharArray()))
                .orElse(null);
    }

    private Stream<ProxyAddress> known() {
        return Stream.of(proxies.get().http(), proxies.get().https()).flatMap(Optional::stream);
    }

    private Optional<ProxyAddress> of(HttpRoute route) {
        HttpHost between = route.getProxyHost();
        return known().filter(proxy -> between != null
                        && proxy.port() == between.getPort()
                        && proxy.host().equalsIgnoreCase(between.getHostName()))
                .findFirst();
    }

    /**
     * Throws when an answer is the proxy's own and not the server's.
     *
     * @throws IOException that says what the proxy refuses
     */
    public void verifyServers(ClassicHttpResponse answer, HttpRoute route, HttpContext context) throws IOException {
        Optional<ProxyAddress> proxy = of(route);
        boolean isProxys = route.isTunnelled() && context.getAttribute(REACHED) == null;
        if (proxy.isPresent() && (isProxys || answer.getCode() == UNAUTHORIZED)) {
            answer.close();
            throw ProxyFailed.of(answer, proxy.get(), route.getTargetHost());
        }
    }

    /** Returns what a failed call says when it did not get to its proxy; the failure itself when it has none. */
    public IOException told(IOException failure, HttpRoute route) {
        return of(route).map(proxy -> ProxyFailed.ofConnecting(failure, proxy)).orElse(failure);
    }
}
