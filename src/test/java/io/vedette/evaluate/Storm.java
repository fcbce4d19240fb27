package io.vedette.evaluate;

import io.vedette.alert.Digest;
import io.vedette.contract.Checks;
import io.vedette.rule.Status;
import io.vedette.store.Databases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A process that watches what {@link CrashTest} makes true and tells it, as fast as it can, until it is killed. */
final class Storm {

    private Storm() {}

    /** @param args the database file, and where the truth is asked for and told to, and which process this is */
    public static void main(String[] args) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        URI truth = URI.create(args[1] + "/truth");
        URI hook = URI.create(args[1] + "/hook/" + args[2]);
        Node node = new Node(Databases.sqliteFile(Path.of(args[0])), Clock.systemUTC(), "webhook");
        Thread teller = new Thread(() -> tell(node, http, hook), "teller");
        teller.setDaemon(true);
        teller.start();
        while (true) {
            String lines = http.send(HttpRequest.newBuilder(truth).build(), BodyHandlers.ofString())
                    .body();
            lines.lines().map(line -> line.split(" ")).forEach(words -> {
                if (!node.watches(words[0])) {
                    node.watch(Checks.named(words[0]));
                }
                node.sees(words[0], Status.valueOf(words[1]));
            });
        }
    }

    private static void tell(Node node, HttpClient http, URI hook) {
        while (true) {
            Optional<Digest> next = node.delivery().next("webhook");
            if (next.isEmpty()) {
                Thread.onSpinWait();
                continue;
            }
            Digest digest = next.get();
            node.delivery().mark("webhook", digest, failureOf(http, hook, digest), Map.of());
        }
    }

    private static Optional<Exception> failureOf(HttpClient http, URI hook, Digest digest) {
        try {
            HttpRequest post = HttpRequest.newBuilder(hook)
                    .POST(BodyPublishers.ofString(digest.json()))
                    .build();
            int status = http.send(post, BodyHandlers.discarding()).statusCode();
            return status == 200 ? Optional.empty() : Optional.of(new IOException("status " + status));
        } catch (IOException e) {
            return Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        }
    }
}
