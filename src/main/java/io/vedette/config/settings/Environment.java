package io.vedette.config.settings;

import io.vedette.config.values.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings that the environment gives: {@code VEDETTE_SLACK_TOKEN} stands for {@code vedette.slack.token}.
 *
 * @param given the values by key
 * @param unknown the variables that start with {@code VEDETTE_} and mean nothing
 */
record Environment(Map<String, RawSetting> given, List<String> unknown) {

    /** What a problem names as its place. */
    static final String NAME = "environment";

    private static final String PREFIX = "VEDETTE_";
    private static final Map<String, SettingKey> BY_VARIABLE = Arrays.stream(SettingKey.values())
            .collect(Collectors.toUnmodifiableMap(SettingKey::variable, Function.identity()));

    /** Read by the start script and by images. */
    private static final Set<String> OTHERS = Set.of("VEDETTE_HOME", "VEDETTE_OPTS");

    // Kubernetes and Docker give every container such variables for each service; a service named vedette, or
    // vedette-http, makes them look like settings.
    private static final Pattern SERVICE_LINK = Pattern.compile("VEDETTE(_\\w+)?_SERVICE_(HOST|PORT(_\\w+)?)"
            + "|VEDETTE(_\\w+)?_PORT_\\d+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?");
    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    static Environment of(Map<String, String> variables) {
        Map<String, RawSetting> given = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        new TreeMap<>(variables).forEach((name, value) -> {
            if (!name.startsWith(PREFIX) || OTHERS.contains(name) || isServiceLink(name, value)) {
                return;
            }
            SettingKey key = BY_VARIABLE.get(name);
            if (key == null) {
                unknown.add(name);
            } else {
                given.put(key.key(), new RawSetting(value, NAME, 0, name));
            }
        });
        return new Environment(given, unknown);
    }

    /** A warning for each variable that means nothing, but for those that a placeholder asks for. */
    List<Problem> problems(Set<String> askedFor) {
        return unknown.stream()
                .filter(name -> !askedFor.contains(name))
                .map(name -> Problem.warning(NAME, 0, name, "is not a setting" + SettingHint.variable(name)))
                .toList();
    }

    private static boolean isServiceLink(String name, String value) {
        return SERVICE_LINK.matcher(name).matches()
                || name.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches();
    }
}
