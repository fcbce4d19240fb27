package io.vedette.app.migrate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The notifications of Uptime Kuma as targets. Source: its provider classes and their form fields, 1.23 and 2.0. */
final class KumaTargets {

    /** What says nothing of how a message looks or goes. */
    private static final Set<String> OF_THE_FORM =
            Set.of("name", "type", "isDefault", "applyExisting", "id", "userId", "ntfyAuthenticationMethod");

    private final Draft draft;
    private final Map<String, String> names = new HashMap<>();

    KumaTargets(Draft draft) {
        this.draft = draft;
    }

    /** Returns the name of the target that a notification became; empty where there is none. */
    Optional<String> name(String id) {
        return Optional.ofNullable(names.get(id));
    }

    /** @param reminds whether any of its monitors repeats what it told */
    void add(KumaRow notification, boolean reminds) {
        KumaRow config = notification.json("config");
        String place = "notification \"" + notification.text("name") + "\"";
        if (!notification.flag("active", true)) {
            draft.note(place, "not imported, it is not active");
            return;
        }
        String type = config.text("type");
        Map<String, String> parameters = parameters(type, config, place);
        if (parameters.isEmpty()) {
            draft.note(place, "not imported, there is no target for \"" + type + "\" here; notify-uri calls any other");
            return;
        }
        String template = parameters.remove("template");
        if (!reminds) {
            parameters.put("reminders", "false");
        }
        String name = draft.unique(notification.text("name"));
        names.put(notification.text("id"), name);
        draft.target(name, template, parameters);
        List<String> left = new ArrayList<>(config.left());
        left.removeAll(OF_THE_FORM);
        if (!left.isEmpty()) {
            draft.note(place, "its " + String.join(", ", left) + " not imported");
        }
    }

    private Map<String, String> parameters(String type, KumaRow config, String place) {
        return switch (type) {
            case "slack" -> Draft.parameters("template", "notify-slack", "webhookUrl", config.text("slackwebhookURL"));
            case "discord" ->
                Draft.parameters(
                        "template", "notify-discord",
                        "webhookUrl", config.text("discordWebhookUrl"),
                        "username", config.text("discordUsername"));
            case "telegram" ->
                Draft.parameters(
                        "template", "notify-telegram",
                        "token", config.text("telegramBotToken"),
                        "chatId", config.text("telegramChatID"),
                        "messageThreadId", config.text("telegramMessageThreadID"),
                        "url", config.text("telegramServerUrl"));
            case "smtp" -> smtp(config);
            case "webhook" -> {
                if (!config.text("webhookCustomBody").isEmpty()) {
                    draft.note(place, "its own body is not imported: it gets Vedette's JSON");
                } else if (config.text("webhookContentType").equals("form-data")) {
                    draft.note(place, "it gets JSON here, no form");
                }
                yield Draft.parameters(
                        "template", "notify-webhook",
                        "url", config.text("webhookURL"),
                        "headers", config.headers("webhookAdditionalHeaders"));
            }
            case "teams" -> Draft.parameters("template", "notify-teams", "url", config.text("webhookUrl"));
            case "PagerDuty" ->
                Draft.parameters("template", "notify-pagerduty", "routingKey", config.text("pagerdutyIntegrationKey"));
            case "Opsgenie" ->
                Draft.parameters(
                        "template",
                        "notify-opsgenie",
                        "apiKey",
                        config.text("opsgenieApiKey"),
                        "url",
                        config.text("opsgenieRegion").equals("eu") ? "https://api.eu.opsgenie.com" : "");
            case "ntfy" ->
                Draft.parameters(
                        "template", "notify-ntfy",
                        "url", config.text("ntfyserverurl"),
                        "topic", config.text("ntfytopic"),
                        "priority", config.text("ntfyPriority"),
                        "token", config.text("ntfyaccesstoken"),
                        "user", config.text("ntfyusername"),
                        "password", config.text("ntfypassword"));
            case "pushover" ->
                Draft.parameters(
                        "template", "notify-pushover",
                        "user", config.text("pushoveruserkey"),
                        "token", config.text("pushoverapptoken"));
            case "mattermost" ->
                Draft.parameters("template", "notify-mattermost", "webhookUrl", config.text("mattermostWebhookUrl"));
            case "GoogleChat" ->
                Draft.parameters("template", "notify-google-chat", "webhookUrl", config.text("googleChatWebhookURL"));
            default -> Map.of();
        };
    }

    private static Map<String, String> smtp(KumaRow config) {
        boolean isSecure = config.flag("smtpSecure", false);
        String port = config.text("smtpPort");
        return Draft.parameters(
                "template", "notify-email",
                "to", config.text("smtpTo"),
                "from", config.text("smtpFrom").replaceFirst("^.*<([^>]+)>.*$", "$1"),
                "server",
                        (isSecure ? "smtps://" : "smtp://")
                                + config.text("smtpHost")
                                + (port.isEmpty() ? "" : ":" + port),
                "username", config.text("smtpUsername"),
                "password", config.text("smtpPassword"),
                "startTls", isSecure ? "" : "optional");
    }
}
