// Generated from the templates and rules by OptionsTest; do not edit.
package io.vedette.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of {@code vedette:observe} that describe its check, as text; read strictly when its route is added. */
@UriParams
public class CheckOptions {

    @UriParam(label = "producer", description = "Rules http, json: Degraded if the server's certificate expires within this many days; 0 turns it off.")
    private String certificateDays;

    @UriParam(label = "producer", description = "Rule json: JSONPath of an object of components by name, or of an array of components with names.")
    private String componentsPath;

    @UriParam(label = "producer", description = "Rules json, sql: What must be true: one predicate per line, in any of Camel's languages (jsonpath, simple, other:...).")
    private String condition;

    @UriParam(label = "producer", description = "Rules http, json: A text that the body must contain; upper and lower case differ.")
    private String contains;

    @UriParam(label = "producer", description = "Rules http, json: A text that the body must not contain; upper and lower case differ.")
    private String containsNot;

    @UriParam(label = "producer", description = "Rules health, json: A comma list of words that mean degraded, in addition to those of all health dialects.")
    private String degradedValues;

    @UriParam(label = "producer", description = "The check whose failure mutes the problems of this one.")
    private String dependsOn;

    @UriParam(label = "producer", description = "Rules domain, tls: Error if a certificate expires within this many days; 0 turns it off.")
    private String errorDays;

    @UriParam(label = "producer", description = "The least time between two problem alerts to one target, such as 8m; vedette.error-interval when not set.")
    private String errorInterval;

    @UriParam(label = "producer", description = "The longest time between two messages, such as 5m: when none comes within it, that is an error of the check.")
    private String expectEvery;

    @UriParam(label = "producer", description = "Rule dns: A comma list of values that must be among the records, as dig +short shows them; put one that has commas into double quotes.")
    private String expected;

    @UriParam(label = "producer", description = "Rules http, json: The headers that the response must have, one a line: Name, Name: value, or Name: /regular expression/.")
    private String expectedHeaders;

    @UriParam(label = "producer", description = "Rules http, json: The expected status codes: 200, 2xx, 200-204, or a comma list of these.")
    private String expectedStatus;

    @UriParam(label = "producer", description = "How many failing verdicts in a row make a problem; 1 when not set.")
    private String failureThreshold;

    @UriParam(label = "producer", description = "More changes of state than these within flapWindow make one problem, flapping; off when not set.")
    private String flapChanges;

    @UriParam(label = "producer", description = "The time in which changes are counted for flapChanges, such as 10m.")
    private String flapWindow;

    @UriParam(label = "producer", description = "Rule json: JSONPath of the minutes between two runs.")
    private String frequencyPath;

    @UriParam(label = "producer", description = "Rule heartbeat: How late a call may be.")
    private String grace;

    @UriParam(label = "producer", description = "The group under which the check is shown.")
    private String group;

    @UriParam(label = "producer", description = "Rule json: JSONPath of the date of the last run: ISO 8601, RFC 1123, Go's format, or epoch.")
    private String lastRunPath;

    @UriParam(label = "producer", description = "Windows in which no problems are sent, such as daily 02:00-04:00 Europe/Zurich; none when not set.")
    private String maintenance;

    @UriParam(label = "producer", description = "Rules http, json: A regular expression that must be found in the body.")
    private String matches;

    @UriParam(label = "producer", description = "Rules avalanche-liveness, json: The longest time since the last run if the body has no frequency, such as 2h; 10m without both.")
    private String maxAge;

    @UriParam(label = "producer", description = "Rule avalanche-liveness: The most failures in a row of a failing check that make the node degraded, not an error.")
    private String maxContiguousFailures;

    @UriParam(label = "producer", description = "Rule ping: The percentage of requests that may stay without an answer.")
    private String maxLoss;

    @UriParam(label = "producer", description = "Rules http, json: The longest time of a complete response, such as 2s; a slower one is degraded.")
    private String maxResponseTime;

    @UriParam(label = "producer", description = "Rule ping: The longest average time of an answer, such as 100ms; more is degraded.")
    private String maxRoundTrip;

    @UriParam(label = "producer", description = "Rule heartbeat: The longest time from /start to the call at the end, such as 2h; a longer run is degraded.")
    private String maxRunTime;

    @UriParam(label = "producer", description = "A comma list of the targets to notify; all that there are when not set.")
    private String notify;

    @UriParam(label = "producer", description = "Rules health, json: A comma list of words that mean ok; without it and degradedValues, those of all health dialects.")
    private String okValues;

    @UriParam(label = "producer", description = "Rule heartbeat: The time between two calls, such as 1h; or give a schedule.")
    private String period;

    @UriParam(label = "producer", description = "How important it is among checks with a problem, from 1 (first) to 9; last when not set.")
    private String priority;

    @UriParam(name = "public", label = "producer", description = "Whether the check is shown on the public status page; false when not set.")
    private String published;

    @UriParam(label = "producer", description = "What outsiders read on the status page in place of its name.")
    private String publicName;

    @UriParam(label = "producer", description = "Rule json: JSONPath of an explanation that is added to the message.")
    private String reasonPath;

    @UriParam(label = "producer", description = "Rule heartbeat: When the job runs, instead of period: a cron expression such as 0 3 * * *; a call is expected after each time.")
    private String schedule;

    @UriParam(label = "producer", description = "Rule json: JSONPath of sleep windows, as in tasks: [{start: HH:MM:SS, duration: minutes}], UTC.")
    private String sleepPath;

    @UriParam(label = "producer", description = "Rule json: JSONPath of the status word, such as $.status; if it selects several, all must be ok.")
    private String statusPath;

    @UriParam(label = "producer", description = "How many good verdicts in a row end a problem; 1 when not set.")
    private String successThreshold;

    @UriParam(label = "consumer,producer", description = "A comma list of words to filter by; for vedette:alerts: the target is notified of checks with one of them.")
    private String tags;

    @UriParam(label = "producer", description = "Rule heartbeat: The time zone of the schedule, such as Europe/Zurich; UTC if left out.")
    private String timeZone;

    @UriParam(label = "producer", description = "The longest time that judging a message may take, such as 10s; vedette.timeout when not set.")
    private String timeout;

    @UriParam(label = "producer", description = "Rule dns: The type of record.")
    private String type;

    @UriParam(label = "producer", description = "The address that is shown with the check; nothing is asked there.")
    private String url;

    @UriParam(label = "producer", description = "Rules domain, tls: Degraded if a certificate expires within this many days; 0 turns it off.")
    private String warnDays;

    /** Returns those that are set, by their names. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("certificateDays", certificateDays);
        given.put("componentsPath", componentsPath);
        given.put("condition", condition);
        given.put("contains", contains);
        given.put("containsNot", containsNot);
        given.put("degradedValues", degradedValues);
        given.put("dependsOn", dependsOn);
        given.put("errorDays", errorDays);
        given.put("errorInterval", errorInterval);
        given.put("expectEvery", expectEvery);
        given.put("expected", expected);
        given.put("expectedHeaders", expectedHeaders);
        given.put("expectedStatus", expectedStatus);
        given.put("failureThreshold", failureThreshold);
        given.put("flapChanges", flapChanges);
        given.put("flapWindow", flapWindow);
        given.put("frequencyPath", frequencyPath);
        given.put("grace", grace);
        given.put("group", group);
        given.put("lastRunPath", lastRunPath);
        given.put("maintenance", maintenance);
        given.put("matches", matches);
        given.put("maxAge", maxAge);
        given.put("maxContiguousFailures", maxContiguousFailures);
        given.put("maxLoss", maxLoss);
        given.put("maxResponseTime", maxResponseTime);
        given.put("maxRoundTrip", maxRoundTrip);
        given.put("maxRunTime", maxRunTime);
        given.put("notify", notify);
        given.put("okValues", okValues);
        given.put("period", period);
        given.put("priority", priority);
        given.put("public", published);
        given.put("publicName", publicName);
        given.put("reasonPath", reasonPath);
        given.put("schedule", schedule);
        given.put("sleepPath", sleepPath);
        given.put("statusPath", statusPath);
        given.put("successThreshold", successThreshold);
        given.put("tags", tags);
        given.put("timeZone", timeZone);
        given.put("timeout", timeout);
        given.put("type", type);
        given.put("url", url);
        given.put("warnDays", warnDays);
        given.values().removeIf(value -> value == null);
        return given;
    }

    public String getCertificateDays() {
        return certificateDays;
    }

    public void setCertificateDays(String certificateDays) {
        this.certificateDays = certificateDays;
    }

    public String getComponentsPath() {
        return componentsPath;
    }

    public void setComponentsPath(String componentsPath) {
        this.componentsPath = componentsPath;
    }

    public String getCondition() {
        return condition;
    }

    public void setCondition(String condition) {
        this.condition = condition;
    }

    public String getContains() {
        return contains;
    }

    public void setContains(String contains) {
        this.contains = contains;
    }

    public String getContainsNot() {
        return containsNot;
    }

    public void setContainsNot(String containsNot) {
        this.containsNot = containsNot;
    }

    public String getDegradedValues() {
        return degradedValues;
    }

    public void setDegradedValues(String degradedValues) {
        this.degradedValues = degradedValues;
    }

    public String getDependsOn() {
        return dependsOn;
    }

    public void setDependsOn(String dependsOn) {
        this.dependsOn = dependsOn;
    }

    public String getErrorDays() {
        return errorDays;
    }

    public void setErrorDays(String errorDays) {
        this.errorDays = errorDays;
    }

    public String getErrorInterval() {
        return errorInterval;
    }

    public void setErrorInterval(String errorInterval) {
        this.errorInterval = errorInterval;
    }

    public String getExpectEvery() {
        return expectEvery;
    }

    public void setExpectEvery(String expectEvery) {
        this.expectEvery = expectEvery;
    }

    public String getExpected() {
        return expected;
    }

    public void setExpected(String expected) {
        this.expected = expected;
    }

    public String getExpectedHeaders() {
        return expectedHeaders;
    }

    public void setExpectedHeaders(String expectedHeaders) {
        this.expectedHeaders = expectedHeaders;
    }

    public String getExpectedStatus() {
        return expectedStatus;
    }

    public void setExpectedStatus(String expectedStatus) {
        this.expectedStatus = expectedStatus;
    }

    public String getFailureThreshold() {
        return failureThreshold;
    }

    public void setFailureThreshold(String failureThreshold) {
        this.failureThreshold = failureThreshold;
    }

    public String getFlapChanges() {
        return flapChanges;
    }

    public void setFlapChanges(String flapChanges) {
        this.flapChanges = flapChanges;
    }

    public String getFlapWindow() {
        return flapWindow;
    }

    public void setFlapWindow(String flapWindow) {
        this.flapWindow = flapWindow;
    }

    public String getFrequencyPath() {
        return frequencyPath;
    }

    public void setFrequencyPath(String frequencyPath) {
        this.frequencyPath = frequencyPath;
    }

    public String getGrace() {
        return grace;
    }

    public void setGrace(String grace) {
        this.grace = grace;
    }

    public String getGroup() {
        return group;
    }

    public void setGroup(String group) {
        this.group = group;
    }

    public String getLastRunPath() {
        return lastRunPath;
    }

    public void setLastRunPath(String lastRunPath) {
        this.lastRunPath = lastRunPath;
    }

    public String getMaintenance() {
        return maintenance;
    }

    public void setMaintenance(String maintenance) {
        this.maintenance = maintenance;
    }

    public String getMatches() {
        return matches;
    }

    public void setMatches(String matches) {
        this.matches = matches;
    }

    public String getMaxAge() {
        return maxAge;
    }

    public void setMaxAge(String maxAge) {
        this.maxAge = maxAge;
    }

    public String getMaxContiguousFailures() {
        return maxContiguousFailures;
    }

    public void setMaxContiguousFailures(String maxContiguousFailures) {
        this.maxContiguousFailures = maxContiguousFailures;
    }

    public String getMaxLoss() {
        return maxLoss;
    }

    public void setMaxLoss(String maxLoss) {
        this.maxLoss = maxLoss;
    }

    public String getMaxResponseTime() {
        return maxResponseTime;
    }

    public void setMaxResponseTime(String maxResponseTime) {
        this.maxResponseTime = maxResponseTime;
    }

    public String getMaxRoundTrip() {
        return maxRoundTrip;
    }

    public void setMaxRoundTrip(String maxRoundTrip) {
        this.maxRoundTrip = maxRoundTrip;
    }

    public String getMaxRunTime() {
        return maxRunTime;
    }

    public void setMaxRunTime(String maxRunTime) {
        this.maxRunTime = maxRunTime;
    }

    public String getNotify() {
        return notify;
    }

    public void setNotify(String notify) {
        this.notify = notify;
    }

    public String getOkValues() {
        return okValues;
    }

    public void setOkValues(String okValues) {
        this.okValues = okValues;
    }

    public String getPeriod() {
        return period;
    }

    public void setPeriod(String period) {
        this.period = period;
    }

    public String getPriority() {
        return priority;
    }

    public void setPriority(String priority) {
        this.priority = priority;
    }

    public String getPublic() {
        return published;
    }

    public void setPublic(String published) {
        this.published = published;
    }

    public String getPublicName() {
        return publicName;
    }

    public void setPublicName(String publicName) {
        this.publicName = publicName;
    }

    public String getReasonPath() {
        return reasonPath;
    }

    public void setReasonPath(String reasonPath) {
        this.reasonPath = reasonPath;
    }

    public String getSchedule() {
        return schedule;
    }

    public void setSchedule(String schedule) {
        this.schedule = schedule;
    }

    public String getSleepPath() {
        return sleepPath;
    }

    public void setSleepPath(String sleepPath) {
        this.sleepPath = sleepPath;
    }

    public String getStatusPath() {
        return statusPath;
    }

    public void setStatusPath(String statusPath) {
        this.statusPath = statusPath;
    }

    public String getSuccessThreshold() {
        return successThreshold;
    }

    public void setSuccessThreshold(String successThreshold) {
        this.successThreshold = successThreshold;
    }

    public String getTags() {
        return tags;
    }

    public void setTags(String tags) {
        this.tags = tags;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public String getTimeout() {
        return timeout;
    }

    public void setTimeout(String timeout) {
        this.timeout = timeout;
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String getWarnDays() {
        return warnDays;
    }

    public void setWarnDays(String warnDays) {
        this.warnDays = warnDays;
    }
}
