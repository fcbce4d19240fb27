package io.vedette.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.config.values.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * As much of the API server's protocol as lists and watches one kind of object, by the service account's files: the token is read
 * again for each request, as it rotates, and only the cluster's own authority is trusted. Source: kubernetes.io, accessing the API
 * from a pod. One thread lists and watches; others may close it.
 */
final class KubernetesClient implements AutoCloseable {

    /** Where a pod finds its token and the cluster's authority. */
    static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";

    private static final int PAGE = 500;
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** The server is asked to end a watch after this, and it is ended here a little later where nothing comes any more. */
    private static final Duration WATCH = Duration.ofSeconds(290);

    private static final Duration OVERDUE = WATCH.plusSeconds(20);
    private static final int LONGEST_LINE = 4 * 1024 * 1024;
    private static final int LONGEST_TOKEN = 64 * 1024;
    private static final int LARGEST_PAGE = 16 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<URI> server;
    private final Path token;
    private final Path authority;
    private final String path;
    private final String selector;
    private final Duration longestList;
    private HttpClient http;
    private volatile Optional<OpenBody> open = Optional.empty();
    private volatile boolean isClosed;

    /**
     * @param server where it is; empty for where the variables of a pod say
     * @param longestList how long a page of a list may take once it has begun
     */
    KubernetesClient(
            Optional<URI> server,
            Path token,
            Path authority,
            String path,
            Optional<String> selector,
            Duration longestList) {
        this.server = server;
        this.token = token;
        this.authority = authority;
        this.path = path;
        this.selector = selector.map(text -> "&labelSelector=" + encoded(text)).orElse("");
        this.longestList = longestList;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Says that the place to watch from is too old for the server. */
    static final class Gone extends IOException {

        private static final long serialVersionUID = 1;

        Gone() {
            super("the API server has forgotten that place");
        }
    }

    /** Returns a page of all objects. */
    JsonNode list(String further) throws IOException, InterruptedException {
        String from = further.isEmpty() ? "" : "&continue=" + encoded(further);
        String what = "the API server's list of " + path.substring(path.lastIndexOf('/') + 1);
        try (OpenBody body = open("?limit=" + PAGE + selector + from, longestList)) {
            return JSON.readTree(body.all(what, LARGEST_PAGE));
        } catch (JsonProcessingException e) {
            throw new IOException(what + " is not JSON", e);
        }
    }

    /** Begins to watch from a place on. */
    Watch watch(String version) throws IOException, InterruptedException {
        return new Watch(open(
                "?watch=1&allowWatchBookmarks=true&timeoutSeconds=" + WATCH.toSeconds() + "&resourceVersion="
                        + encoded(version) + selector,
                OVERDUE));
    }

    /** A connection that is cut somewhere on its way says nothing: ends a list or a watch that should have ended. */
    void endOverdue() {
        open.ifPresent(OpenBody::endIfLate);
    }

    private OpenBody open(String query, Duration longest) throws IOException, InterruptedException {
        OpenBody body = new OpenBody(send(query).body(), longest);
        open = Optional.of(body);
        if (isClosed) {
            body.close();
        }
        return body;
    }

    private HttpResponse<InputStream> send(String query) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path + query))
                .header("Accept", "application/json")
                .header("User-Agent", "vedette")
                .timeout(ANSWER);
        if (Files.isReadable(token)) {
            request.header("Authorization", "Bearer " + token());
        } else if (server.isEmpty() || !token.startsWith(ACCOUNT)) {
            // Another server, such as kubectl proxy, may need none.
            throw new IOException("there is no token in " + token + ": is automountServiceAccountToken off?");
        }
        HttpResponse<InputStream> response = client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            if (response.statusCode() == 410) {
                throw new Gone();
            }
            throw new IOException("the API server answers " + path + " with status " + response.statusCode()
                    + hint(response.statusCode()));
        }
        return response;
    }

    /** The client of this Java shows the header that it does not take. */
    private String token() throws IOException {
        TextFile read = TextFile.read(token, LONGEST_TOKEN);
        if (!read.isRead()) {
            throw new IOException("the token in " + token + " cannot be used: the file " + read.complaint());
        }
        String text = read.text().strip();
        if (!text.matches("[!-~]+")) {
            throw new IOException("the token in " + token
                    + " cannot be used: the file must hold it and nothing else, in one" + " line without blanks");
        }
        return text;
    }

    private String hint(int status) {
        return switch (status) {
            case 401 -> ": it does not take the token in " + token;
            case 403 -> ": the service account needs get, list and watch there";
            default -> "";
        };
    }

    private URI address() throws IOException {
        if (server.isPresent()) {
            return server.get();
        }
        String host = System.getenv("KUBERNETES_SERVICE_HOST");
        if (host == null) {
            throw new IOException(
                    "KUBERNETES_SERVICE_HOST is not set: this is not a pod, and server names no API server");
        }
        String port =
                Optional.ofNullable(System.getenv("KUBERNETES_SERVICE_PORT")).orElse("443");
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private HttpClient client() throws IOException {
        if (http == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER);
            if (Files.isReadable(authority)) {
                builder.sslContext(trusting(authority));
            }
            http = builder.build();
        }
        return http;
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(authority + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** What the server tells of changes, one a line. */
    static final class Watch implements AutoCloseable {

        private final OpenBody body;
        private final BufferedReader lines;

        Watch(OpenBody body) {
            this.body = body;
            this.lines = new BufferedReader(new InputStreamReader(body.in(), StandardCharsets.UTF_8));
        }

        /** Returns the next event; empty when the watch has ended, however it did. */
        Optional<JsonNode> next() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = read(); c != '\n'; c = read()) {
                if (c < 0) {
                    return Optional.empty();
                }
                line.append((char) c);
                if (line.length() > LONGEST_LINE) {
                    throw new IOException("a line is longer than any object");
                }
            }
            return Optional.of(JSON.readTree(line.toString()));
        }

        private int read() {
            try {
                return lines.read();
            } catch (IOException e) {
                return -1; // Cut off, here or there: the next watch goes on from the same place.
            }
        }

        @Override
        public void close() {
            body.close();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        open.ifPresent(OpenBody::close);
    }
}
