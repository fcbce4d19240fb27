package io.vedette.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The image of the Dockerfile, built by buildah in a storage of its own. */
final class Image {

    private static final String NAME = "localhost/vedette";

    private final List<String> buildah;
    private final JsonNode config;
    private final Path root;

    private Image(List<String> buildah) throws Exception {
        this.buildah = buildah;
        this.config = new ObjectMapper()
                .readTree(run("inspect", "--type", "image", NAME))
                .path("Docker")
                .path("config");
        this.root =
                Path.of(run("mount", run("from", "--pull-never", NAME).strip()).strip());
    }

    /** Builds it on a base that has the name of the one that the Dockerfile asks for. */
    static Image build(BaseSystem base) throws Exception {
        Path folder = BaseSystem.folder("buildah");
        List<String> buildah = List.of(
                "env",
                "BUILDAH_ISOLATION=chroot",
                "buildah",
                "--storage-driver",
                "vfs",
                "--root",
                folder.resolve("storage").toString(),
                "--runroot",
                folder.resolve("run").toString());
        String scratch = run(buildah, "from", "scratch").strip();
        run(buildah, "copy", "--quiet", scratch, base.root().toString(), "/");
        run(
                buildah,
                "commit",
                "--quiet",
                "--rm",
                scratch,
                "docker.io/library/eclipse-temurin:" + base.java() + "-jre-noble");
        run(
                buildah,
                "bud",
                "--quiet",
                "--pull-never",
                "--format",
                "docker",
                "--build-arg",
                "JAVA=" + base.java(),
                "--tag",
                NAME,
                ".");
        return new Image(buildah);
    }

    private String run(String... arguments) throws Exception {
        return run(buildah, arguments);
    }

    private static String run(List<String> buildah, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(buildah);
        command.addAll(List.of(arguments));
        return Tools.run(command);
    }

    /** What the image says of itself, such as {@code User}. */
    JsonNode config() {
        return config;
    }

    /** The files of a container of it. */
    Path root() {
        return root;
    }

    /** Runs entry point and command in a container whose root cannot be written. */
    Process start(Path data, Map<String, String> environment, String... command) throws Exception {
        List<String> whole = new ArrayList<>(texts(config.path("Entrypoint")));
        whole.addAll(command.length == 0 ? texts(config.path("Cmd")) : List.of(command));
        return run(data, environment, whole);
    }

    /** Runs the health check once; the exit code. */
    int health(Path data, Map<String, String> environment) throws Exception {
        List<String> test = texts(config.path("Healthcheck").path("Test"));
        return Tools.end(run(data, environment, test.subList(1, test.size()))).code();
    }

    private Process run(Path data, Map<String, String> environment, List<String> inside) throws Exception {
        Map<String, String> variables = new TreeMap<>();
        for (String each : texts(config.path("Env"))) {
            variables.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        variables.putAll(environment);
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                Tools.script("run.sh").toString(),
                root.toString(),
                data.toString(),
                "/usr/bin/env",
                "-i",
                "-C",
                config.path("WorkingDir").asText()));
        variables.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(inside);
        return Tools.start(Map.of(), command);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
