package io.vedette.camel;

import io.vedette.alert.HipChatTarget;
import io.vedette.alert.HttpTarget;
import io.vedette.alert.SentryTarget;
import io.vedette.alert.SlackTarget;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** What notify routes refer to by name: the targets' texts and the readers of their answers. */
final class TargetBeans {

    private TargetBeans() {}

    static Map<String, Object> of(Settings settings, Secrets secrets, Clock clock) {
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("targetAddress", new TargetAddress());
        beans.put("replyReader", new ReplyReader(secrets));
        beans.put("httpTarget", new HttpTarget(clock));
        beans.put("slackTarget", slack(settings.slack(), clock));
        Settings.HipChat hipchat = settings.hipchat();
        beans.put(
                "hipchatTarget",
                new HipChatTarget(new HipChatTarget.Settings(
                        hipchat.url().toString(), hipchat.room().orElse(""))));
        Settings.Sentry sentry = settings.sentry();
        sentry.dsn()
                .ifPresent(dsn -> beans.put(
                        "sentryTarget",
                        new SentryTarget(
                                new SentryTarget.Settings(
                                        dsn,
                                        sentry.environment().orElse(""),
                                        sentry.release().orElse("")),
                                clock)));
        return beans;
    }

    private static SlackTarget slack(Settings.Slack slack, Clock clock) {
        return new SlackTarget(
                new SlackTarget.Settings(
                        slack.channel().orElse(""),
                        slack.user().orElse(""),
                        slack.emoji().orElse("")),
                clock);
    }
}
