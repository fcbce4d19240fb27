package io.vedette.config.settings;

import static io.vedette.config.settings.SettingKey.*;

import io.vedette.config.values.Addresses;
import io.vedette.config.values.Authority;
import io.vedette.config.values.Durations;
import io.vedette.config.values.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What settings need of each other: a target that is only half configured would lose its alerts in silence. */
final class Combinations {

    private final Settings settings;
    private final Map<String, RawSetting> given;
    private final Map<String, String> texts;
    private final Predicate<SettingKey> isSet;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param given where each value was given
     * @param texts the values, placeholders filled in
     * @param isSet whether a setting has a value, a bad one included: what is wrong with that has been reported
     */
    Combinations(
            Settings settings, Map<String, RawSetting> given, Map<String, String> texts, Predicate<SettingKey> isSet) {
        this.settings = settings;
        this.given = given;
        this.texts = texts;
        this.isSet = isSet;
    }

    List<Problem> problems() {
        targets();
        auth();
        http();
        debug();
        times();
        ClusterNeeds.tell(settings, isSet, this::error);
        return problems;
    }

    private void targets() {
        for (TargetSettings target : TargetSettings.values()) {
            target.ways().forEach(way -> incomplete(way, target));
            target.ways().stream()
                    .skip(1)
                    .map(way -> way.get(0))
                    .filter(other ->
                            isSet.test(other) && target.ways().get(0).stream().allMatch(isSet))
                    .forEach(other -> warning(
                            other,
                            "is not used, as " + target.ways().get(0).get(0).key() + " is given"));
        }
        if (settings.targets().get(TargetSettings.HIPCHAT.target()) && isHipChatCloud()) {
            warning(
                    isSet.test(HIPCHAT_URL) ? HIPCHAT_URL : HIPCHAT_ROOM,
                    "the service at api.hipchat.com ended in 2019; set " + HIPCHAT_URL.key()
                            + " to a server of your own or a compatible one");
        }
    }

    /** What the first setting of a way needs, and what has another way that is begun instead of its own first one. */
    private void incomplete(List<SettingKey> way, TargetSettings target) {
        List<SettingKey> firsts =
                target.ways().stream().map(other -> other.get(0)).toList();
        for (SettingKey other : way.subList(1, way.size())) {
            needs(way.get(0), other);
            if (isSet.test(other) && firsts.stream().noneMatch(isSet)) {
                error(
                        other,
                        "needs " + firsts.stream().map(SettingKey::key).collect(Collectors.joining(" or ")) + " too");
            }
        }
    }

    private void auth() {
        needs(AUTH_URL, AUTH_USERNAME);
        needs(AUTH_URL, AUTH_PASSWORD);
        if (!isSet.test(AUTH_URL)) {
            needs(AUTH_USERNAME, AUTH_PASSWORD);
            needs(AUTH_PASSWORD, AUTH_USERNAME);
        }
        settings.auth()
                .url()
                .filter(url -> "http".equalsIgnoreCase(url.getScheme()) && !Addresses.isLoopback(url.getHost()))
                .ifPresent(url ->
                        warning(AUTH_URL, "user and password are sent unencrypted: the address is http, not https"));
        if (isSet.test(AUTH_TOKEN) && isSet.test(AUTH_URL)) {
            warning(AUTH_URL, "is not used, as " + AUTH_TOKEN.key() + " is given");
        } else if (isSet.test(AUTH_USERNAME) && isSet.test(AUTH_PASSWORD) && !isSet.test(AUTH_URL)) {
            warning(AUTH_USERNAME, "is used only by checks with an authUrl, as " + AUTH_URL.key() + " is missing");
        }
    }

    private void http() {
        needs(HTTP_USERNAME, HTTP_PASSWORD);
        needs(HTTP_PASSWORD, HTTP_USERNAME);
        needs(HTTP_ROLE_HEADER, HTTP_USER_HEADER);
        needs(HTTP_USER_HEADER, HTTP_TRUSTED_PROXIES);
        oidc();
        HttpSettings http = settings.http();
        if (!http.isLocal()
                && !http.open()
                && !isSet.test(HTTP_USERNAME)
                && !isSet.test(HTTP_PASSWORD)
                && !isSet.test(HTTP_USERS)
                && !isSet.test(HTTP_USER_HEADER)
                && !isSet.test(HTTP_OIDC_ISSUER)
                && !isSet.test(HTTP_TOKENS)) {
            error(
                    HTTP_HOST,
                    "\"" + http.host() + "\" allows access from other machines; set " + HTTP_USERNAME.key() + " and "
                            + HTTP_PASSWORD.key() + ", or " + HTTP_TOKENS.key() + ", or " + HTTP_OPEN.key() + "=true");
        }
        if (isSet.test(HTTP_TLS_KEYSTORE)) {
            needs(HTTP_TLS_KEYSTORE, HTTP_TLS_KEYSTORE_PASSWORD);
            if (isSet.test(HTTP_TLS_CERTIFICATE)) {
                warning(HTTP_TLS_CERTIFICATE, "is not used, as " + HTTP_TLS_KEYSTORE.key() + " is given");
            }
        } else {
            needs(HTTP_TLS_KEYSTORE_PASSWORD, HTTP_TLS_KEYSTORE);
            needs(HTTP_TLS_CERTIFICATE, HTTP_TLS_KEY);
            needs(HTTP_TLS_KEY, HTTP_TLS_CERTIFICATE);
        }
    }

    private void oidc() {
        needs(HTTP_OIDC_ISSUER, HTTP_OIDC_CLIENT_ID);
        needs(HTTP_OIDC_ISSUER, HTTP_BASE_URL);
        needs(HTTP_OIDC_CLIENT_ID, HTTP_OIDC_ISSUER);
        needs(HTTP_OIDC_CLIENT_SECRET, HTTP_OIDC_ISSUER);
        needs(HTTP_OIDC_OPERATOR_CLAIM, HTTP_OIDC_ISSUER);
        needs(HTTP_OIDC_OPERATOR_CLAIM, HTTP_OIDC_OPERATORS);
        needs(HTTP_OIDC_OPERATORS, HTTP_OIDC_OPERATOR_CLAIM);
        needs(HTTP_OIDC_VIEWERS, HTTP_OIDC_OPERATOR_CLAIM);
        settings.http()
                .people()
                .oidc()
                .map(OidcSettings::issuer)
                .filter(url -> "http".equalsIgnoreCase(url.getScheme()) && !Addresses.isLoopback(url.getHost()))
                .ifPresent(url -> warning(
                        HTTP_OIDC_ISSUER,
                        "whoever can change what is sent may sign in as anybody: the address is http, not https"));
    }

    private void times() {
        if (isSet.test(TIMEOUT) && settings.timeout().compareTo(settings.interval()) > 0) {
            warning(
                    TIMEOUT,
                    shown(TIMEOUT, settings.timeout()) + " is longer than " + INTERVAL.key() + ", "
                            + shown(INTERVAL, settings.interval())
                            + ": a run may last longer than the interval, and runs in between are skipped");
        }
        if (isSet.test(ERROR_INTERVAL)
                && !settings.errorInterval().isZero()
                && settings.errorInterval().compareTo(settings.interval()) < 0) {
            warning(
                    ERROR_INTERVAL,
                    shown(ERROR_INTERVAL, settings.errorInterval()) + " is shorter than " + INTERVAL.key() + ", "
                            + shown(INTERVAL, settings.interval()) + ": each failing run may send an alert");
        }
    }

    private void debug() {
        if (settings.debug() && !settings.urls().isEmpty() && !isSet.test(DEV_URLS)) {
            warning(DEBUG, "none of " + URLS.key() + " is watched, and " + DEV_URLS.key() + " is empty");
        }
        if (settings.debugNow().isPresent() && !settings.debug()) {
            warning(DEBUG_NOW, "is for the check command; run refuses it unless " + DEBUG.key() + "=true");
        }
    }

    private void needs(SettingKey present, SettingKey other) {
        if (isSet.test(present) && !isSet.test(other)) {
            error(present, "needs " + other.key() + " too");
        }
    }

    private void error(SettingKey key, String message) {
        problems.add(given.get(key.key()).error(unseen(key, message)));
    }

    private void warning(SettingKey key, String message) {
        problems.add(given.get(key.key()).warning(unseen(key, message)));
    }

    /** Without a value that came through a placeholder, which may be a secret that was put in the wrong place. */
    private String unseen(SettingKey key, String message) {
        return Braces.unseen(message, given.get(key.key()).value(), texts.getOrDefault(key.key(), ""));
    }

    private String shown(SettingKey key, Duration duration) {
        return Optional.ofNullable(given.get(key.key()))
                .flatMap(one -> Braces.first(one.value()))
                .orElseGet(() -> Durations.format(duration));
    }

    private boolean isHipChatCloud() {
        URI url = URI.create(settings.properties().get(HIPCHAT_URL.key()));
        String host = Authority.host(url).toLowerCase(Locale.ROOT);
        return host.equals("hipchat.com") || host.endsWith(".hipchat.com");
    }
}
