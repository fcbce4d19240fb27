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
 * Lists the kinds of targets, a row each: which settings set one up, and how it is spoken to. All else that a kind needs is
 * its route.
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
    /** Any HTTP service; what a target is that says nothing else. */
    WEBHOOK(TargetSettings.WEBHOOK, (given, clock) -> new HttpTarget(clock));

    /** Makes a target's protocol of its values; one that is not given is empty. */
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
     * Returns the values of the target that settings set up.
     *
     * @param properties all settings by key
     */
    public Map<String, String> values(Map<String, String> properties) {
        return settings.in(properties);
    }

    /**
     * Returns how a target of these values is spoken to.
     *
     * @throws IllegalArgumentException when a value is missing or cannot be used; the message shows none
     */
    public TargetProtocol protocol(Map<String, String> values, Clock clock) {
        return maker.make(name -> values.getOrDefault(name, ""), clock);
    }

    /** Returns the kind's name as it is written: {@code slack}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
