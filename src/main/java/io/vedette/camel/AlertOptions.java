package io.vedette.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What a target of {@code vedette:alerts} wants to be notified of, when, and in which words. */
@UriParams
public class AlertOptions {

    @UriParam(
            label = "consumer",
            description = "A comma list of the groups of checks that the target is notified of; all when not set")
    private String groups;

    @UriParam(label = "consumer", description = "The least state that it is notified of: degraded or error")
    private String minStatus;

    @UriParam(
            label = "consumer",
            description = "It is notified only of problems that last longer and that nobody acknowledged")
    private String after;

    @UriParam(label = "consumer", description = "Its hours, as in maintenance; always when not set")
    private String active;

    @UriParam(label = "consumer", description = "Whether it is reminded: true, false, or the least time between two")
    private String reminders;

    @UriParam(
            label = "consumer",
            description = "Changes within this time make one message; vedette.group-window when not set")
    private String groupWindow;

    @UriParam(
            label = "consumer",
            description = "The headline in the language simple over the fields of the alert; built in when not set")
    private String title;

    @UriParam(label = "consumer", description = "The details likewise")
    private String text;

    public String getGroups() {
        return groups;
    }

    public void setGroups(String groups) {
        this.groups = groups;
    }

    public String getMinStatus() {
        return minStatus;
    }

    public void setMinStatus(String minStatus) {
        this.minStatus = minStatus;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }

    public String getActive() {
        return active;
    }

    public void setActive(String active) {
        this.active = active;
    }

    public String getReminders() {
        return reminders;
    }

    public void setReminders(String reminders) {
        this.reminders = reminders;
    }

    public String getGroupWindow() {
        return groupWindow;
    }

    public void setGroupWindow(String groupWindow) {
        this.groupWindow = groupWindow;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    /** Returns what its target wants to be notified of, when, and in which words: those of the options that are set. */
    Map<String, String> wishes(String tags) {
        Map<String, String> given = new LinkedHashMap<>();
        put("groups", groups, given);
        put("tags", tags, given);
        put("minStatus", minStatus, given);
        put("after", after, given);
        put("active", active, given);
        put("reminders", reminders, given);
        put("groupWindow", groupWindow, given);
        put("title", title, given);
        put("text", text, given);
        return given;
    }

    private static void put(String name, String value, Map<String, String> given) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
