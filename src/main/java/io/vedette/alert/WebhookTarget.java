package io.vedette.alert;

import io.vedette.config.values.HeaderText;
import io.vedette.config.values.Parameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Any web address that takes the JSON of alerts by POST, and says by its status whether it took them; see {@link HttpTarget}.
 *
 * <p>With a secret the body is signed: the header {@value #SIGNATURE} holds {@code sha256=} and the HMAC-SHA256 of the body's
 * bytes in lower-case hexadecimal digits, as GitHub's webhooks have it (docs.github.com, validating webhook deliveries), so that
 * the libraries of receivers know it. The receiver computes it anew and compares in constant time. Every alert has an id and a
 * time, by which a message that somebody sends again can be told.
 */
public final class WebhookTarget implements TargetProtocol {

    /** The header that holds the signature. */
    public static final String SIGNATURE = "X-Hub-Signature-256";

    private static final String ALGORITHM = "HmacSHA256";

    private final String url;
    private final Map<String, String> headers;
    private final Optional<String> secret;
    private final HttpTarget http;

    private WebhookTarget(String url, Map<String, String> headers, Optional<String> secret, Clock clock) {
        this.url = url;
        this.headers = headers;
        this.secret = secret;
        this.http = new HttpTarget(clock);
    }

    /** Reads what a target needs: {@code url}, and where wanted {@code headers} and {@code secret}. */
    public static WebhookTarget of(Parameters given, Clock clock) {
        given.required("url");
        return new WebhookTarget(
                given.address("url", ""),
                given.parsed("headers", HeaderText::all).orElse(Map.of()),
                given.text("secret"),
                clock);
    }

    @Override
    public String message(Digest digest) {
        return digest.json();
    }

    /** Returns one request for all alerts. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        String body = message(digest);
        Map<String, String> all = new HashMap<>(headers);
        secret.ifPresent(key -> all.put(SIGNATURE, "sha256=" + signature(key, body)));
        return List.of(TargetRequest.json(url, all, body, digest.checks()));
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        return http.refusal(reply);
    }

    private static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
