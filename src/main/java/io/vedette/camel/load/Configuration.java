package io.vedette.camel.load;

import io.vedette.config.values.Problem;
import io.vedette.discovery.Source;
import java.util.List;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;

/**
 * All routes, templates and checks that are to run, parsed and read, with everything that is wrong with them. Nothing of
 * it runs yet.
 *
 * @param collections the plain routes, file by file
 * @param checks the checks, in the order of their files
 * @param targets the targets that are templated routes, and those that settings set up
 * @param sources those of which some of the checks were made, which may name others at any time
 * @param problems all that was found, in the order of the files
 * @param texts how it stands in its files
 */
public record Configuration(
        List<RouteTemplateDefinition> templates,
        List<RouteConfigurationDefinition> configurations,
        List<RoutesDefinition> collections,
        List<PlannedCheck> checks,
        List<PlannedTarget> targets,
        List<Source> sources,
        List<Problem> problems,
        SourceTexts texts) {

    /** A check's definition beside what was made of it. */
    public record PlannedCheck(CheckDefinition definition, CheckPlan plan) {}

    public boolean isValid() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
