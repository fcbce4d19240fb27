package io.vedette.camel.load;

import io.vedette.config.settings.Settings;
import io.vedette.config.values.Problem;
import io.vedette.discovery.Discovery;
import io.vedette.discovery.Source;
import io.vedette.discovery.SourceStatus;
import io.vedette.discovery.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.RouteTemplateDefinition;

/** All checks and targets of the files: those that are templated routes, those in short form, and those that sources name. */
final class DefinitionsOfFiles {

    private final ShortChecks checks;
    private final ShortSources sourcesOfFiles;
    private final DiscoveredChecks discovered;
    private final Discovery discovery;
    private final SampleCheck sample;
    private final List<CheckSource> sources = new ArrayList<>();
    private LeftOut leftOut = new LeftOut(new ArrayList<>());
    private boolean isSilent;

    DefinitionsOfFiles(
            Settings settings,
            Map<String, RouteTemplateDefinition> templates,
            CheckFactory factory,
            FilledInValues placeholders,
            Discovery discovery) {
        TemplateParameters parameters = new TemplateParameters(templates, factory);
        this.checks = new ShortChecks(parameters);
        this.sourcesOfFiles =
                new ShortSources(checks, parameters, discovery, placeholders, factory.secrets(), settings.routes());
        this.discovered = new DiscoveredChecks(parameters);
        this.discovery = discovery;
        this.sample = new SampleCheck(settings, placeholders);
    }

    /** Returns them in the order of the files; what sources name comes last. */
    List<CheckDefinition> of(List<RouteFile> files, List<Problem> problems) {
        List<CheckDefinition> definitions = new ArrayList<>();
        for (RouteFile file : files) {
            definitions.addAll(file.checks());
            file.shortFile().ifPresent(form -> {
                definitions.addAll(checks.checks(form, problems));
                sources.addAll(sourcesOfFiles.of(form, problems));
            });
        }
        definitions.removeIf(sample::isOff);
        leftOut = new LeftOut(problems);
        if (!sources.isEmpty()) {
            Map<Source, List<Target>> targets = discovery.targets(sources());
            for (CheckSource source : sources) {
                status(source.source(), problems);
                definitions.addAll(discovered.of(
                        source,
                        targets.get(source.source()),
                        (target, why) -> leftOut.note(source.source(), target.address(), why)));
            }
        }
        return definitions;
    }

    private void status(Source source, List<Problem> problems) {
        SourceStatus status = discovery.status(source);
        isSilent |= status.failingSince().isPresent();
        status.failingSince()
                .ifPresent(since -> problems.add(Problem.warning(
                        source.file(),
                        source.line(),
                        source.kind().key(),
                        "the source fails, its " + status.targets() + " targets stay: " + status.error())));
    }

    /** Returns the sources of all files. */
    List<Source> sources() {
        return sources.stream().map(CheckSource::source).toList();
    }

    /** Returns what takes the targets that are not watched. */
    LeftOut leftOut() {
        return leftOut;
    }

    /** Returns what could not be made: anything may be among the targets of a source that fails. */
    Unread unread() {
        return isSilent ? Unread.ANYTHING : checks.unread();
    }
}
