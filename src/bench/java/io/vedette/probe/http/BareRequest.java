package io.vedette.probe.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/** One GET with the client of all probes and nothing else; in this package because the client is not for others. */
public final class BareRequest {

    private final HttpTransport transport;
    private final URI url;
    private final HttpHost host;
    private final RequestConfig limits;

    private BareRequest(HttpTransport transport, URI url, Duration timeout) {
        this.transport = transport;
        this.url = url;
        this.host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
        this.limits = RequestConfig.custom()
                .setResponseTimeout(Timeout.of(timeout))
                .setConnectionRequestTimeout(Timeout.of(timeout))
                .build();
    }

    /** The connections that bare requests share. */
    public static final class Client {

        private final HttpTransport transport = new HttpTransport();

        public BareRequest request(String url, Duration timeout) {
            return new BareRequest(transport, URI.create(url), timeout);
        }
    }

    /** Sends it and reads the whole answer; false when there was none or its status is not 200. */
    public boolean send() {
        HttpGet message = new HttpGet(url);
        message.setConfig(limits);
        try (ClassicHttpResponse response = transport
                .clientsOf(Line.VERIFYING)
                .client(false)
                .executeOpen(host, message, HttpClientContext.create())) {
            return EntityUtils.toByteArray(response.getEntity()).length > 0 && response.getCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
