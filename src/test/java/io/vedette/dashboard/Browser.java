package io.vedette.dashboard;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A page in Chromium: opened, waited for, read and used by CSS selectors, and asked what it complained about. */
final class Browser implements AutoCloseable {

    /** A condition that does not come within it never will, however busy the machine. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Before any script of the page: what it does wrong is written down. */
    private static final String LISTEN = """
            window.complaints = [];
            document.addEventListener('securitypolicyviolation', e =>
                complaints.push(`policy: ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`));
            addEventListener('error', e => complaints.push(`error: ${e.message || e.target.outerHTML}`), true);
            addEventListener('unhandledrejection', e => complaints.push(`rejection: ${e.reason}`));
            """;

    private final Path profile;
    private final ChromeDriver driver;

    Browser() {
        try {
            profile = Files.createTempDirectory("vedette-browser-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        driver = Chromium.found().orElseThrow().start(profile);
        driver.manage().timeouts().pageLoadTimeout(LONGEST).scriptTimeout(LONGEST);
        command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", LISTEN));
        command("Emulation.setTimezoneOverride", Map.of("timezoneId", "UTC"));
    }

    /** As it is at the start of every test. */
    void refresh() {
        driver.get("about:blank");
        command("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
        prefers("light");
        desktop();
        driver.manage().logs().get(LogType.BROWSER);
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(String url) {
        driver.get(url);
    }

    /** The system's colours: {@code light} or {@code dark}. */
    void prefers(String scheme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void desktop() {
        size(1440, 900, 1, false);
    }

    /** 390 px wide. */
    void phone() {
        size(390, 844, 1, true);
    }

    void size(int width, int height, double scale, boolean mobile) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile));
    }

    /** Runs a script's text; arguments are {@code arguments[0]} and so on. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The value of an expression of JavaScript. */
    Object value(String expression, Object... arguments) {
        return run("return " + expression, arguments);
    }

    /** Waits until an expression of JavaScript is true. */
    void until(String expression, Object... arguments) {
        try {
            await().atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptionsInstanceOf(WebDriverException.class)
                    .until(() -> Boolean.TRUE.equals(value("Boolean(" + expression + ")", arguments)));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "never true: " + expression + "\non " + driver.getCurrentUrl() + "\n" + text("body") + "\n"
                            + complaints(),
                    e);
        }
    }

    /** Waits until an element says something. */
    void untilText(String css, String text) {
        until("document.querySelector(arguments[0])?.textContent.includes(arguments[1])", css, text);
    }

    void untilShown(String css) {
        until("document.querySelector(arguments[0])?.checkVisibility()", css);
    }

    void untilGone(String css) {
        until("!document.querySelector(arguments[0])", css);
    }

    /** The text of the first such element, hidden parts too; empty when there is none. */
    String text(String css) {
        return String.valueOf(value("document.querySelector(arguments[0])?.textContent.trim() ?? ''", css));
    }

    /** The texts of all such elements. */
    List<String> texts(String css) {
        return ((List<?>) value("[...document.querySelectorAll(arguments[0])].map(e => e.textContent.trim())", css))
                .stream().map(String::valueOf).toList();
    }

    /** As a person does: it must be in sight, and nothing before it. */
    void click(String css) {
        untilShown(css);
        find(css).click();
    }

    void type(String css, CharSequence... keys) {
        untilShown(css);
        find(css).sendKeys(keys);
    }

    private WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** What the page broke: its content security policy, scripts, and what the console shows in red. */
    List<String> complaints() {
        List<String> all = new ArrayList<>();
        ((List<?>) value("window.complaints")).forEach(one -> all.add(String.valueOf(one)));
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                all.add("console: " + entry.getMessage());
            }
        }
        return all;
    }

    /** By how many pixels the page is wider than the window. */
    long overflow() {
        return ((Number) value("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
    }

    /** A PNG of what is in the window. */
    byte[] picture() {
        return Base64.getDecoder()
                .decode((String) driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"))
                        .get("data"));
    }

    /** Has the browser get nothing from these addresses, with {@code *} for anything; without any, all again. */
    void blocks(String... addresses) {
        command("Network.enable", Map.of());
        command("Network.setBlockedURLs", Map.of("urls", List.of(addresses)));
    }

    private void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    @Override
    public void close() {
        driver.quit();
        Chromium.delete(profile);
    }
}
