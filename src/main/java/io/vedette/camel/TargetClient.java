package io.vedette.camel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.PercentCodec;
import org.apache.hc.core5.net.URIAuthority;

/**
 * How notify routes call a target: once. By default the HTTP client answers a 429 or 503 by sleeping as long as the
 * target asks and sending again, on the caller's thread; here the outbox alone decides when to try again. Redirects
 * would carry the message and its credentials elsewhere, and no target needs cookies. A user and password in the address
 * ({@code https://user:password@host/hook}) are sent as basic authentication. Of an answer the first 64 KiB are read.
 */
public final class TargetClient implements HttpClientConfigurer {

    private static final int MOST_BYTES = 64 * 1024;

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.disableRedirectHandling();
        client.disableCookieManagement();
        client.addExecInterceptorFirst("target", TargetClient::call);
    }

    private static ClassicHttpResponse call(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        authenticate(request);
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            byte[] beginning = entity.getContent().readNBytes(MOST_BYTES);
            if (beginning.length == MOST_BYTES) {
                // Whatever follows: without the connection nobody waits for its end.
                scope.execRuntime.discardEndpoint();
            }
            response.setEntity(new ByteArrayEntity(beginning, null));
        }
        return response;
    }

    private static void authenticate(ClassicHttpRequest request) {
        URIAuthority authority = request.getAuthority();
        if (authority != null && authority.getUserInfo() != null) {
            byte[] credentials = PercentCodec.decode(authority.getUserInfo(), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8);
            request.setAuthority(new URIAuthority(authority.getHostName(), authority.getPort()));
            request.setHeader(
                    HttpHeaders.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
    }
}
