package io.vedette.quarkus.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourcePatternsBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;

/** What a native executable has to keep of Vedette. Written by what the library looks up by name; no such executable was built. */
final class VedetteNative {

    /** What expressions in routes and JSON writers reach by reflection. */
    private static final List<String> PACKAGES = List.of("io.vedette.alert", "io.vedette.status", "io.vedette.history");

    private static final List<String> CLASSES =
            List.of("io.vedette.camel.TargetCall", "io.vedette.camel.TargetClient", "io.vedette.camel.run.Embedding");

    @BuildStep
    ServiceProviderBuildItem start() {
        return new ServiceProviderBuildItem("io.vedette.camel.EmbeddedStart", "io.vedette.camel.run.Embedding");
    }

    @BuildStep
    NativeImageResourcePatternsBuildItem files() {
        return NativeImageResourcePatternsBuildItem.builder()
                .includeGlobs("io/vedette/**", "META-INF/io/vedette/**")
                .build();
    }

    @BuildStep
    ReflectiveClassBuildItem reflection(CombinedIndexBuildItem index) {
        return ReflectiveClassBuildItem.builder(names(index.getIndex()))
                .constructors()
                .methods()
                .build();
    }

    private static String[] names(IndexView index) {
        Stream<String> inPackages = PACKAGES.stream()
                .flatMap(name -> index.getClassesInPackage(name).stream())
                .map(ClassInfo::name)
                .map(Object::toString);
        return Stream.concat(CLASSES.stream(), inPackages).sorted().toArray(String[]::new);
    }
}
