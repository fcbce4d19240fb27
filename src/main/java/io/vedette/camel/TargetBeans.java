package io.vedette.camel;

import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.target.TargetKind;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The beans that the shipped notify routes named before {@link TargetCall}. They stay in the runnable jar alone, under their
 * old names, because operators have copies of those routes.
 */
final class TargetBeans {

    private TargetBeans() {}

    static Map<String, Object> of(Settings settings, Secrets secrets, Clock clock) {
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("targetAddress", new TargetAddress());
        beans.put("replyReader", new ReplyReader(secrets));
        beans.put("httpTarget", protocol(TargetKind.WEBHOOK, settings, clock));
        beans.put("slackTarget", protocol(TargetKind.SLACK, settings, clock));
        beans.put("hipchatTarget", protocol(TargetKind.HIPCHAT, settings, clock));
        if (!settings.properties().get(SettingKey.SENTRY_DSN.key()).isEmpty()) {
            beans.put("sentryTarget", protocol(TargetKind.SENTRY, settings, clock));
        }
        return beans;
    }

    private static Object protocol(TargetKind kind, Settings settings, Clock clock) {
        return kind.protocol(kind.values(settings.properties()), clock);
    }
}
