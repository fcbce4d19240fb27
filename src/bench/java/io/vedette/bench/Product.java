package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which Vedette is started, and how its JVM is. */
final class Product {

    @Option(names = "--jar", description = "The jar to start; the class path of this process without it.")
    private Optional<Path> jar;

    @Option(names = "--jvm", split = "\\s+", defaultValue = "-Xmx512m", description = "Options of its JVM.")
    private List<String> options;

    /** What is run, for the head of the figures. */
    String described() {
        return "Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + String.join(" ", options);
    }

    /** A program of the benchmarks with the options of Vedette's JVM. */
    Child beside(Class<?> program, Stream<String> arguments) throws IOException {
        List<String> jvm = new ArrayList<>(options);
        jvm.removeIf(option -> option.startsWith("-XX:SharedArchiveFile") || option.startsWith("-XX:AOTCache"));
        jvm.addAll(Child.classPath());
        return Child.java(
                jvm, Stream.concat(Stream.of(program.getName()), arguments).toArray(String[]::new));
    }

    Child start(Workplace workplace) throws IOException {
        List<String> jvm = new ArrayList<>(options);
        if (jar.isPresent()) {
            jvm.addAll(List.of("-jar", jar.get().toString()));
        } else {
            jvm.addAll(Child.classPath());
            jvm.add("io.vedette.App");
        }
        return Child.java(jvm, "run", "--config", workplace.properties().toString());
    }
}
