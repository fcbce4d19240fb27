package io.vedette.camel.load;

import io.vedette.config.settings.Settings;
import io.vedette.config.settings.TargetSettings;
import io.vedette.config.values.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.support.PatternHelper;

/**
 * A valid configuration as what it comes down to when it runs, in parts that can be compared: what is equal in all its
 * prints need not be touched. A print is a digest of everything that a part is made of.
 *
 * @param checks by name, in the order of their files
 * @param routes the plain routes, by id, or by what they say where they have none
 * @param templates by id
 * @param configurations by id
 */
public record ConfigurationSnapshot(
        Map<String, CheckPart> checks,
        Map<String, RoutePart> routes,
        Map<String, TemplatePart> templates,
        Map<String, ConfigurationPart> configurations) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+\\}\\}");
    /** Probes that send no token, whatever the settings say. */
    private static final Set<String> TOKENLESS = Set.of("dns", "tls", "tcp", "heartbeat", "pryv-dns");

    /**
     * A check.
     *
     * @param route what its Camel route is made of
     * @param written its parameters, as they stand in its file
     * @param plan what is made of it: how it is asked and judged, how often, whom to notify
     */
    public record CheckPart(Configuration.PlannedCheck check, String route, String written, String plan) {}

    /**
     * A route that is no check's.
     *
     * @param collection what its file says for all of its routes
     * @param target what its target is made of, where that is no more than a templated route or settings
     */
    public record RoutePart(
            RouteDefinition definition,
            RoutesDefinition collection,
            SourceTexts.Source source,
            String text,
            Optional<PlannedTarget> target) {

        /** The same, by the definitions that run. */
        private RoutePart running(RoutePart before) {
            return new RoutePart(before.definition(), before.collection(), source, text, before.target());
        }
    }

    public record TemplatePart(RouteTemplateDefinition definition, String text) {}

    public record ConfigurationPart(RouteConfigurationDefinition definition, String text) {}

    /** @param context resolves the placeholders of that configuration */
    public static ConfigurationSnapshot of(Configuration configuration, Settings settings, CamelContext context) {
        return new Draft(configuration, settings, context).draw();
    }

    /** With the routes of another one in the place of those that are equal: these are the ones that run. */
    public ConfigurationSnapshot keeping(ConfigurationSnapshot before) {
        Map<String, RoutePart> kept = new LinkedHashMap<>(routes);
        kept.replaceAll((id, part) -> {
            RoutePart running = before.routes().get(id);
            return running != null && running.text().equals(part.text()) ? part.running(running) : part;
        });
        return new ConfigurationSnapshot(checks, kept, templates, configurations);
    }

    /** Returns the snapshot without parts that failed to start, so that a later reload starts them again. */
    public ConfigurationSnapshot without(Set<String> lostChecks, Set<String> lostRoutes) {
        Map<String, CheckPart> keptChecks = new LinkedHashMap<>(checks);
        keptChecks.keySet().removeAll(lostChecks);
        Map<String, RoutePart> keptRoutes = new LinkedHashMap<>(routes);
        keptRoutes.keySet().removeAll(lostRoutes);
        return new ConfigurationSnapshot(keptChecks, keptRoutes, templates, configurations);
    }

    /** Returns a short digest of all of it, which nodes compare. */
    public String fingerprint() {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(checks)
                .forEach((name, part) ->
                        all.append(name).append('\n').append(part.plan()).append('\n'));
        new TreeMap<>(routes)
                .forEach((id, part) ->
                        all.append(id).append('\n').append(part.text()).append('\n'));
        new TreeMap<>(templates).forEach((id, part) -> all.append(part.text()).append('\n'));
        configurations.values().forEach(part -> all.append(part.text()).append('\n'));
        return Sha256.hex(all.toString()).substring(0, 12);
    }

    private static final class Draft {

        private final Configuration configuration;
        private final Settings settings;
        private final CamelContext context;
        private final Map<String, TemplatePart> templates = new HashMap<>();
        private final Map<String, ConfigurationPart> configurations = new LinkedHashMap<>();
        /** Made once for all checks of a template. */
        private final Map<String, TemplatePrint> prints = new HashMap<>();

        /**
         * What the routes of a template's checks have in common.
         *
         * @param hasPlaceholders whether they differ by the values of their checks
         * @param wantsToken whether the probe may be asked with the token of the settings
         */
        private record TemplatePrint(String text, boolean hasPlaceholders, boolean wantsToken) {}

        Draft(Configuration configuration, Settings settings, CamelContext context) {
            this.configuration = configuration;
            this.settings = settings;
            this.context = context;
        }

        ConfigurationSnapshot draw() {
            SourceTexts texts = configuration.texts();
            for (RouteConfigurationDefinition definition : configuration.configurations()) {
                String text = withValues(texts.of(definition).text());
                configurations.put(definition.getId(), new ConfigurationPart(definition, text));
            }
            for (RouteTemplateDefinition definition : configuration.templates()) {
                templates.put(
                        definition.getId(),
                        new TemplatePart(definition, texts.of(definition).text()));
            }
            Map<String, CheckPart> checks = new LinkedHashMap<>();
            configuration
                    .checks()
                    .forEach(check -> checks.put(check.definition().name(), part(check)));
            Map<String, RoutePart> routes = new LinkedHashMap<>();
            for (RoutesDefinition collection : configuration.collections()) {
                for (RouteDefinition definition : collection.getRoutes()) {
                    SourceTexts.Source source = texts.of(definition);
                    String id = definition.getId() == null ? "nameless " + source.text() : definition.getId();
                    String text = text(definition, source.text());
                    routes.put(id, new RoutePart(definition, collection, source, text, Optional.empty()));
                }
            }
            configuration.targets().forEach(target -> routes.put(target.route().getId(), part(target)));
            return new ConfigurationSnapshot(checks, routes, Map.copyOf(templates), configurations);
        }

        private CheckPart part(Configuration.PlannedCheck check) {
            Map<String, String> values = new TreeMap<>(check.plan().values());
            TemplatePrint template = prints.computeIfAbsent(check.definition().template(), this::printOf);
            StringBuilder plan = new StringBuilder(values.toString());
            plan.append(values.containsKey("interval") ? "" : settings.interval());
            plan.append(values.containsKey("errorInterval") ? "" : settings.errorInterval());
            plan.append(values.containsKey("timeout") ? "" : settings.timeout());
            if (template.wantsToken()) {
                plan.append(settings("vedette.auth."));
            }
            return new CheckPart(
                    check,
                    template.hasPlaceholders() ? print(template.text() + values) : template.text(),
                    print(new TreeMap<>(check.definition().parameters()).toString()),
                    print(plan.toString()));
        }

        private RoutePart part(PlannedTarget target) {
            CheckDefinition definition = target.definition();
            RouteDefinition made =
                    templates.get(definition.template()).definition().getRoute();
            String template = templates.get(definition.template()).text();
            String all = template + withValues(template) + applied(made) + "only-log " + settings.onlyLog()
                    + target.route().getInput().getUri()
                    + new TreeMap<>(target.plan().values());
            SourceTexts.Source source = new SourceTexts.Source(
                    definition.file() == null ? "" : definition.file(),
                    definition.place().line(),
                    String.join("\n", definition.parameters().values()),
                    List.of());
            return new RoutePart(target.route(), target.collection(), source, print(all), Optional.of(target));
        }

        private TemplatePrint printOf(String name) {
            TemplatePart template = templates.get(name);
            RouteDefinition made = template.definition().getRoute();
            boolean hasPlaceholders = PLACEHOLDER.matcher(template.text()).find();
            String values = hasPlaceholders ? withValues(template.text()) : "";
            Optional<String> probe = Step.find("probe", made.getOutputs()).flatMap(step -> step.parameter("type"));
            return new TemplatePrint(
                    print(template.text() + applied(made) + values),
                    hasPlaceholders,
                    probe.filter(type -> !TOKENLESS.contains(type)).isPresent());
        }

        private String text(RouteDefinition definition, String source) {
            StringBuilder text = new StringBuilder(withValues(source)).append(applied(definition));
            if (source.contains("vedette:alerts")) {
                text.append("only-log ").append(settings.onlyLog());
            }
            // Such as {{vedette.target.slack}}, or slackTarget in older files: a change of those settings replaces the
            // route.
            Arrays.stream(TargetSettings.values())
                    .filter(target -> source.contains(target.target()))
                    .forEach(target -> text.append(settings(target.prefix())));
            return print(text.toString());
        }

        /** Ten thousand checks need not keep ten thousand times the text of their template, nor any secret. */
        private static String print(String text) {
            return Sha256.hex(text);
        }

        /** The route configurations that hold for a route are a part of it. */
        private String applied(RouteDefinition definition) {
            String ids = definition.getRouteConfigurationId();
            if (ids == null) {
                return "";
            }
            List<String> texts = new ArrayList<>();
            for (String pattern : ids.split(",")) {
                configurations.forEach((id, part) -> {
                    if (PatternHelper.matchPattern(id, pattern.strip())) {
                        texts.add(part.text());
                    }
                });
            }
            return String.join("\n", texts);
        }

        /** The text, and what its placeholders stand for now; those of a template's own parameters stand for nothing yet. */
        private String withValues(String text) {
            return text
                    + PLACEHOLDER
                            .matcher(text)
                            .results()
                            .map(MatchResult::group)
                            .distinct()
                            .map(this::value)
                            .collect(Collectors.joining("\n"));
        }

        private String value(String placeholder) {
            try {
                return context.resolvePropertyPlaceholders(placeholder);
            } catch (IllegalArgumentException e) {
                return "";
            }
        }

        private String settings(String prefix) {
            return settings.properties().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(prefix))
                    .map(Map.Entry::toString)
                    .collect(Collectors.joining("\n"));
        }
    }

    /** Names no more than how much there is of it. */
    @Override
    public String toString() {
        return "ConfigurationSnapshot[checks=" + checks.size() + ", routes=" + routes.size() + "]";
    }
}
