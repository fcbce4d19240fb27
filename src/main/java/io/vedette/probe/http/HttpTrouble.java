package io.vedette.probe.http;

import io.vedette.config.values.Causes;
import io.vedette.config.values.MaskedUrl;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.Codings;
import io.vedette.probe.IpVersion;
import io.vedette.probe.NotAsked;
import io.vedette.probe.tls.ClientCertificateWanted;
import io.vedette.probe.tls.PlainTrust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** What an exception of the HTTP client means to an operator. */
final class HttpTrouble {

    private HttpTrouble() {}

    static Trouble of(IOException e, Attempt attempt) {
        if (attempt.isCancelled() || e instanceof SocketTimeoutException) {
            return late();
        }
        NotAsked.unlessTheirs(e);
        if (e instanceof ProxyFailed proxy) {
            return proxy.trouble();
        }
        if (e instanceof IpVersion.NoSuchVersion) {
            return unreachable(e.getMessage());
        }
        if (e instanceof ClientCertificateWanted) {
            return unreachable(e.getMessage());
        }
        if (e instanceof UnknownHostException) {
            return unreachable("unknown host " + e.getMessage());
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return unreachable(withoutBlame(e));
        }
        if (e instanceof SSLException) {
            return unreachable("TLS: "
                    + withoutTls(e).or(() -> PlainTrust.refusal(e)).orElseGet(() -> Causes.message(e) + meaning(e)));
        }
        if (e instanceof NoHttpResponseException) {
            return unreachable("the connection was closed without an answer");
        }
        if (e instanceof ConnectionClosedException || e instanceof TruncatedChunkException || endsAfterAChunk(e)) {
            return unreachable("the answer was cut off");
        }
        if (e instanceof Codings.Broken) {
            return new Trouble(Kind.MALFORMED, e.getMessage());
        }
        if (e instanceof NotHttp) {
            return unreachable(e.getMessage());
        }
        if (e instanceof MalformedChunkCodingException || e.getCause() instanceof HttpException) {
            return unreachable("what came back is not HTTP: " + Causes.message(e));
        }
        return unreachable(withoutBlame(e));
    }

    static Trouble late() {
        return new Trouble(Kind.TIMEOUT, "no complete answer in time");
    }

    /** The client has no exception of its own for an end between two chunks, only these words. */
    private static boolean endsAfterAChunk(IOException e) {
        return e instanceof MalformedChunkCodingException && "CRLF expected at end of chunk".equals(e.getMessage());
    }

    /** What a server does that does not get to TLS; Java has no exceptions of their own for it, only these words. */
    private static Optional<String> withoutTls(IOException e) {
        String words = String.valueOf(e.getMessage());
        if (words.contains("Unsupported or unrecognized SSL message")) {
            return Optional.of("the server does not speak it at this port; an address with http:// asks without it");
        }
        if (words.contains("SSL peer shut down incorrectly") || words.contains("terminated the handshake")) {
            return Optional.of("the connection was closed during the handshake");
        }
        return Optional.empty();
    }

    /** What Java says of a certificate is hard to read for those who do not program in it. */
    private static String meaning(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return " (the certificate expired)";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return " (the certificate is not yet valid)";
            }
            if (cause instanceof CertPathBuilderException) {
                return " (no trusted authority issued the certificate)";
            }
        }
        return "";
    }

    private static Trouble unreachable(String message) {
        return new Trouble(Kind.UNREACHABLE, MaskedUrl.of(message));
    }

    private static String withoutBlame(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
