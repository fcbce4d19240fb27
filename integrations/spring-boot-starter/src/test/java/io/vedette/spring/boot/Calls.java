package io.vedette.spring.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Calls of an HTTP server on this machine, as another program makes them. */
final class Calls {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final List<String> headers = new CopyOnWriteArrayList<>();

    Calls(int port) {
        this.base = "http://localhost:" + port;
    }

    Calls as(String user, String password) {
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return with("Authorization", "Basic " + both);
    }

    Calls with(String header, String value) {
        Calls calls = new Calls(0, base, headers);
        calls.headers.addAll(List.of(header, value));
        return calls;
    }

    private Calls(int port, String base, List<String> headers) {
        this.base = base;
        this.headers.addAll(headers);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** Follows a stream, whose lines arrive in a list. */
    CompletableFuture<HttpResponse<Void>> follow(String path, List<String> lines) {
        return client.sendAsync(
                request(path).timeout(Duration.ofMinutes(1)).GET().build(),
                BodyHandlers.fromLineSubscriber(new Lines(lines)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return request;
    }

    private record Lines(List<String> lines) implements java.util.concurrent.Flow.Subscriber<String> {

        @Override
        public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable ended) {
            lines.add("ended");
        }

        @Override
        public void onComplete() {
            lines.add("ended");
        }
    }
}
