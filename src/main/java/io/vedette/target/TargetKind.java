package io.vedette.target;

import io.vedette.alert.AlertmanagerTarget;
import io.vedette.alert.DiscordTarget;
import io.vedette.alert.EmailTarget;
import io.vedette.alert.GoogleChatTarget;
import io.vedette.alert.HipChatTarget;
import io.vedette.alert.HttpTarget;
import io.vedette.alert.MattermostTarget;
import io.vedette.alert.NtfyTarget;
import io.vedette.alert.OpsgenieTarget;
import io.vedette.alert.PagerDutyTarget;
import io.vedette.alert.PushoverTarget;
import io.vedette.alert.SentryTarget;
import io.vedette.alert.SlackTarget;
import io.vedette.alert.TargetProtocol;
import io.vedette.alert.TeamsTarget;
import io.vedette.alert.TelegramTarget;
import io.vedette.alert.TwilioTarget;
import io.vedette.alert.WebhookTarget;
import io.vedette.config.settings.TargetSettings;
import io.vedette.config.values.Parameters;
import io.vedette.process.OptionalLibrary;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The kinds of targets, a row each: the protocol that one speaks, which of its values are secrets, and which settings set one up
 * where settings can. All else that a kind needs is its template, {@code notify-KIND}.
 */
public enum TargetKind {
    SLACK(TargetSettings.SLACK, SlackTarget::ofSettings, SlackTarget::of, "token", "webhookUrl"),
    SENTRY(TargetSettings.SENTRY, SentryTarget::of, SentryTarget::of, "dsn"),
    HIPCHAT(TargetSettings.HIPCHAT, HipChatTarget::ofSettings, HipChatTarget::of, "auth"),
    /** Any HTTP service; what a target is that says nothing else. */
    WEBHOOK(TargetSettings.WEBHOOK, (given, clock) -> new HttpTarget(clock), WebhookTarget::of, "url", "secret"),
    /** Mails, handed to a server by SMTP. */
    EMAIL(
            TargetSettings.EMAIL,
            (given, clock) -> new HttpTarget(clock),
            (given, clock) -> EmailTarget.of(given),
            "password"),
    /** The log of this machine: its route writes it, and nothing leaves. */
    LOG((given, clock) -> new HttpTarget(clock)),
    /** Any Camel endpoint. */
    URI((given, clock) -> {
        given.required("uri");
        return new HttpTarget(clock);
    }),
    TEAMS(TeamsTarget::of, "url"),
    DISCORD(DiscordTarget::of, "webhookUrl"),
    TELEGRAM(TelegramTarget::of, "token"),
    MATTERMOST(MattermostTarget::of, "webhookUrl"),
    GOOGLE_CHAT(GoogleChatTarget::of, "webhookUrl"),
    NTFY(NtfyTarget::of, "token", "password"),
    PUSHOVER(PushoverTarget::of, "token", "user"),
    PAGERDUTY(PagerDutyTarget::of, "routingKey"),
    OPSGENIE(OpsgenieTarget::of, "apiKey"),
    TWILIO(TwilioTarget::of, "authToken"),
    ALERTMANAGER(AlertmanagerTarget::of, "password");

    private static final Pattern DASH = Pattern.compile("-(.)");

    /**
     * Makes a target's protocol of its values. It asks for each by its name, and notes there what is wrong with it; what it makes
     * of values that are wrong is used by nobody. An {@link IllegalArgumentException} is for what is wrong with several of
     * them together; its message shows none.
     */
    private interface Maker extends BiFunction<Parameters, Clock, TargetProtocol> {}

    private final Optional<TargetSettings> settings;
    private final Maker ofOwnRoutes;
    private final Maker maker;
    private final Set<String> secrets;

    /**
     * A kind that settings can set up.
     *
     * @param ofOwnRoutes makes what a route speaks that sends its requests by itself, and needs no value for that
     */
    TargetKind(TargetSettings settings, Maker ofOwnRoutes, Maker maker, String... secrets) {
        this.settings = Optional.of(settings);
        this.ofOwnRoutes = ofOwnRoutes;
        this.maker = maker;
        this.secrets = Set.of(secrets);
    }

    /**
     * A kind of which every target has its own route.
     *
     * @param secrets the values that must be shown nowhere
     */
    TargetKind(Maker maker, String... secrets) {
        this.settings = Optional.empty();
        this.ofOwnRoutes = (given, clock) -> new HttpTarget(clock);
        this.maker = maker;
        this.secrets = Set.of(secrets);
    }

    /**
     * Returns the values of the target that settings set up, by the names of its template's parameters; none where settings set up
     * none.
     *
     * @param properties all settings by key
     */
    public Map<String, String> values(Map<String, String> properties) {
        Map<String, String> values = new HashMap<>();
        settings.ifPresent(known -> known.in(properties).forEach((name, value) -> values.put(parameter(name), value)));
        return values;
    }

    /** Returns the settings that set one up. */
    public Optional<TargetSettings> settings() {
        return settings;
    }

    /** Returns the kind that these settings set up. */
    public static TargetKind of(TargetSettings settings) {
        return Arrays.stream(values())
                .filter(kind -> kind.settings.filter(settings::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** @throws IllegalArgumentException when a library is missing that it cannot do without */
    public void require() {
        if (this == SENTRY) {
            OptionalLibrary.SENTRY.require();
        }
    }

    /** Returns the protocol for a route of an operator's own, which makes the requests itself and may need no value. */
    public TargetProtocol protocol(Map<String, String> values, Clock clock) {
        return ofOwnRoutes.apply(new Parameters(values), clock);
    }

    /**
     * Returns the protocol of a target with these values.
     *
     * @param given is told what is wrong with a value; then the answer is empty, or not to be used
     */
    public Optional<TargetProtocol> protocol(Parameters given, Clock clock) {
        try {
            return Optional.of(maker.apply(given, clock));
        } catch (IllegalArgumentException e) {
            if (given.isFaultless()) {
                given.problem("parameters", e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** Returns whether a value of that name must be shown nowhere. */
    public boolean isSecret(String parameter) {
        return secrets.contains(parameter);
    }

    /** Returns the name of its template: {@code notify-slack}. */
    public String template() {
        return "notify-" + this;
    }

    /** {@code webhook-url} as parameters are written: {@code webhookUrl}. */
    private static String parameter(String setting) {
        return DASH.matcher(setting).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    /** Returns the kind's name as in configuration: {@code slack}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
