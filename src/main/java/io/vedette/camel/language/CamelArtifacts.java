package io.vedette.camel.language;

import io.vedette.config.values.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which jar of Camel's holds a component, a language or a data format: what a message about one that is not on the class
 * path names, for an operator to add. The list was made of Camel's catalog, which is too large to be brought along.
 */
public final class CamelArtifacts {

    private static final String LIST = "/io/vedette/camel/language/artifacts.properties";
    private static final String VERSION = "version";

    private final Properties artifacts = new Properties();

    /** What is missing. */
    public enum Kind {
        COMPONENT,
        LANGUAGE,
        DATAFORMAT;

        private String prefix() {
            return name().toLowerCase(Locale.ROOT) + ".";
        }

        private String word() {
            return this == DATAFORMAT ? "data format" : name().toLowerCase(Locale.ROOT);
        }

        /** Where Camel looks for one of that name. */
        private String resource(String name) {
            return "META-INF/services/org/apache/camel/" + prefix().replace('.', '/') + name;
        }
    }

    public CamelArtifacts() {
        try (InputStream in = Objects.requireNonNull(CamelArtifacts.class.getResourceAsStream(LIST), LIST)) {
            artifacts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(LIST + " cannot be read", e);
        }
    }

    /** The version of Camel whose artifacts these are. */
    String version() {
        return artifacts.getProperty(VERSION);
    }

    /** The artifact that holds it; empty when Camel has none of that name. */
    public Optional<String> artifact(Kind kind, String name) {
        return Optional.ofNullable(artifacts.getProperty(kind.prefix() + name));
    }

    /** Whether it is on the class path. */
    public static boolean isThere(Kind kind, String name) {
        return CamelArtifacts.class.getClassLoader().getResource(kind.resource(name)) != null;
    }

    /**
     * Why it cannot be had: its jar is missing, or there is none of that name.
     *
     * @param there the names of those that are on the class path, which may be meant
     */
    public String complaint(Kind kind, String name, Collection<String> there) {
        return artifact(kind, name)
                .map(artifact ->
                        "the " + kind.word() + " \"" + name + "\" is not on the class path; add " + artifact + "-"
                                + version() + ".jar and the jars that it needs, see \"Further parts of Camel\" in"
                                + " docs/operations.md")
                .orElseGet(() -> "\"" + name + "\" is not a known " + kind.word() + hint(kind, name, there));
    }

    private String hint(Kind kind, String name, Collection<String> there) {
        Set<String> known = new TreeSet<>(there);
        artifacts.stringPropertyNames().stream()
                .filter(key -> key.startsWith(kind.prefix()))
                .map(key -> key.substring(kind.prefix().length()))
                .forEach(known::add);
        Set<String> sameLetters = new TreeSet<>(known);
        // A text of a megabyte in the place of a name is not sorted for each of them.
        sameLetters.removeIf(other -> other.length() != name.length() || !Arrays.equals(letters(other), letters(name)));
        // Most of what there is has a name as short as those of its neighbours.
        return Nearest.hint(name, sameLetters.isEmpty() ? near(name, known) : sameLetters);
    }

    private static Set<String> near(String name, Set<String> known) {
        Set<String> near = new TreeSet<>(known);
        near.removeIf(other -> Nearest.distance(name, other) > Math.max(1, name.length() / 3));
        return near;
    }

    private static int[] letters(String name) {
        return name.toLowerCase(Locale.ROOT).chars().sorted().toArray();
    }
}
