package io.vedette.status.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TlsServer;
import io.vedette.status.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A strict provider on this machine, which can be had to do wrong: address, secret, verifier and code are checked to the letter. */
final class FakeProvider implements AutoCloseable {

    static final String SECRET = "s3cret+of&the=client";

    /** What it does where it is asked for a token, beside answering. */
    enum Manner {
        USUAL,
        HANGS,
        DIES,
        FLOODS
    }

    private record Code(Request asked) {}

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    final AtomicInteger keysAsked = new AtomicInteger();
    volatile RSAKey published = key("one");
    volatile RSAKey signing = published;
    volatile String algorithm = "RS256";
    volatile String calledItself;
    /** Whether it knows Vedette as a client without a secret: PKCE alone then tells whose the code is. */
    volatile boolean withoutSecret;

    volatile Manner manner = Manner.USUAL;
    volatile UnaryOperator<JWTClaimsSet.Builder> claims = all -> all;

    FakeProvider() throws IOException {
        this("http", HttpServer.create(loopback(), 0));
    }

    /** One that is reached by TLS, and shows this. */
    FakeProvider(TestAuthority identity) throws IOException {
        this("https", secure(identity));
    }

    private static HttpServer secure(TestAuthority identity) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsServer.context(identity)));
        return server;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private FakeProvider(String scheme, HttpServer server) {
        this.scheme = scheme;
        this.server = server;
        calledItself = issuer();
        server.createContext(
                "/.well-known/openid-configuration",
                asked -> answer(asked, 200, """
                {"issuer":"%1$s","authorization_endpoint":"%2$s/authorize?tenant=a","token_endpoint":"%2$s/token","jwks_uri":"%2$s/keys",
                "end_session_endpoint":"%2$s/logout","response_types_supported":["code"],"subject_types_supported":["public"],
                "id_token_signing_alg_values_supported":["RS256"]}""".formatted(calledItself, issuer())));
        server.createContext("/keys", asked -> {
            keysAsked.incrementAndGet();
            answer(asked, 200, new JWKSet(published.toPublicJWK()).toString());
        });
        server.createContext("/token", this::token);
        server.setExecutor(threads);
        server.start();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Signs somebody in whom a browser brings; returns the query with which the browser comes back. */
    String signIn(String address) {
        Request asked = new Request("GET", address, "", "");
        if (!asked.parameter("response_type").equals("code")
                || !asked.parameter("client_id").equals("vedette")
                || !asked.parameter("code_challenge_method").equals("S256")
                || !asked.parameter("scope").contains("openid")
                || !asked.parameter("tenant").equals("a")) {
            throw new IllegalArgumentException(address);
        }
        String code = "code-" + codes.size();
        codes.put(code, new Code(asked));
        return "state=" + asked.parameter("state") + "&code=" + code + "&iss=" + issuer();
    }

    private void token(HttpExchange asked) throws IOException {
        Request form = new Request(
                "POST", "/?" + new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), "", "");
        switch (manner) {
            case USUAL -> exchange(asked, form);
            case HANGS -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case DIES -> asked.close();
            case FLOODS -> {
                asked.getResponseHeaders().set("Content-Type", "application/json");
                asked.sendResponseHeaders(200, 0);
                try (OutputStream out = asked.getResponseBody()) {
                    for (int i = 0; i < 10_000; i++) {
                        out.write(new byte[1024]);
                    }
                }
            }
        }
    }

    private void exchange(HttpExchange asked, Request form) throws IOException {
        String shown = asked.getRequestHeaders().getFirst("Authorization");
        String right = Base64.getEncoder()
                .encodeToString("vedette:s3cret%2Bof%26the%3Dclient".getBytes(StandardCharsets.UTF_8));
        boolean known = withoutSecret
                ? shown == null
                        && form.parameter("client_id").equals("vedette")
                        && form.parameter("client_secret").isEmpty()
                : ("Basic " + right).equals(shown);
        if (!known) {
            answer(asked, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        Code code = codes.remove(form.parameter("code"));
        if (code == null
                || !form.parameter("redirect_uri").equals(code.asked().parameter("redirect_uri"))
                || !CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(form.parameter("code_verifier")))
                        .getValue()
                        .equals(code.asked().parameter("code_challenge"))) {
            answer(asked, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"no\"}");
            return;
        }
        try {
            answer(
                    asked,
                    200,
                    "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(code) + "\"}");
        } catch (JOSEException e) {
            throw new IOException(e);
        }
    }

    private String idToken(Code code) throws JOSEException {
        long now = System.currentTimeMillis();
        JWTClaimsSet set = claims.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject("248289761001")
                        .audience(List.of("vedette"))
                        .issueTime(new Date(now))
                        .expirationTime(new Date(now + 300_000))
                        .claim("nonce", code.asked().parameter("nonce"))
                        .claim("preferred_username", "ann"))
                .build();
        return switch (algorithm) {
            case "none" -> new PlainJWT(set).serialize();
            case "HS256" -> {
                SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), set);
                // The attack of old: the public key as the shared secret.
                token.sign(new MACSigner(published.toRSAPublicKey().getEncoded()));
                yield token.serialize();
            }
            default -> {
                SignedJWT token = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(signing.getKeyID())
                                .build(),
                        set);
                token.sign(new RSASSASigner(signing));
                yield token.serialize();
            }
        };
    }

    private static void answer(HttpExchange asked, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        asked.getResponseHeaders().set("Content-Type", "application/json");
        asked.sendResponseHeaders(status, body.length);
        try (OutputStream out = asked.getResponseBody()) {
            out.write(body);
        }
    }

    int port() {
        return URI.create(issuer()).getPort();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
