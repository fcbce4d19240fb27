package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of a server that is gone, where something answers in its place: a proxy, or Vedette itself while it starts. */
@InBrowser
class AwayTest {

    @TempDir
    private Path folder;

    @Test
    void keepsWhatItShowedAndSaysOfWhen(Browser browser) throws Exception {
        LocalServer ill = LocalServer.answering(503, "{\"status\":\"DOWN\"}");
        Installation installation = Installation.empty(folder)
                .file(
                        "routes/checks.yaml",
                        Routes.check("health", "ledger", "url=" + ill.url("/"), "failureThreshold=1"));
        AtomicInteger status = new AtomicInteger(503);
        AtomicInteger asked = new AtomicInteger();
        Standalone vedette = installation.start();
        try {
            browser.open("http://127.0.0.1:" + installation.port() + "/");
            browser.untilText("h1", "1 check needs someone");
        } finally {
            vedette.close();
        }
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", installation.port()), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
            asked.addAndGet(exchange.getRequestURI().getPath().endsWith("/overview") ? 1 : 0);
        });
        other.start();
        try {
            for (int answer : new int[] {503, 502}) {
                status.set(answer);
                asked.set(0);
                await().atMost(Duration.ofSeconds(60)).until(() -> asked.get() > 1);
                browser.untilText(".notices", "Not live since");
                assertThat(browser.texts(".row .name")).as("%s", answer).containsExactly("ledger");
            }
            status.set(404);
            browser.untilText("[role=alert]", "This could not be read");
        } finally {
            other.stop(0);
            ill.close();
        }
    }
}
