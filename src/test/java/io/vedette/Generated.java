package io.vedette;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What stands in {@code src/generated}, made of something else that changes. */
public final class Generated {

    private static final Path FOLDER = Path.of("src/generated");

    private Generated() {}

    /**
     * Returns what the files hold now; with the system property {@code vedette.generate} they are written first.
     *
     * @param files what they are to hold, by their paths
     */
    public static Map<String, String> kept(Map<String, String> files) throws IOException {
        Map<String, String> kept = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = FOLDER.resolve(file.getKey());
            if (System.getProperty("vedette.generate") != null) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            kept.put(file.getKey(), Files.exists(path) ? Files.readString(path) : "");
        }
        return kept;
    }
}
