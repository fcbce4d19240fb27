package io.vedette.probe.http;

import io.vedette.config.values.ProxyAddress;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;

/** A proxy did not let a request through, or is not there: nothing is known of the server. */
final class ProxyFailed extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int PROXY_UNAUTHORIZED = 407;

    private final Kind kind;

    private ProxyFailed(Kind kind, String message, IOException cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** A proxy answered for itself: what it refuses is for its rules or the check's password to change. */
    static ProxyFailed of(HttpResponse answer, ProxyAddress proxy, HttpHost server) {
        int status = answer.getCode();
        String said = "the proxy " + proxy + " answered " + status + " instead of " + server.toHostString() + ": ";
        if (status == PROXY_UNAUTHORIZED) {
            return new ProxyFailed(Kind.MISCONFIGURED, said + unauthorized(answer, proxy), null);
        }
        return status >= 500
                ? new ProxyFailed(Kind.UNREACHABLE, said + "it does not get there", null)
                : new ProxyFailed(Kind.MISCONFIGURED, said + "it refuses to connect to it", null);
    }

    private static String unauthorized(HttpResponse answer, ProxyAddress proxy) {
        Header[] challenges = answer.getHeaders("Proxy-Authenticate");
        String all = String.join(
                ", ", List.of(challenges).stream().map(Header::getValue).toList());
        List<String> schemes = Challenge.schemes(all.length() > 1_000 ? all.substring(0, 1_000) : all);
        String asks = schemes.isEmpty() ? "" : " (it asks for " + String.join(" or ", schemes) + ")";
        return proxy.username().isPresent()
                ? "it does not accept the user and password of its address" + asks
                : "it asks for a user and a password; write http://user:password@" + proxy + asks;
    }

    /** Returns what a failed connection says when it was one to a proxy; the failure itself where it was none. */
    static IOException ofConnecting(IOException failure, ProxyAddress proxy) {
        String who = "the proxy " + proxy;
        if (failure instanceof ConnectTimeoutException) {
            return new ProxyFailed(Kind.TIMEOUT, "no connection to " + who + " in time", failure);
        }
        if (failure instanceof HttpHostConnectException) {
            return new ProxyFailed(Kind.UNREACHABLE, who + " takes no connection: " + failure.getMessage(), failure);
        }
        if (failure instanceof UnknownHostException) {
            return new ProxyFailed(Kind.UNREACHABLE, who + " is not known: no such name", failure);
        }
        return failure;
    }

    Trouble trouble() {
        return new Trouble(kind, getMessage());
    }
}
