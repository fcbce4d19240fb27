package io.vedette.config.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Lists the targets that settings alone set up, a row each: with all settings of one of its ways the target is there. What else
 * starts with its name, such as {@code vedette.slack.user}, is optional.
 */
public enum TargetSettings {
    SLACK(List.of(SettingKey.SLACK_TOKEN, SettingKey.SLACK_CHANNEL), List.of(SettingKey.SLACK_WEBHOOK_URL)),
    SENTRY(List.of(SettingKey.SENTRY_DSN)),
    HIPCHAT(List.of(SettingKey.HIPCHAT_ROOM, SettingKey.HIPCHAT_AUTH)),
    WEBHOOK(List.of(SettingKey.WEBHOOK_URL)),
    EMAIL(List.of(SettingKey.EMAIL_TO, SettingKey.EMAIL_FROM, SettingKey.EMAIL_SERVER));

    /** The target that is always there. */
    public static final String LOG = "log";

    private final List<List<SettingKey>> ways;

    @SafeVarargs
    TargetSettings(List<SettingKey>... ways) {
        this.ways = List.of(ways);
    }

    /** Returns the target's name: {@code slack}. */
    public String target() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what the keys of its settings start with: {@code vedette.slack.}. */
    public String prefix() {
        return SettingKey.PREFIX + target() + ".";
    }

    /** Returns the ways to set it up; the first one counts where several are complete. */
    List<List<SettingKey>> ways() {
        return ways;
    }

    /** Returns its values by what stands after the prefix, defaults filled in, empty where there is none. */
    public Map<String, String> in(Map<String, String> properties) {
        return properties.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix()))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix().length()), Entry::getValue));
    }

    private boolean isConfigured(Map<String, String> properties) {
        Predicate<SettingKey> isGiven =
                key -> !properties.getOrDefault(key.key(), "").isEmpty();
        return ways.stream().anyMatch(way -> way.stream().allMatch(isGiven));
    }

    /** Returns all targets, the log first, and whether alerts go there; with {@code only-log} to the log alone. */
    static Map<String, Boolean> configured(Map<String, String> properties, boolean onlyLog) {
        Map<String, Boolean> targets = new LinkedHashMap<>();
        targets.put(LOG, true);
        Arrays.stream(values()).forEach(one -> targets.put(one.target(), !onlyLog && one.isConfigured(properties)));
        return targets;
    }
}
