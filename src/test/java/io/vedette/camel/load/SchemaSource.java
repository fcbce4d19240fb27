package io.vedette.camel.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.check.Check;
import io.vedette.config.values.Parameters;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/** Writes the JSON schema of files of checks, {@code *.checks.yaml}, as the templates say. */
final class SchemaSource {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What no template describes, as every check, or every check over HTTP, takes it. */
    private static final Map<String, String> OF_CHECKS = Map.ofEntries(
            Map.entry("interval", "The time between two checks, such as 30s; vedette.interval if left out."),
            Map.entry("errorInterval", "The least time between two problem alerts to one target, such as 8m."),
            Map.entry("timeout", "The longest time of a whole probe, such as 10s; vedette.timeout if left out."),
            Map.entry("failureThreshold", "How many failing verdicts in a row make a problem; 1 if left out."),
            Map.entry("successThreshold", "How many good verdicts in a row end a problem; 1 if left out."),
            Map.entry("retries", "How often a failing probe is tried again at once; 0 if left out."),
            Map.entry("notify", "The targets to notify; all that there are if left out."),
            Map.entry("group", "The group under which the check is shown."),
            Map.entry("tags", "Words to filter by."),
            Map.entry("dependsOn", "The check whose failure mutes the problems of this one."),
            Map.entry("public", "Whether the check is shown on the public status page."),
            Map.entry("maintenance", "Windows without problems, such as daily 02:00-04:00 Europe/Zurich."),
            Map.entry("flapChanges", "More changes of state than these within flapWindow make one problem, flapping."),
            Map.entry("flapWindow", "The time in which changes are counted for flapChanges, such as 10m."),
            Map.entry("headers", "Headers of the request: names with a text each, or lines of Name: value."),
            Map.entry("followRedirects", "Whether redirects are followed; true if left out."),
            Map.entry("insecure", "Whether certificates are not verified."),
            Map.entry("maxBodyBytes", "How much of a body is read; 1 MiB if left out."),
            Map.entry("authHeader", "The header of the token; vedette.auth.header if left out."),
            Map.entry("authToken", "A token that is sent; vedette.auth.token if left out."),
            Map.entry("authUrl", "Where a login gives the token; vedette.auth.url if left out."),
            Map.entry("authUsername", "The user of that login."),
            Map.entry("authPassword", "The password of that login."));

    private static final Map<String, String> OF_SOURCES = new LinkedHashMap<>();

    static {
        OF_SOURCES.put(
                "file", "Files of Prometheus' file_sd, such as targets/*.json, from the folder of this file on.");
        OF_SOURCES.put("url", "A web address of Prometheus' http_sd.");
        OF_SOURCES.put("dns", "A name in DNS, such as _http._tcp.example.com.");
        OF_SOURCES.put("kubernetes", "services or ingresses with the annotation prometheus.io/probe: \"true\".");
        OF_SOURCES.put("every", "The time between two looks.");
        OF_SOURCES.put("name", "The names of the checks, such as {env}-{host}; the address of the target if left out.");
        OF_SOURCES.put("request", "How the web address is asked: parameters of the template http, such as headers.");
        OF_SOURCES.put("type", "The type of the records in DNS; A if left out.");
        OF_SOURCES.put("resolver", "The DNS server to ask.");
        OF_SOURCES.put("namespace", "The namespace in Kubernetes; all if left out.");
        OF_SOURCES.put("selector", "Labels that select objects in Kubernetes.");
        OF_SOURCES.put("server", "The API server; where the variables of a pod say if left out.");
        OF_SOURCES.put("tokenFile", "The file of the token for the API server.");
        OF_SOURCES.put("caFile", "The file of the authority of the API server.");
    }

    private static final List<String> KINDS = List.of("file", "url", "dns", "kubernetes");
    private static final Set<String> FLAGS = Set.of("public", "insecure", "followRedirects");
    private static final Set<String> NUMBERS = Set.of(
            "failureThreshold",
            "successThreshold",
            "retries",
            "flapChanges",
            "maxBodyBytes",
            "port",
            "warnDays",
            "errorDays",
            "certificateDays",
            "maxContiguousFailures");

    private final Map<String, RouteTemplateDefinition> templates = new TreeMap<>();
    private final Map<String, Set<String>> taken = new TreeMap<>();
    private final Map<String, String> descriptions = new TreeMap<>(OF_CHECKS);

    private SchemaSource(List<RouteTemplateDefinition> all) {
        Parameters general = new Parameters(Map.of());
        Check.read("a", "b", general, Check.Defaults.STANDARD);
        for (RouteTemplateDefinition template : all) {
            templates.put(template.getId(), template);
            Set<String> names = new LinkedHashSet<>();
            for (RouteTemplateParameterDefinition parameter : template.getTemplateParameters()) {
                names.add(parameter.getName());
                descriptions.merge(
                        parameter.getName(),
                        parameter.getDescription(),
                        (one, other) -> one.length() >= other.length() ? one : other);
            }
            names.addAll(new TreeSet<>(TemplateFilesTest.asked(template)));
            Set<String> ofChecks = new TreeSet<>(general.asked());
            ofChecks.remove("url");
            names.addAll(ofChecks);
            taken.put(template.getId(), names);
        }
    }

    static String of(List<RouteTemplateDefinition> templates) throws Exception {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new SchemaSource(templates).schema()) + "\n";
    }

    private ObjectNode schema() {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", "Checks of Vedette in short form: NAME.checks.yaml")
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ObjectNode defaults = properties.putObject("defaults");
        defaults.put("description", "Parameters of all checks of this file whose template takes them.")
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode common = defaults.putObject("properties");
        allParameters().stream()
                .filter(name -> !name.equals("name"))
                .forEach(name -> common.set(name, parameter(name)));
        properties
                .putObject("checks")
                .put("description", "The checks.")
                .put("type", "array")
                .set("items", JSON.createObjectNode().put("$ref", "#/definitions/check"));
        properties
                .putObject("from")
                .put("description", "Sources of targets, each of which becomes a check.")
                .put("type", "array")
                .set("items", JSON.createObjectNode().put("$ref", "#/definitions/source"));
        ObjectNode definitions = schema.putObject("definitions");
        definitions.set("check", check());
        definitions.set("source", source());
        return schema;
    }

    private Set<String> allParameters() {
        Set<String> all = new TreeSet<>();
        taken.values().forEach(all::addAll);
        return all;
    }

    private ObjectNode check() {
        ObjectNode check = entry(false);
        ((ObjectNode) check.get("properties"))
                .putObject("name")
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", CheckReader.LONGEST_NAME)
                .put("description", "The name of the check.");
        check.putArray("required").add("name");
        return check;
    }

    private ObjectNode source() {
        ObjectNode source = entry(true);
        ObjectNode properties = (ObjectNode) source.get("properties");
        OF_SOURCES.forEach((name, description) -> {
            ObjectNode option = properties.putObject(name).put("description", description);
            if (name.equals("kubernetes")) {
                option.putArray("enum").add("services").add("ingresses");
            } else if (name.equals("request")) {
                option.put("type", "object");
            } else {
                type(option, name.equals("every") ? "number" : "");
            }
        });
        ArrayNode kinds = ((ArrayNode) source.get("allOf")).addObject().putArray("anyOf");
        KINDS.forEach(kind -> kinds.addObject().putArray("required").add(kind));
        return source;
    }

    private ObjectNode entry(boolean isSource) {
        ObjectNode entry = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = entry.putObject("properties");
        properties
                .putObject("template")
                .put("type", "string")
                .put("description", "The template, where no key names it; one of your own too.");
        templates.forEach((name, template) -> type(
                properties
                        .putObject(name)
                        .put(
                                "description",
                                template.getDescriptionText() + " The value is its " + main(template) + "."),
                "text"));
        allParameters().forEach(name -> {
            if (!properties.has(name)) {
                properties.set(name, parameter(name));
            }
        });
        ArrayNode all = entry.putArray("allOf");
        ArrayNode any = all.addObject().putArray("anyOf");
        any.addObject().putArray("required").add("template");
        templates.keySet().forEach(name -> any.addObject().putArray("required").add(name));
        ObjectNode nameless = all.addObject();
        nameless.putObject("if").putObject("not").putArray("required").add("template");
        Set<String> everything = new TreeSet<>(allParameters());
        everything.addAll(templates.keySet());
        names(nameless.putObject("then"), everything, isSource);
        templates.forEach((name, template) -> rules(all, name, template, isSource));
        return entry;
    }

    /** What holds where a key, or the value of the key template, names a template. */
    private void rules(ArrayNode all, String name, RouteTemplateDefinition template, boolean isSource) {
        ObjectNode byKey = all.addObject();
        ObjectNode when = byKey.putObject("if");
        when.putArray("required").add(name);
        ArrayNode unless = when.putObject("not").putArray("anyOf");
        unless.addObject().putArray("required").add("template");
        taken.forEach((other, parameters) -> {
            if (!other.equals(name) && parameters.contains(name)) {
                unless.addObject().putArray("required").add(other);
            }
        });
        Set<String> allowed = new LinkedHashSet<>(taken.get(name));
        allowed.remove(main(template));
        allowed.add(name);
        ObjectNode then = byKey.putObject("then");
        names(then, allowed, isSource);
        required(then, template, main(template), isSource);
        ObjectNode byValue = all.addObject();
        ObjectNode named = byValue.putObject("if");
        named.putArray("required").add("template");
        named.putObject("properties").putObject("template").put("const", name);
        Set<String> whole = new LinkedHashSet<>(taken.get(name));
        whole.add("template");
        ObjectNode thenWhole = byValue.putObject("then");
        names(thenWhole, whole, isSource);
        required(thenWhole, template, "", isSource);
    }

    private static void required(ObjectNode then, RouteTemplateDefinition template, String main, boolean isSource) {
        if (!isSource) { // A target gives what is missing.
            ArrayNode required = then.putArray("required");
            template.getTemplateParameters().stream()
                    .filter(parameter -> Boolean.TRUE.equals(parameter.getRequired()))
                    .map(RouteTemplateParameterDefinition::getName)
                    .filter(parameter -> !parameter.equals(main))
                    .forEach(required::add);
        }
    }

    private static void names(ObjectNode then, Collection<String> allowed, boolean isSource) {
        Set<String> names = new LinkedHashSet<>(allowed);
        names.addAll(isSource ? OF_SOURCES.keySet() : Set.of("name"));
        ArrayNode list = then.putObject("propertyNames").putArray("enum");
        names.forEach(list::add);
    }

    private static String main(RouteTemplateDefinition template) {
        return template.getTemplateParameters().get(0).getName();
    }

    private ObjectNode parameter(String name) {
        ObjectNode parameter =
                JSON.createObjectNode().put("description", descriptions.getOrDefault(name, "See docs/templates.md."));
        if (FLAGS.contains(name)) {
            parameter.putArray("enum").add(true).add(false).add("true").add("false");
        } else {
            type(parameter, NUMBERS.contains(name) ? "number" : "");
        }
        if (ShortValues.LISTS.containsKey(name)) {
            ((ArrayNode) parameter.get("type")).add("array");
            parameter.putObject("items").putArray("type").add("string").add("number");
            if (name.equals("notify")) {
                parameter.put("minItems", 1);
            }
        }
        if (ShortValues.BY_NAME.contains(name)) {
            ((ArrayNode) parameter.get("type")).add("object");
        }
        return parameter;
    }

    /** Any value that stands for a text; a number may come by a placeholder. */
    private static void type(ObjectNode parameter, String kind) {
        ArrayNode types = parameter.putArray("type").add("string").add("number");
        if (kind.isEmpty()) {
            types.add("boolean");
        }
    }
}
