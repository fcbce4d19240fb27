package io.vedette.target;

import io.vedette.alert.HipChatTarget;
import io.vedette.alert.HttpTarget;
import io.vedette.alert.SentryTarget;
import io.vedette.alert.SlackTarget;
import io.vedette.alert.TargetProtocol;
import io.vedette.config.settings.TargetSettings;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The kinds of targets, a row each: the settings that set one up, and the protocol it speaks. All else that a kind needs is its
 * route.
 */
public enum TargetKind {
    SLACK(
            TargetSettings.SLACK,
            (given, clock) -> new SlackTarget(
                    new SlackTarget.Settings(given.apply("channel"), given.apply("user"), given.apply("emoji")),
                    clock)),
    SENTRY(
            TargetSettings.SENTRY,
            (given, clock) -> new SentryTarget(
                    new SentryTarget.Settings(given.apply("dsn"), given.apply("environment"), given.apply("release")),
                    clock)),
    HIPCHAT(
            TargetSettings.HIPCHAT,
            (given, clock) ->
                    new HipChatTarget(new HipChatTarget.Settings(given.apply("url"), given.apply("room")), clock)),
    /** Any HTTP service; the default of routes that name no kind. */
    WEBHOOK(TargetSettings.WEBHOOK, (given, clock) -> new HttpTarget(clock));

    /** Creates a target's protocol from its values; a missing value is empty. */
    private interface Maker {
        TargetProtocol make(Function<String, String> given, Clock clock);
    }

    private final TargetSettings settings;
    private final Maker maker;

    TargetKind(TargetSettings settings, Maker maker) {
        this.settings = settings;
        this.maker = maker;
    }

    /**
     * Returns the values of the target that the settings set up.
     *
     * @param properties all settings by key
     */
    public Map<String, String> values(Map<String, String> properties) {
        return settings.in(properties);
    }

    /**
     * Returns the protocol of a target with these values.
     *
     * @throws IllegalArgumentException if a value is missing or cannot be used; the message shows no value
     */
    public TargetProtocol protocol(Map<String, String> values, Clock clock) {
        return maker.make(name -> values.getOrDefault(name, ""), clock);
    }

    /** Returns the kind's name as in configuration: {@code slack}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
