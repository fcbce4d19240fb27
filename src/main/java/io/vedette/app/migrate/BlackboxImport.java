package io.vedette.app.migrate;

import io.vedette.config.values.Durations;
import io.vedette.config.values.YamlDocuments;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes checks of the probe jobs of Prometheus' {@code scrape_configs} by the modules of blackbox_exporter. Relabeling is carried out,
 * so that each target is asked as the exporter would be. Source: prometheus.io, configuration; blackbox_exporter, CONFIGURATION.md.
 */
public final class BlackboxImport {

    private static final Duration HEADROOM = Duration.ofMillis(500);
    private static final String STANDARD_MODULE = "http_2xx";
    private static final String FOUND_ELSEWHERE = "_sd_configs";

    private final Draft draft;
    private final Map<String, BlackboxModule> modules = new LinkedHashMap<>();

    private BlackboxImport(Draft draft) {
        this.draft = draft;
    }

    /**
     * Reads the modules and the scrape configurations, in any order.
     *
     * @param files their texts by the names that the operator gave
     */
    public static Migration of(Map<String, String> files) {
        String first = String.join(" and ", files.keySet());
        Draft draft = new Draft(first);
        BlackboxImport made = new BlackboxImport(draft);
        Map<String, YamlTree> trees = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            try {
                YamlTree.parse(file.getValue()).ifPresent(tree -> trees.put(file.getKey(), tree));
            } catch (YamlDocuments.Malformed e) {
                return Draft.unreadable(file.getKey(), e.line(), e.getMessage());
            }
        }
        for (YamlTree tree : trees.values()) {
            tree.get("modules")
                    .map(YamlTree::entries)
                    .orElse(Map.of())
                    .forEach((name, module) -> made.modules.put(name, new BlackboxModule(name, module, draft)));
        }
        List<YamlTree> prometheus = trees.values().stream()
                .filter(tree -> tree.get("scrape_configs").isPresent())
                .toList();
        if (prometheus.isEmpty()) {
            return Draft.unreadable(
                    first, 0, "has no scrape_configs: name Prometheus' configuration too, as the targets stand there");
        }
        prometheus.forEach(made::jobs);
        return draft.migration();
    }

    private void jobs(YamlTree prometheus) {
        Optional<YamlTree> global = prometheus.get("global");
        modules.values().forEach(BlackboxModule::tell);
        for (YamlTree job : prometheus.get("scrape_configs").orElseThrow().items()) {
            String place = "job " + job.plain("job_name") + " (line " + job.line() + ")";
            boolean isProbe = job.plain("metrics_path").equals("/probe")
                    || job.get("params").flatMap(params -> params.get("module")).isPresent();
            if (!isProbe) {
                draft.note(place, "not imported, it scrapes metrics and asks no exporter to probe");
                continue;
            }
            String interval = first("1m", job.plain("scrape_interval"), global.map(it -> it.plain("scrape_interval")));
            String timeout = first("10s", job.plain("scrape_timeout"), global.map(it -> it.plain("scrape_timeout")));
            job.entries().keySet().stream()
                    .filter(key -> key.endsWith(FOUND_ELSEWHERE))
                    .forEach(key -> draft.note(
                            place,
                            "its " + key + " are not imported: write a source of targets, from, in a file of"
                                    + " checks; docs/checks-files.md"));
            targets(job, place, interval, timeout);
        }
    }

    @SafeVarargs
    private static String first(String standard, String own, Optional<String>... others) {
        if (!own.isEmpty()) {
            return own;
        }
        return java.util.Arrays.stream(others)
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(standard);
    }

    private void targets(YamlTree job, String place, String interval, String timeout) {
        Relabeling relabeling =
                new Relabeling(job.get("relabel_configs").map(YamlTree::items).orElse(List.of()));
        Map<String, String> common = new TreeMap<>();
        common.put("job", job.plain("job_name"));
        job.get("params")
                .map(YamlTree::entries)
                .orElse(Map.of())
                .forEach((name, values) -> common.put(
                        "__param_" + name,
                        values.items().isEmpty()
                                ? values.plain()
                                : values.items().get(0).plain()));
        for (YamlTree group : job.get("static_configs").map(YamlTree::items).orElse(List.of())) {
            Map<String, String> labels = new TreeMap<>(common);
            group.get("labels")
                    .map(YamlTree::entries)
                    .orElse(Map.of())
                    .forEach((name, value) -> labels.put(name, value.plain()));
            for (YamlTree target : group.get("targets").map(YamlTree::items).orElse(List.of())) {
                Map<String, String> all = new TreeMap<>(labels);
                all.put("__address__", target.plain());
                Optional<Map<String, String>> relabeled = relabeling.of(all);
                if (relabeled.isPresent()) {
                    target(relabeled.get(), target, place, interval, timeout);
                }
            }
        }
        relabeling.unknown().stream().distinct().forEach(what -> draft.note(place, "relabel_configs, " + what));
    }

    private void target(Map<String, String> labels, YamlTree written, String place, String interval, String timeout) {
        String target = labels.getOrDefault("__param_target", "");
        String name = labels.getOrDefault("__param_module", STANDARD_MODULE);
        String where = place + ", target " + written.plain();
        if (target.isEmpty()) {
            draft.note(where, "not imported, no relabeling sets __param_target");
            return;
        }
        BlackboxModule module = modules.get(name);
        if (module == null && !name.equals(STANDARD_MODULE)
                || module != null && module.template().isEmpty()) {
            draft.note(where, "not imported, its module " + name + " is in none of the files, or of an unknown prober");
            return;
        }
        Map<String, String> parameters = module == null
                ? Draft.parameters("url", target.contains("://") ? target : "http://" + target)
                : module.parameters(target, labels.getOrDefault("__param_hostname", ""));
        parameters.putAll(Draft.parameters(
                "interval", interval,
                "timeout", timeout(timeout, module == null ? "" : module.timeout()),
                "group", labels.getOrDefault("job", ""),
                "tags",
                        labels.entrySet().stream()
                                .filter(label -> !label.getKey().startsWith("__"))
                                .filter(label -> !label.getKey().equals("job")
                                        && !label.getKey().equals("instance"))
                                .map(label -> (label.getKey() + "=" + label.getValue()).replace(',', ' '))
                                .collect(Collectors.joining(","))));
        draft.check(
                draft.unique(labels.getOrDefault("instance", target)),
                module == null ? "http" : module.template().orElseThrow(),
                parameters,
                where);
    }

    /** The module's timeout, capped by that of the scrape without the half second that the exporter keeps for itself. */
    private static String timeout(String scrape, String module) {
        Duration most = Durations.parsePositive(scrape).minus(HEADROOM);
        Duration own = module.isEmpty() ? most : Durations.parsePositive(module);
        Duration least = own.compareTo(most) < 0 ? own : most;
        return Durations.format(least.isNegative() || least.isZero() ? HEADROOM : least);
    }
}
