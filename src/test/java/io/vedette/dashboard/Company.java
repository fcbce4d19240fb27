package io.vedette.dashboard;

import static io.vedette.dashboard.Routes.check;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.LocalServer.Asked;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import io.vedette.target.FakeTargets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Systems of a company, in every state, that an installation has watched for ninety days; and whom it tells. */
final class Company implements AutoCloseable {

    private final LocalServer systems = new LocalServer(Company::answer);
    private final FakeTargets targets = new FakeTargets();
    private final Installation installation;
    private final Standalone vedette;
    private String incident = "";

    Company(Path folder) throws Exception {
        targets.webhook.answer(503, "upstream is not there");
        past(folder);
        installation = Installation.shipped(folder)
                .file("routes/checks.yaml", checks())
                .with("VEDETTE_SLACK_TOKEN", FakeTargets.SLACK_TOKEN)
                .with("VEDETTE_SLACK_CHANNEL", "operations")
                .with("VEDETTE_SLACK_URL", targets.slack.url("/api/chat.postMessage"))
                .with(
                        "VEDETTE_SENTRY_DSN",
                        "http://" + FakeTargets.SENTRY_KEY + "@127.0.0.1:" + targets.sentry.port() + "/42")
                .with("VEDETTE_SENTRY_ENVIRONMENT", "production")
                .with("VEDETTE_WEBHOOK_URL", targets.webhook.url(FakeTargets.HOOK_PATH))
                .with("VEDETTE_STATUS_PAGE", "true")
                .with("VEDETTE_STATUS_PAGE_TITLE", "Harbour Books")
                .with("VEDETTE_STATUS_PAGE_FOOTER", "help@harbour.example.com")
                .with("VEDETTE_GROUP_WINDOW", "0s");
        vedette = installation.start();
        installation.send("POST", "/api/v1/checks/newsletter/pause");
        tellOutsiders();
    }

    private void tellOutsiders() throws Exception {
        Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(49));
        installation.send(
                "POST",
                "/api/v1/announcements?title=new+search+index&text=Search+may+be+slow;+orders+are+not+affected.&from="
                        + from + "&to=" + from.plus(Duration.ofHours(1)));
        String incidents =
                installation.get("/api/v1/incidents?check=checkout&open=true").body();
        incident = incidents.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        note("We have seen it and are looking into it.");
        note("The bank's gateway does not answer. Orders are kept and charged later.");
    }

    private void note(String text) throws Exception {
        installation.send(
                "POST",
                "/api/v1/incidents/" + incident + "/notes?public=true&by=night-operator&text="
                        + text.replace(" ", "+"));
    }

    /** The page of the incident of which outsiders are told. */
    String incident() {
        return url("/incidents/" + incident);
    }

    /** A path of the server. */
    String path(String path) {
        return "http://127.0.0.1:" + installation.port() + path;
    }

    String url(String hash) {
        return "http://127.0.0.1:" + installation.port() + "/#" + hash;
    }

    private String[] checks() {
        return new String[] {
            web("storefront", "/storefront", "group=shop", "tags=web", "public=true", "publicName=Web shop"),
            health(
                    "checkout",
                    "/checkout",
                    "group=shop",
                    "tags=web,payments",
                    "notify=slack,sentry",
                    "errorInterval=8m",
                    "public=true",
                    "publicName=Card payments"),
            health("search", "/search", "group=shop", "tags=web", "notify=slack", "public=true", "publicName=Search"),
            health("basket", "/basket", "group=shop", "tags=web", "public=true", "publicName=Orders"),
            task("billing-import", "/tasks/billing-import", "group=billing", "tags=nightly", "notify=slack,sentry"),
            task("billing-export", "/tasks/billing-export", "group=billing", "tags=nightly"),
            task("entry-sync", "/tasks/entry-sync", "group=billing", "dependsOn=billing-import"),
            task("invoice-mailer", "/tasks/invoice-mailer", "group=billing"),
            web("newsletter", "/newsletter", "group=marketing"),
            web("landing-page", "/landing", "group=marketing", "notify=webhook"),
            check("portos", "till-bratislava", "url=" + systems.url(""), "group=tills"),
            check("tcp", "postgres", "host=127.0.0.1", "port=" + systems.port(), "group=platform"),
            web("object-store", "/objects", "group=platform", "public=true", "publicName=E-books"),
            check("heartbeat", "nightly-backup", "period=24h", "grace=1h", "group=platform"),
        };
    }

    private String web(String name, String path, String... more) {
        return of("http", name, path, more);
    }

    private String health(String name, String path, String... more) {
        return of("health", name, path, more);
    }

    private String task(String name, String path, String... more) {
        return of("task", name, path, more);
    }

    private String of(String template, String name, String path, String... more) {
        String[] parameters = new String[more.length + 1];
        parameters[0] = "url=" + systems.url(path);
        System.arraycopy(more, 0, parameters, 1, more.length);
        return check(template, name, parameters);
    }

    private static void past(Path folder) throws Exception {
        Verdict gateway = Verdict.error(Reason.COMPONENT, "paymentGateway DOWN");
        Verdict stale = Verdict.error(Reason.STALE, "last run is older than the frequency");
        try (Past past = new Past(folder.resolve("data/vedette.db"), Instant.now())) {
            past.incident("checkout", hours(31), minutes(12), gateway, "slack", "sentry")
                    .incident("till-bratislava", hours(44), minutes(3), slow(), "slack", "sentry")
                    .incident("storefront", hours(75), minutes(41), refused(), "slack", "sentry")
                    .incident("object-store", hours(120), minutes(7), refused(), "slack", "sentry")
                    .incident("billing-import", hours(170), minutes(64), stale, "slack", "sentry")
                    .incident(
                            "search",
                            hours(260),
                            minutes(18),
                            Verdict.degraded(Reason.STATUS, "status yellow"),
                            "slack");
            past.answers("storefront", 120, 1100)
                    .answers("basket", 18, 4000)
                    .answers("billing-export", 31, 900)
                    .answers("invoice-mailer", 24, 2500)
                    .answers("landing-page", 65, 5000)
                    .answers("till-bratislava", 410, 300)
                    .answers("postgres", 2, 6000)
                    .answers("object-store", 48, 1500)
                    .answers("newsletter", 90, 600)
                    .answers("entry-sync", 22, 1300)
                    .trouble("checkout", 210, 23, gateway, "slack", "sentry")
                    .trouble("billing-import", 27, 192, stale, "slack", "sentry")
                    .trouble("search", 75, 51, Verdict.degraded(Reason.STATUS, "status yellow"), "slack");
        }
    }

    private static Verdict slow() {
        return Verdict.degraded(Reason.SLOW, "took 4.2 s, expected at most 2 s");
    }

    private static Verdict refused() {
        return Verdict.error(Reason.UNREACHABLE, "connection refused");
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Answered answer(Asked asked) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return switch (asked.target()) {
            case "/checkout" -> Answered.of(503, """
                    {"status":"DOWN","components":{"db":{"status":"UP"},"diskSpace":{"status":"UP"},"paymentGateway":{"status":"DOWN","details":{"error":"connect timed out after 2000 ms"}}}}""");
            case "/search" ->
                Answered.of(
                        200,
                        "{\"cluster_name\":\"search\",\"status\":\"yellow\",\"number_of_nodes\":3,\"unassigned_shards\":4}");
            case "/basket" -> Answered.of(200, "{\"status\":\"UP\"}");
            case "/tasks/billing-import" -> run(now.minus(minutes(202)), "nightly-import", "batch-2");
            case "/tasks/entry-sync" -> run(now.minus(minutes(205)), "entry-sync", "batch-2");
            case "/tasks/billing-export" -> sleeping(now);
            case "/tasks/invoice-mailer" -> run(now.minus(minutes(1)), "invoice-mailer", "batch-1");
            case "/landing" -> Answered.of(500, "no template");
            case "/api/v2/health" ->
                Answered.of(
                        200,
                        "{\"status\":\"Healthy\",\"totalDuration\":\"00:00:00.79\",\"entries\":{\"diskstorage\":{\"data\":{},\"status\":\"Healthy\"},\"license\":{\"data\":{},\"status\":\"Healthy\"}}}");
            default -> Answered.of(200, "fine");
        };
    }

    private static Answered run(Instant at, String process, String server) {
        return Answered.of(
                200,
                "{\"status\":\"ok\",\"lastrun\":\"" + at + "\",\"frequency\":10,\"process\":\"" + process
                        + "\",\"server\":\"" + server + "\"}");
    }

    private static Answered sleeping(Instant now) {
        String start = now.minus(minutes(30)).toString().substring(11, 16);
        return Answered.of(
                200,
                "{\"status\":\"ok\",\"lastrun\":\"" + now.minus(minutes(31))
                        + "\",\"frequency\":10,\"process\":\"export\","
                        + "\"server\":\"batch-1\",\"sleep\":[{\"start\":\"" + start + "\",\"duration\":120}]}");
    }

    @Override
    public void close() throws Exception {
        vedette.close();
        targets.close();
        systems.close();
    }
}
