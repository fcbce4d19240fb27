package io.vedette.bench;

import io.vedette.dashboard.Chromium;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openqa.selenium.chrome.ChromeDriver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a browser takes to show the overview of many checks, and a change in it; by its own marks. */
@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        description =
                "Opens the overview in Chromium: first paint, the headline, and how long a change takes to be seen.")
final class PageRun implements Callable<Integer> {

    /** Before any script of the page: notes when the headline stands there, and when it says something else. */
    private static final String WATCH = """
            window.marks = {};
            new MutationObserver(() => {
              const text = document.querySelector('h1')?.textContent || '';
              if (text && !marks.headline) { marks.headline = performance.now(); marks.text = text; }
              if (marks.headline && text !== marks.text && !marks.changed) { marks.changed = performance.timeOrigin + performance.now(); }
              if (!marks.rows && document.querySelector('.row')) {
                marks.rows = performance.now();
                // The callback of a frame runs before its painting, a task begun there after it.
                requestAnimationFrame(() => setTimeout(() => { marks.painted = performance.now(); }));
              }
              if (!marks.groups && document.querySelector('.group')) { marks.groups = performance.now(); }
            }).observe(document, { childList: true, subtree: true, characterData: true });
            """;

    /** Where the time goes, in the order in which things began. */
    private static final String ASKED = """
            const [page] = performance.getEntriesByType('navigation');
            const line = (name, one) => `  ${name}: asked at ${Math.round(one.requestStart || one.startTime)}, answered at ${Math.round(one.responseStart)}, there at ${Math.round(one.responseEnd)} ms`;
            return [line('the page', page), `  read at ${Math.round(page.domInteractive)}, loaded at ${Math.round(page.loadEventEnd)} ms`,
                ...performance.getEntriesByType('resource').map(one => line(new URL(one.name).pathname, one))].join('\\n');
            """;

    private static final String READ = """
            const first = performance.getEntriesByName('first-contentful-paint')[0];
            const all = performance.getEntriesByType('resource');
            const overview = all.find(one => one.name.includes('/v1/overview'));
            return [first ? first.startTime : -1, window.marks.headline || -1, window.marks.groups || -1,
                overview ? overview.startTime : -1, overview ? overview.responseEnd : -1,
                all.length, all.reduce((sum, one) => sum + one.encodedBodySize, 0),
                window.marks.painted || -1];
            """;

    private static final long LONGEST_MILLIS = 60_000;

    /** A browser in which somebody opens an address has been there for a while, and has a process ready for the page. */
    private static final long IDLE_MILLIS = 3_000;

    @Mixin
    private Load load;

    @Mixin
    private Product product;

    @Option(names = "--requests", description = "Lists what the browser asked for, and when.")
    private boolean requests;

    @Option(names = "--times", defaultValue = "8", description = "How often it is opened (${DEFAULT-VALUE}).")
    private int times;

    @Override
    public Integer call() throws Exception {
        Optional<Chromium> programs = Chromium.found();
        if (programs.isEmpty()) {
            System.err.println("chromium and chromedriver are not both on the path");
            return 1;
        }
        System.out.printf("%d checks every %s; %s%n", load.checks, load.interval, product.described());
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName());
                Workplace workplace = Workplace.grouped(load, target.value("port"), Map.of());
                Child vedette = product.start(workplace)) {
            vedette.line("Vedette watches");
            Thread.sleep(load.warmUp.toMillis()); // Counts that still move would be taken for the change.
            String url = "http://127.0.0.1:" + workplace.port() + "/";
            Path profile = Files.createTempDirectory("vedette-bench-browser");
            ChromeDriver browser = programs.get().start(profile);
            try {
                browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
                for (int time = 0; time < times; time++) {
                    bare(browser, url + "health/live");
                }
                for (int time = 0; time < times; time++) {
                    open(browser, url, time == 0 ? "first, nothing cached" : "again");
                    if (requests) {
                        System.out.println(browser.executeScript(ASKED));
                    }
                }
                for (int change = 0; change < 4; change++) {
                    change(browser, url + "api/v1/checks/check-" + change + "/pause");
                }
            } finally {
                browser.quit();
                Chromium.delete(profile);
            }
        }
        return 0;
    }

    /** What this browser takes on this machine to paint a word, without style and script: no page is there sooner. */
    private static void bare(ChromeDriver browser, String url) throws InterruptedException {
        browser.get("about:blank");
        Thread.sleep(IDLE_MILLIS);
        browser.get(url);
        until(browser, "performance.getEntriesByName('first-contentful-paint')[0]");
        System.out.printf(
                Locale.ROOT,
                "one word of text       first paint %4.0f ms%n",
                ((Number) browser.executeScript(
                                "return performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                        .doubleValue());
    }

    private static void open(ChromeDriver browser, String url, String how) throws InterruptedException {
        browser.get("about:blank");
        Thread.sleep(IDLE_MILLIS);
        browser.get(url);
        until(
                browser,
                "marks.headline && (marks.painted || !document.querySelector('.row')) && marks.groups && performance.getEntriesByName('first-contentful-paint')[0]");
        List<?> marks = (List<?>) browser.executeScript(READ);
        System.out.printf(
                Locale.ROOT,
                "%-22s rows painted %4.0f ms, first paint %4.0f ms, headline %4.0f ms, groups %4.0f ms; overview asked at %4.0f, there at %4.0f ms;"
                        + " %d requests, %d kB%n",
                how,
                number(marks, 7),
                number(marks, 0),
                number(marks, 1),
                number(marks, 2),
                number(marks, 3),
                number(marks, 4),
                (long) number(marks, 5),
                (long) number(marks, 6) / 1000);
    }

    /** Pauses a check that needs nobody: one fewer is well, which the head says. */
    private static void change(ChromeDriver browser, String url) throws IOException, InterruptedException {
        browser.executeScript(
                "const head = document.querySelector('.head'); marks.before = head.textContent; delete marks.seen;"
                        + " window.look?.disconnect(); window.look = new MutationObserver(() => { if (!marks.seen && head.textContent !== marks.before) {"
                        + " marks.seen = performance.timeOrigin + performance.now(); } });"
                        + " look.observe(head, { childList: true, subtree: true, characterData: true });");
        long began = System.currentTimeMillis();
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        until(browser, "marks.seen");
        double seen = ((Number) browser.executeScript("return marks.seen")).doubleValue();
        System.out.printf(Locale.ROOT, "a change is seen after %.0f ms%n", seen - began);
    }

    private static void until(ChromeDriver browser, String condition) throws InterruptedException {
        long end = System.currentTimeMillis() + LONGEST_MILLIS;
        while (!Boolean.TRUE.equals(browser.executeScript("return Boolean(" + condition + ")"))) {
            if (System.currentTimeMillis() > end) {
                throw new IllegalStateException("never true: " + condition);
            }
            Thread.sleep(20);
        }
    }

    private static double number(List<?> marks, int place) {
        return ((Number) marks.get(place)).doubleValue();
    }
}
