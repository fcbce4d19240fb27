package io.vedette.camel.load;

import io.vedette.config.settings.Braces;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.MaskedUrl;
import io.vedette.discovery.Target;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the checks of a source: one of each target. What its entry says holds; labels that are named as parameters fill in what it
 * does not say; the defaults of the file fill in the rest. Other labels are tags. What a target says is data: no placeholder in
 * it is one.
 */
final class DiscoveredChecks {

    private static final Pattern PLACE = Pattern.compile("(?<!\\{)\\{([A-Za-z_][A-Za-z0-9_-]*)}(?!})");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*.*");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^/?#@]*@)?(\\[[^]]*]|[^:/?#]*)(?::(\\d+))?(?:[/?#].*)?");

    /** What every check takes and a source may say. How somebody is asked for a password, or whom a check depends on, it may not. */
    private static final Set<String> OF_EVERY_CHECK = Set.of(
            "interval",
            "errorInterval",
            "timeout",
            "failureThreshold",
            "successThreshold",
            "retries",
            "notify",
            "group",
            "tags",
            "public",
            "maintenance",
            "flapChanges",
            "flapWindow");

    /** What is evaluated. A source writes none, and puts plain words alone into one that an entry has written. */
    private static final Set<String> EXPRESSIONS = Set.of("condition");

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} _./:@+-]*");

    private final TemplateParameters templates;

    DiscoveredChecks(TemplateParameters templates) {
        this.templates = templates;
    }

    /**
     * Returns the checks of a source; the same target twice is one.
     *
     * @param complaint takes a target of which no check can be made, and why
     */
    List<CheckDefinition> of(CheckSource source, List<Target> targets, BiConsumer<Target, String> complaint) {
        Set<Target> different = new LinkedHashSet<>(targets);
        YamlPlaces.Place place = new YamlPlaces.Place(
                source.source().line(),
                Map.of(CheckDefinition.FROM, source.source().line()),
                source.lines(),
                List.of());
        return different.stream()
                .map(target -> definition(source, target, place, complaint))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<CheckDefinition> definition(
            CheckSource source, Target target, YamlPlaces.Place place, BiConsumer<Target, String> complaint) {
        Map<String, String> words = words(target);
        try {
            Map<String, String> parameters = new LinkedHashMap<>();
            source.given()
                    .forEach((name, value) -> parameters.put(
                            name, EXPRESSIONS.contains(name) ? withPlain(value, words) : filledIn(value, words)));
            address(source.template(), words).forEach(parameters::putIfAbsent);
            labels(source, target, parameters);
            source.defaults().forEach(parameters::putIfAbsent);
            String name = source.name()
                    .map(pattern -> filledIn(pattern, words))
                    .orElseGet(() -> MaskedUrl.of(target.address()));
            return Optional.of(new CheckDefinition(
                    name.strip(), source.template(), parameters, source.source().file(), place));
        } catch (IllegalArgumentException e) {
            complaint.accept(target, e.getMessage());
            return Optional.empty();
        }
    }

    /** What stands in braces in an entry: the labels, and the parts of the address. */
    private static Map<String, String> words(Target target) {
        Map<String, String> words = new HashMap<>(target.labels());
        String address = target.address();
        boolean isUrl = URL.matcher(address).matches();
        String rest = isUrl ? address.substring(address.indexOf("://") + 3) : address;
        Matcher parts = AUTHORITY.matcher(rest);
        boolean isBareIpv6 = !isUrl && rest.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.%]*");
        if (isBareIpv6) {
            words.put("host", rest);
        } else if (parts.matches()) {
            words.put("host", parts.group(1));
            String port = parts.group(2) != null
                    ? parts.group(2)
                    : address.startsWith("https:") ? "443" : address.startsWith("http:") ? "80" : "";
            if (!port.isEmpty()) {
                words.put("port", port);
            }
        }
        words.put("target", address);
        return words;
    }

    private static String withPlain(String expression, Map<String, String> words) {
        PLACE.matcher(expression).results().map(found -> found.group(1)).forEach(label -> {
            if (!PLAIN.matcher(words.getOrDefault(label, "")).matches()) {
                throw new IllegalArgumentException("has a {" + label
                        + "} that a condition does not take: letters, digits, blanks and _ . / : @ + - are");
            }
        });
        return filledIn(expression, words);
    }

    private static String filledIn(String value, Map<String, String> words) {
        return PLACE.matcher(value).replaceAll(found -> {
            String word = words.get(found.group(1));
            if (word == null) {
                throw new IllegalArgumentException("has no {" + found.group(1) + "}");
            }
            return Matcher.quoteReplacement(Braces.escaped(word));
        });
    }

    /** The address as the parameters that the template has for it. */
    private Map<String, String> address(String template, Map<String, String> words) {
        Map<String, String> address = new LinkedHashMap<>();
        String main = templates.main(template).orElse("");
        String target = Braces.escaped(words.get("target"));
        if (main.equals("url")) {
            address.put("url", URL.matcher(target).matches() ? target : "http://" + target);
        } else {
            address.put(main, Braces.escaped(words.getOrDefault("host", words.get("target"))));
            if (templates.declared(template).contains("port") && words.containsKey("port")) {
                address.put("port", words.get("port"));
            }
        }
        return address;
    }

    private void labels(CheckSource source, Target target, Map<String, String> parameters) {
        Set<String> declared = templates.declared(source.template());
        Set<String> tags = new TreeSet<>();
        target.labels().forEach((label, value) -> {
            if (value.isEmpty() || label.startsWith("__") || Secrets.isSecretName(label)) {
                return; // Nor is a password a tag, which everybody sees.
            }
            boolean isOwn = declared.contains(label) && !EXPRESSIONS.contains(label);
            if (isOwn || OF_EVERY_CHECK.contains(label)) {
                parameters.putIfAbsent(label, Braces.escaped(value));
            } else {
                tags.add(Braces.escaped((label + "=" + value).replace(',', ' ')));
            }
        });
        if (!tags.isEmpty()) {
            String given = parameters.getOrDefault("tags", source.defaults().getOrDefault("tags", ""));
            parameters.put("tags", (given.isBlank() ? "" : given + ",") + String.join(",", tags));
        }
    }
}
