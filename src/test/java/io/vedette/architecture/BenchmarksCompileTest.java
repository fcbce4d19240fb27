package io.vedette.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks, which the ordinary build leaves out, fit the classes of today; but for those that JMH runs, as it is not here. */
class BenchmarksCompileTest {

    @TempDir
    private Path folder;

    @Test
    void compile() throws Exception {
        Path jmh = folder.resolve("Main.java");
        Files.writeString(jmh, "package org.openjdk.jmh; public class Main { public static void main(String[] a) {} }");
        List<Path> sources = new ArrayList<>(List.of(jmh));
        try (Stream<Path> all = Files.walk(Path.of("src/bench/java"))) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!Files.readString(file).contains("org.openjdk.jmh.annotations")) {
                    sources.add(file);
                }
            }
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));

        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();

            assertThat(sources).hasSizeGreaterThan(20);
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }
}
