package io.vedette.app.migrate;

import io.vedette.config.values.Causes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes checks of the hosts and services of Nagios' object files that call one of the usual plugins, and targets of contacts with an
 * address for e-mail. Source: Nagios Core 4, object definitions.
 */
public final class NagiosImport {

    private static final Pattern MACRO = Pattern.compile("\\$(\\w+)\\$");
    private static final int STANDARD_INTERVAL = 5;
    private static final int STANDARD_REMINDER = 30;
    private static final int LONGEST_LINE = 16 * 1024;

    private final NagiosObjects objects;
    private final Draft draft;
    private final Map<String, String> commands = new HashMap<>();
    private final Map<String, NagiosObject> hosts = new LinkedHashMap<>();
    private final Map<String, Set<String>> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> contacts = new HashMap<>();
    private final Map<String, String> hostChecks = new HashMap<>();

    private NagiosImport(NagiosObjects objects, Draft draft) {
        this.objects = objects;
        this.draft = draft;
    }

    /** @param path a main file, which leads to the others, or a file of objects */
    public static Migration of(Path path) {
        try {
            NagiosObjects objects = NagiosObjects.read(path);
            if (objects.all("host").isEmpty() && objects.all("service").isEmpty()) {
                return Draft.unreadable(path.toString(), 0, "defines no host and no service of Nagios");
            }
            return new NagiosImport(objects, new Draft(path.toString())).migrate();
        } catch (NagiosObjects.Unreadable e) {
            return Draft.unreadable(e.file(), e.line(), e.getMessage());
        } catch (UncheckedIOException e) {
            return Draft.unreadable(path.toString(), 0, "cannot be read: " + Causes.message(e));
        } catch (IOException e) {
            return Draft.unreadable(path.toString(), 0, "cannot be read: " + e.getMessage());
        }
    }

    private Migration migrate() {
        objects.all("command")
                .forEach(command -> commands.put(command.text("command_name"), command.text("command_line")));
        objects.all("host").forEach(host -> hosts.put(host.text("host_name"), host));
        groups();
        contacts();
        hosts.values().forEach(this::host);
        objects.all("service").forEach(this::service);
        objects.missing().forEach(missing -> draft.note(missing, "is not there, what stands in it is not imported"));
        for (String type : List.of("serviceescalation", "hostescalation", "servicedependency", "hostdependency")) {
            objects.all(type).forEach(one -> draft.note(one.place(), "define " + type + " is not imported"));
        }
        return draft.migration();
    }

    private void groups() {
        objects.all("hostgroup")
                .forEach(group -> groups.computeIfAbsent(group.text("hostgroup_name"), none -> new LinkedHashSet<>())
                        .addAll(group.list("members")));
        hosts.values()
                .forEach(host -> host.list("hostgroups")
                        .forEach(group -> groups.computeIfAbsent(group, none -> new LinkedHashSet<>())
                                .add(host.text("host_name"))));
    }

    private void contacts() {
        Map<String, String> targets = new HashMap<>();
        for (NagiosObject contact : objects.all("contact")) {
            String name = contact.text("contact_name");
            if (contact.text("email").isEmpty()) {
                draft.note(contact.place(), "contact " + name + " is not imported, it has no email");
                continue;
            }
            String target = draft.unique(name);
            targets.put(name, target);
            draft.target(
                    target,
                    "notify-email",
                    Draft.parameters(
                            "to", contact.text("email"),
                            "from", "nagios@localhost",
                            "server", "smtp://localhost:25",
                            "startTls", "never",
                            "minStatus",
                                    contact.text("service_notification_options").contains("w")
                                                    || contact.text("service_notification_options")
                                                            .isEmpty()
                                            ? ""
                                            : "error"));
            draft.note(
                    contact.place(),
                    "contact " + name + " is a target by e-mail through smtp://localhost:25: verify server and from in"
                            + " routes/targets.yaml");
            if (!contact.text("service_notification_period").isEmpty()) {
                draft.note(contact.place(), "its notification period is not imported: see active");
            }
            contacts.computeIfAbsent(name, none -> new ArrayList<>()).add(target);
        }
        for (NagiosObject group : objects.all("contactgroup")) {
            group.list("members").stream()
                    .filter(targets::containsKey)
                    .forEach(member -> contacts.computeIfAbsent(
                                    "@" + group.text("contactgroup_name"), none -> new ArrayList<>())
                            .add(targets.get(member)));
        }
    }

    private void host(NagiosObject host) {
        if (host.text("check_command").isEmpty()
                || host.text("active_checks_enabled").equals("0")) {
            return;
        }
        String name = draft.unique(host.text("host_name"));
        Map<String, String> parameters = new LinkedHashMap<>();
        String parent = host.list("parents").stream().findFirst().orElse("");
        if (!parent.isEmpty() && hostChecks.containsKey(parent)) {
            parameters.put("dependsOn", hostChecks.get(parent));
        }
        if (host.list("parents").size() > 1) {
            draft.note(host.place(), "of its parents the first alone is imported: a check depends on one");
        }
        if (add(name, host, host, parameters)) {
            hostChecks.put(host.text("host_name"), name);
        }
    }

    private void service(NagiosObject service) {
        Set<String> named = new LinkedHashSet<>();
        Set<String> without = new LinkedHashSet<>();
        for (String host : service.list("host_name")) {
            if (host.startsWith("!")) {
                without.add(host.substring(1));
            } else {
                named.addAll(host.equals("*") ? hosts.keySet() : Set.of(host));
            }
        }
        for (String group : service.list("hostgroup_name")) {
            Set<String> members = groups.getOrDefault(group.replaceFirst("^!", ""), Set.of());
            (group.startsWith("!") ? without : named).addAll(members.contains("*") ? hosts.keySet() : members);
        }
        named.removeAll(without);
        for (String host : named) {
            NagiosObject on = hosts.get(host);
            if (on == null) {
                draft.note(service.place(), "host " + host + " is not defined");
                continue;
            }
            String name = draft.unique(host + "/" + service.text("service_description"));
            Map<String, String> parameters = new LinkedHashMap<>();
            if (hostChecks.containsKey(host)) {
                parameters.put("dependsOn", hostChecks.get(host));
            }
            add(name, service, on, parameters);
        }
    }

    private boolean add(String name, NagiosObject object, NagiosObject host, Map<String, String> parameters) {
        String place = object.place() + " (" + name + ")";
        Map<String, String> common = common(object, host, place);
        if (object.text("active_checks_enabled").equals("0")) {
            double freshness = object.number("freshness_threshold", 0);
            if (object.text("check_freshness").equals("1") && freshness > 0) {
                Map<String, String> all =
                        Draft.parameters("period", Draft.seconds(freshness).orElseThrow());
                all.putAll(parameters);
                all.putAll(common);
                draft.check(name, "heartbeat", all, place);
                draft.note(place, "is passive: what submitted its results calls the address on its page");
            } else {
                draft.note(place, "not imported, it is passive and without freshness_threshold");
            }
            return false;
        }
        String[] call = object.text("check_command").split("(?<!\\\\)!", -1);
        String line = commands.getOrDefault(call[0].strip(), "");
        Optional<NagiosPlugin.Made> made =
                NagiosPlugin.of(filledIn(line, call, host)).flatMap(plugin -> plugin.made(address(host)));
        if (made.isEmpty()) {
            draft.note(
                    place,
                    "not imported, there is no counterpart for "
                            + (line.isEmpty() ? "the command " + call[0] + ", which is not defined" : "its plugin"));
            return false;
        }
        made.get().notes().forEach(note -> draft.note(place, note));
        int attempts = (int) object.number("max_check_attempts", 1);
        double interval = object.number("check_interval", object.number("normal_check_interval", STANDARD_INTERVAL));
        Map<String, String> all = new LinkedHashMap<>(made.get().parameters());
        all.putAll(parameters);
        all.putAll(Draft.parameters(
                "interval",
                Draft.seconds(interval * objects.intervalLength()).orElse(""),
                "failureThreshold",
                attempts > 1 ? String.valueOf(attempts) : ""));
        all.putAll(common);
        if (!object.text("event_handler").isEmpty()) {
            draft.note(place, "its event handler is not imported");
        }
        return draft.check(name, made.get().template(), all, place);
    }

    /** Returns what active and passive ones have alike: whom they tell, how often again, and their group. */
    private Map<String, String> common(NagiosObject object, NagiosObject host, String place) {
        double reminder =
                object.number("notification_interval", host.number("notification_interval", STANDARD_REMINDER));
        if (reminder == 0) {
            draft.note(place, "is told once there; here reminders come, unless its targets have reminders=false");
        }
        List<String> told = told(object);
        if (told.isEmpty() && object != host) {
            told = told(host);
        }
        return Draft.parameters(
                "errorInterval",
                Draft.seconds(reminder * objects.intervalLength()).orElse(""),
                "group",
                groups.entrySet().stream()
                        .filter(group -> group.getValue().contains(host.text("host_name")))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(""),
                "notify",
                told.isEmpty() ? "log" : String.join(",", told));
    }

    private List<String> told(NagiosObject object) {
        Set<String> told = new LinkedHashSet<>();
        object.list("contacts").forEach(name -> told.addAll(contacts.getOrDefault(name, List.of())));
        object.list("contact_groups").forEach(name -> told.addAll(contacts.getOrDefault("@" + name, List.of())));
        return List.copyOf(told);
    }

    private static String address(NagiosObject host) {
        return host.text("address").isEmpty() ? host.text("host_name") : host.text("address");
    }

    private String filledIn(String line, String[] call, NagiosObject host) {
        String with = line.replace("$$", "\u0000");
        for (int round = 0; round < 3 && with.length() < LONGEST_LINE; round++) {
            with = MACRO.matcher(with).replaceAll(macro -> Matcher.quoteReplacement(macro(macro.group(1), call, host)));
        }
        return with.replace('\u0000', '$');
    }

    private String macro(String name, String[] call, NagiosObject host) {
        if (name.matches("ARG\\d+")) {
            int number = name.length() > 6 ? call.length : Integer.parseInt(name.substring(3));
            return number < call.length ? call[number].replace("\\!", "!") : "";
        }
        return switch (name) {
            case "HOSTADDRESS" -> address(host);
            case "HOSTNAME" -> host.text("host_name");
            case "HOSTALIAS" -> host.text("alias");
            default ->
                name.startsWith("_HOST")
                        ? host.values().entrySet().stream()
                                .filter(value -> value.getKey().equalsIgnoreCase("_" + name.substring(5)))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse("")
                        : objects.macro("$" + name + "$");
        };
    }
}
