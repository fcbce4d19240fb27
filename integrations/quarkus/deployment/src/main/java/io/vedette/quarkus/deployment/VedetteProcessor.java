package io.vedette.quarkus.deployment;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;
import io.vedette.quarkus.HostDataSources;
import io.vedette.quarkus.NoRouter;
import io.vedette.quarkus.QuarkusHost;
import io.vedette.quarkus.VedetteStart;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.quarkus.core.deployment.spi.CamelServiceDestination;
import org.apache.camel.quarkus.core.deployment.spi.CamelServicePatternBuildItem;
import org.apache.camel.quarkus.core.deployment.spi.RoutesBuilderClassExcludeBuildItem;

/** Makes Vedette known to an application of Quarkus while it is built. */
final class VedetteProcessor {

    private static final String RUNTIME = "io.vedette.quarkus.";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("vedette");
    }

    /** The library has no index of its classes: without one Camel Quarkus would not look for components in it. */
    @BuildStep
    IndexDependencyBuildItem library() {
        return new IndexDependencyBuildItem("io.vedette", "vedette");
    }

    /** What builds routes in the library does so when it is asked; Camel Quarkus would make one of each by itself. */
    @BuildStep
    List<RoutesBuilderClassExcludeBuildItem> builders() {
        return List.of(
                RoutesBuilderClassExcludeBuildItem.ofPathPattern("io/vedette/*"),
                RoutesBuilderClassExcludeBuildItem.ofPathPattern("io/vedette/camel/**"));
    }

    /** Routes in YAML, for applications that have Camel's own module for them and not that of Camel Quarkus. */
    @BuildStep
    CamelServicePatternBuildItem routesLoaders() {
        return new CamelServicePatternBuildItem(
                CamelServiceDestination.DISCOVERY, true, "META-INF/services/org/apache/camel/routes-loader/*");
    }

    @BuildStep
    AdditionalBeanBuildItem beans(Capabilities capabilities) {
        List<String> beans = new ArrayList<>(
                List.of(QuarkusHost.class.getName(), HostDataSources.class.getName(), VedetteStart.class.getName()));
        // By its name: it knows classes that are not there otherwise.
        beans.add(capabilities.isPresent(Capability.VERTX_HTTP) ? RUNTIME + "VedetteRouter" : NoRouter.class.getName());
        return AdditionalBeanBuildItem.builder()
                .addBeanClasses(beans)
                .setUnremovable()
                .build();
    }

    /** Found by name while the application runs, so that nothing else may hold on to them. */
    @BuildStep
    UnremovableBeanBuildItem dataSources() {
        return UnremovableBeanBuildItem.beanTypes(DataSource.class);
    }

    @BuildStep
    void readiness(Capabilities capabilities, BuildProducer<HealthBuildItem> checks) {
        if (capabilities.isPresent(Capability.SMALLRYE_HEALTH)) {
            checks.produce(new HealthBuildItem(RUNTIME + "VedetteReadiness", true));
        }
    }
}
