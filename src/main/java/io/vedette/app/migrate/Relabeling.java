package io.vedette.app.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Prometheus' {@code relabel_configs}, carried out. Expressions are anchored and their dot takes line breaks; {@code $1x} is the group
 * named {@code 1x}, which there is none of, as in Go. Source: prometheus.io, relabel_config, and its package relabel.
 */
final class Relabeling {

    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\$|\\{(\\w+)}|(\\w+))");

    private final List<YamlTree> rules;
    private final List<String> unknown = new ArrayList<>();

    Relabeling(List<YamlTree> rules) {
        this.rules = rules;
    }

    /** Returns the actions that were not carried out. */
    List<String> unknown() {
        return unknown;
    }

    /** Returns the labels of a target afterwards; empty for one that is dropped. */
    Optional<Map<String, String>> of(Map<String, String> labels) {
        Map<String, String> result = new LinkedHashMap<>(labels);
        for (YamlTree rule : rules) {
            if (!apply(rule, result)) {
                return Optional.empty();
            }
        }
        return Optional.of(result);
    }

    /** Returns whether the target stays. */
    private boolean apply(YamlTree rule, Map<String, String> labels) {
        String separator = rule.get("separator").map(YamlTree::unstripped).orElse(";");
        String value = rule.get("source_labels").map(YamlTree::items).orElse(List.of()).stream()
                .map(label -> labels.getOrDefault(label.plain(), ""))
                .collect(Collectors.joining(separator));
        Pattern regex;
        try {
            regex = Pattern.compile(
                    "(?s:" + rule.get("regex").map(YamlTree::plain).orElse("(.*)") + ")");
        } catch (PatternSyntaxException e) {
            unknown.add("line " + rule.line() + ": its regex is not understood");
            return true;
        }
        String replacement = rule.get("replacement").map(YamlTree::unstripped).orElse("$1");
        Matcher matcher = regex.matcher(value);
        switch (rule.get("action").map(YamlTree::plain).orElse("replace")) {
            case "replace" -> {
                if (matcher.matches()) {
                    String target = expanded(
                            rule.get("target_label").map(YamlTree::plain).orElse(""), matcher);
                    put(labels, target, expanded(replacement, matcher));
                }
            }
            case "keep" -> {
                return matcher.matches();
            }
            case "drop" -> {
                return !matcher.matches();
            }
            case "labelmap" ->
                new TreeMap<>(labels).forEach((name, text) -> {
                    Matcher named = regex.matcher(name);
                    if (named.matches()) {
                        put(labels, expanded(replacement, named), text);
                    }
                });
            case "labeldrop" ->
                labels.keySet().removeIf(name -> regex.matcher(name).matches());
            case "labelkeep" ->
                labels.keySet().removeIf(name -> !regex.matcher(name).matches());
            case "lowercase" -> put(labels, target(rule), value.toLowerCase(java.util.Locale.ROOT));
            case "uppercase" -> put(labels, target(rule), value.toUpperCase(java.util.Locale.ROOT));
            default -> unknown.add("line " + rule.line() + ": its action is not carried out");
        }
        return true;
    }

    private static String target(YamlTree rule) {
        return rule.get("target_label").map(YamlTree::plain).orElse("");
    }

    private static void put(Map<String, String> labels, String name, String value) {
        if (value.isEmpty()) {
            labels.remove(name);
        } else if (!name.isEmpty()) {
            labels.put(name, value);
        }
    }

    private static String expanded(String template, Matcher groups) {
        return REFERENCE.matcher(template).replaceAll(reference -> {
            String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
            return Matcher.quoteReplacement(name == null ? "$" : group(groups, name));
        });
    }

    private static String group(Matcher groups, String name) {
        String text = null;
        if (name.matches("\\d{1,4}")) {
            int number = Integer.parseInt(name);
            text = number <= groups.groupCount() ? groups.group(number) : null;
        }
        return text == null ? "" : text;
    }
}
