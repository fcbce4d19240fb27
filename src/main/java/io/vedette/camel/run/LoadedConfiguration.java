package io.vedette.camel.run;

import io.vedette.camel.Foundation;
import io.vedette.camel.Stages;
import io.vedette.camel.load.CheckDefinition;
import io.vedette.camel.load.PlannedTarget;
import io.vedette.camel.reload.Reloader;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.status.source.Operations.Definition;
import io.vedette.status.source.Operations.Finding;
import io.vedette.status.source.Operations.Loaded;
import io.vedette.status.source.Operations.LoadedTarget;
import io.vedette.status.source.Operations.Offline;
import io.vedette.status.source.Operations.Parameter;
import io.vedette.status.source.Operations.Reload;
import io.vedette.status.source.Operations.Setting;
import io.vedette.status.source.Operations.StoreView;
import io.vedette.status.source.Reloads;
import io.vedette.store.StoreHealth;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a running service was started with and has loaded since, without secrets. */
final class LoadedConfiguration {

    private final Stages stages;
    private final Foundation base;
    private final Optional<Reloader> reloader;
    private final Instant started;
    private final String version = BuildVersion.read();

    LoadedConfiguration(Stages stages, Optional<Reloader> reloader) {
        this.stages = stages;
        this.base = stages.base();
        this.reloader = reloader;
        this.started = base.clock().instant();
    }

    /** Returns how a check that runs is defined. */
    Optional<Definition> definition(String check) {
        return reloader.flatMap(files -> files.definition(check)).map(this::shown);
    }

    private Definition shown(CheckDefinition definition) {
        List<Parameter> parameters = new TreeMap<>(definition.parameters())
                .entrySet().stream()
                        .map(one -> new Parameter(one.getKey(), masked(one.getKey(), one.getValue())))
                        .toList();
        int line = definition.place().line();
        return new Definition(definition.file(), line > 0 ? line : null, parameters);
    }

    private LoadedTarget shown(PlannedTarget target) {
        CheckDefinition definition = target.definition();
        List<Parameter> parameters = new TreeMap<>(definition.parameters())
                .entrySet().stream()
                        .map(one -> new Parameter(
                                one.getKey(),
                                target.plan().kind().isSecret(one.getKey())
                                        ? Secrets.MASK
                                        : masked(one.getKey(), one.getValue())))
                        .toList();
        int line = definition.place().line();
        return new LoadedTarget(
                definition.name(), definition.template(), definition.file(), line > 0 ? line : null, parameters);
    }

    /** Returns what is loaded now; an application has no folder of routes, nor settings of a process of its own. */
    Loaded now() {
        Settings settings = base.settings().get();
        Optional<Reloads.State> state = reloader.map(Reloader::state);
        return new Loaded(
                version,
                started,
                reloader.isPresent() ? settings.routes().toString() : "",
                state.map(Reloads.State::files).orElse(List.of()),
                state.map(Reloads.State::loaded).orElse(started),
                stages.evaluation().watchlist().size(),
                stages.notifying().targets().names(),
                reloader.map(Reloader::targets).orElse(List.of()).stream()
                        .map(this::shown)
                        .toList(),
                settings(settings),
                LoadedSources.of(stages),
                state.flatMap(Reloads.State::last)
                        .map(LoadedConfiguration::shown)
                        .orElse(null),
                store(base.store().health()),
                stages.evaluation()
                        .connectivity()
                        .offlineSince()
                        .map(Offline::new)
                        .orElse(null));
    }

    /** Returns what came of a reload, as the API shows it. */
    static Reload shown(Reloads.Outcome outcome) {
        String word = switch (outcome.result()) {
            case APPLIED -> "loaded";
            case UNCHANGED -> "unchanged";
            case REJECTED, ROLLED_BACK -> "rejected";
        };
        return new Reload(
                outcome.at(), word, outcome.problems().stream().map(Finding::of).toList(), outcome.needRestart());
    }

    private List<Setting> settings(Settings settings) {
        return Arrays.stream(SettingKey.values())
                .filter(key -> reloader.isPresent() || !key.isForOwnProcess())
                .map(key -> {
                    String value = settings.properties().getOrDefault(key.key(), "");
                    String source = value.equals(key.standard()) ? "default" : "set";
                    boolean isSecret = settings.origins().secret().contains(key.key()) && !value.isEmpty();
                    return new Setting(key.key(), isSecret ? Secrets.MASK : masked(key.key(), value), source);
                })
                .toList();
    }

    private String masked(String name, String value) {
        return Secrets.isSecretName(name) && !value.isEmpty()
                ? Secrets.MASK
                : base.secrets().mask(value);
    }

    private static StoreView store(StoreHealth health) {
        return new StoreView(
                health.isGood() ? "ok" : "lost",
                health.lostSince().orElse(null),
                health.error().isEmpty() ? null : health.error(),
                health.unsaved());
    }
}
