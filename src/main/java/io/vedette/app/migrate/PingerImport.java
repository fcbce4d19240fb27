package io.vedette.app.migrate;

import io.vedette.check.CheckYaml;
import io.vedette.config.settings.Braces;
import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes settings and checks of py-pinger's {@code pinger.ini}. Where its code did something else than its README says,
 * the README holds, and a note says so. A value in angle brackets, as the template has them, counts as not filled in.
 */
public final class PingerImport {

    private static final Map<String, Set<String>> KEYS = Map.of(
            "main", Set.of("debug", "debug_now", "only_log", "greeting", "interval", "error_interval"),
            "hipchat", Set.of("room", "auth", "emoji"),
            "slack", Set.of("url", "channel", "token", "user", "emoji"),
            "sentry", Set.of("url"),
            "token_auth", Set.of("username", "password", "url", "header", "token"),
            "urls", Set.of("prod", "dev"));
    private static final String SLACK_URL = "https://slack.com/api/chat.postMessage";

    private final String file;
    private final IniFile ini;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<CheckYaml> checks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private PingerImport(String file, IniFile ini) {
        this.file = file;
        this.ini = ini;
    }

    /** @param file the file as the operator calls it */
    public static Migration of(String text, String file) {
        IniFile ini = IniFile.parse(text, file);
        if (!ini.problems().isEmpty()) {
            return Migration.failed(file, ini.problems());
        }
        return new PingerImport(file, ini).migrate();
    }

    private Migration migrate() {
        onlyLog();
        boolean debug = flag("debug").orElse(false);
        urls(debug);
        seconds("interval", "vedette.interval");
        seconds("error_interval", "vedette.error-interval");
        greeting();
        debugNow(debug);
        slack();
        sentry();
        hipchat();
        auth();
        notes.add("web server: py-pinger listened on every address, Vedette on 127.0.0.1:3002; see vedette.http.host");
        unknown();
        return new Migration(file, settings, checks, notes, problems);
    }

    /** The code of py-pinger did the opposite of what its README says. */
    private void onlyLog() {
        boolean onlyLog = flag("only_log").orElse(false);
        set("vedette.only-log", String.valueOf(onlyLog));
        notes.add(
                onlyLog
                        ? "only_log=true: INVERTED in py-pinger, which then notified Slack and HipChat. Here its README holds:"
                                + " nothing leaves this machine; vedette.only-log=false sends alerts"
                        : "only_log=false: INVERTED in py-pinger, which then notified only Sentry. Here its README holds:"
                                + " alerts go to every configured target; vedette.only-log=true keeps them in the log");
    }

    private void urls(boolean debug) {
        List<String> prod = list("prod");
        List<String> dev = list("dev");
        if ((debug ? dev : prod).isEmpty()) {
            notes.add("[urls] " + (debug ? "dev" : "prod") + ": names no URL, so nothing is watched");
        }
        if (debug) {
            set("vedette.debug", "true");
            set("vedette.urls", String.join(", ", prod));
            set("vedette.dev-urls", String.join(", ", dev));
            notes.add(
                    "debug=true: the dev URLs are watched, by vedette.dev-urls; set vedette.debug=false for the prod ones"
                            + " (vedette.urls)");
            return;
        }
        for (String url : prod) {
            String name = MaskedUrl.of(url);
            long same = checks.stream()
                    .filter(check -> check.name().startsWith(name))
                    .count();
            boolean taken = checks.stream().anyMatch(check -> check.name().equals(name));
            checks.add(new CheckYaml(taken ? name + " #" + (same + 1) : name, "task", Map.of("url", url)));
        }
        if (!dev.isEmpty()) {
            set("vedette.dev-urls", String.join(", ", dev));
            notes.add(
                    "[urls] dev: kept in vedette.dev-urls, watched besides routes/checks.yaml with vedette.debug=true");
        }
    }

    private void seconds(String key, String setting) {
        value("main", key).ifPresent(value -> {
            if (value.text().matches("0*[1-9]\\d{0,8}")) {
                set(setting, Integer.parseInt(value.text()) + "s");
            } else {
                problem(value, key, "\"" + value.text() + "\" is not a number of seconds");
            }
        });
        if (key.equals("error_interval")) {
            notes.add("error_interval: a failing task is still asked every interval; this only spaces out alerts,"
                    + " and a recovery is sent at once");
        }
    }

    private void greeting() {
        value("main", "greeting").ifPresent(value -> {
            set("vedette.greeting", value.text());
            notes.add("greeting: py-pinger never sent it; Vedette sends it at start, and a farewell at stop");
        });
    }

    private void debugNow(boolean debug) {
        value("main", "debug_now")
                .filter(value -> !value.text().toLowerCase(Locale.ROOT).matches("false|no|off|0"))
                .ifPresent(
                        value -> notes.add("debug_now: left out, py-pinger never read it; vedette.debug-now makes the"
                                + " check command judge by another time"));
    }

    private void slack() {
        if (!isComplete("slack", "token", "channel")) {
            return;
        }
        take("slack", "token", "vedette.slack.token");
        take("slack", "channel", "vedette.slack.channel");
        take("slack", "user", "vedette.slack.user");
        take("slack", "emoji", "vedette.slack.emoji");
        value("slack", "url")
                .filter(value -> !value.text().equals(SLACK_URL))
                .ifPresent(value -> url(value, "url", "vedette.slack.url"));
    }

    private void sentry() {
        if (!isComplete("sentry", "url")) {
            return;
        }
        IniFile.Value dsn = value("sentry", "url").orElseThrow();
        if (dsn.text().matches("https?://[^/@\\s:]+(:[^/@\\s]*)?@[^/@\\s]+/\\S+")) {
            take("sentry", "url", "vedette.sentry.dsn");
        } else {
            problem(dsn, "url", "is not a Sentry DSN such as https://KEY@HOST/PROJECT (the value is not shown)");
        }
    }

    private void hipchat() {
        value("hipchat", "emoji").ifPresent(emoji -> notes.add("[hipchat] emoji: left out, it has no counterpart"));
        if (isComplete("hipchat", "room", "auth")) {
            take("hipchat", "room", "vedette.hipchat.room");
            take("hipchat", "auth", "vedette.hipchat.auth");
            notes.add("[hipchat]: HipChat's own service ended in 2019; vedette.hipchat.url names a compatible server");
        }
    }

    private void auth() {
        if (!ini.sections().containsKey("token_auth")) {
            return;
        }
        boolean isStatic = value("token_auth", "token").isPresent();
        if (!isStatic && !isComplete("token_auth", "url", "username", "password")) {
            return;
        }
        take("token_auth", "header", "vedette.auth.header");
        if (isStatic) {
            take("token_auth", "token", "vedette.auth.token");
            notes.add("[token_auth] token: taken as its README says; py-pinger's code never read it");
        } else {
            url(value("token_auth", "url").orElseThrow(), "url", "vedette.auth.url");
            take("token_auth", "username", "vedette.auth.username");
            take("token_auth", "password", "vedette.auth.password");
            notes.add(
                    "[token_auth]: py-pinger logged in before every request; here the token is kept until it is refused"
                            + " or expires");
        }
    }

    private void unknown() {
        ini.sections().forEach((section, values) -> {
            Set<String> known = KEYS.get(section);
            if (known == null) {
                notes.add("[" + section + "]: left out, py-pinger has no such section"
                        + Nearest.hint(section, KEYS.keySet()));
                return;
            }
            values.forEach((key, value) -> {
                if (!known.contains(key)) {
                    notes.add("[" + section + "] " + key + " (line " + value.line()
                            + "): left out, py-pinger has no such key"
                            + Nearest.hint(key, known));
                }
            });
        });
    }

    /** Whether a section says all that is needed; a note when it says only a part, or nothing. */
    private boolean isComplete(String section, String... keys) {
        if (!ini.sections().containsKey(section)) {
            return false;
        }
        List<String> missing =
                Arrays.stream(keys).filter(key -> value(section, key).isEmpty()).toList();
        if (!missing.isEmpty()) {
            notes.add("[" + section + "]: left out, as " + String.join(", ", missing)
                    + (missing.size() == 1 ? " is" : " are") + " not filled in");
        }
        return missing.isEmpty();
    }

    private Optional<Boolean> flag(String key) {
        return value("main", key).flatMap(value -> switch (value.text().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of(true);
            case "false", "no", "off", "0" -> Optional.of(false);
            default -> {
                problem(value, key, "\"" + value.text() + "\" is neither true nor false");
                yield Optional.empty();
            }
        });
    }

    private List<String> list(String key) {
        Optional<IniFile.Value> value = value("urls", key);
        Set<String> urls = new LinkedHashSet<>();
        for (String url : value.map(IniFile.Value::text).orElse("").split("[,\\s]+")) {
            if (url.isEmpty()) {
                continue;
            }
            if (!urls.add(url)) {
                notes.add("[urls] " + key + ": " + MaskedUrl.of(url) + " is given twice, and watched once");
            }
            check(url, value.orElseThrow(), key);
        }
        return List.copyOf(urls);
    }

    private void url(IniFile.Value value, String key, String setting) {
        check(value.text(), value, key);
        set(setting, value.text());
    }

    private void check(String url, IniFile.Value value, String key) {
        try {
            Parameters.httpUrl(url);
        } catch (IllegalArgumentException e) {
            problem(value, key, e.getMessage());
        }
    }

    private void take(String section, String key, String setting) {
        value(section, key).ifPresent(value -> set(setting, value.text()));
    }

    /** A value that is filled in, in one line or several. */
    private Optional<IniFile.Value> value(String section, String key) {
        Optional<IniFile.Value> value = ini.value(section, key)
                .map(raw -> new IniFile.Value(raw.text().strip(), raw.line()))
                .filter(one -> !one.text().isEmpty() && !one.text().matches("<.*>"));
        return value;
    }

    private void set(String key, String value) {
        if (!value.isEmpty()) {
            settings.put(key, Braces.escaped(value));
        }
    }

    private void problem(IniFile.Value value, String key, String message) {
        Problem problem = Problem.error(file, value.line(), key, message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
