package io.vedette.discovery;

import io.vedette.config.values.Causes;
import io.vedette.config.values.TextFile;
import io.vedette.probe.Attempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * Files of Prometheus' {@code file_sd}: {@code .json}, {@code .yaml} and {@code .yml}, by a pattern in the last part of a path. The
 * targets of a file that cannot be taken stay as they were; those of one that is deleted go. Used by one thread at a time.
 */
final class FileOrigin implements Origin {

    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Path folder;
    private final String pattern;
    private final Map<Path, Content> known = new HashMap<>();
    /** Those that were never read, though they were there from the first: what they named before a restart is not known here. */
    private final Set<Path> unread = new HashSet<>();

    private boolean hasLooked;

    private record Content(String text, List<Target> targets) {}

    /** Returns what is wrong with an address; empty when files can be looked for by it. */
    static Optional<String> complaint(String address) {
        Path name = Path.of(address).getFileName();
        if (name == null) {
            return Optional.of("is no file, and no pattern of files such as targets/*.json");
        }
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + name);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("\"" + name + "\" is not a pattern of files such as *.json: "
                    + e.getDescription().toLowerCase(Locale.ROOT));
        }
    }

    /** @param address absolute, and without a {@linkplain #complaint complaint} */
    FileOrigin(String address) {
        Path path = Path.of(address);
        this.folder = path.getParent();
        this.pattern = path.getFileName().toString();
    }

    @Override
    public Answered look(Attempt attempt) throws Unanswered {
        List<Target> targets = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        TreeSet<Path> files = files();
        known.keySet().retainAll(files);
        unread.retainAll(files);
        for (Path file : files) {
            String complaint = read(file);
            if (!complaint.isEmpty()) {
                complaints.add(file.getFileName() + " " + complaint);
            }
            if (known.containsKey(file)) {
                targets.addAll(known.get(file).targets());
                unread.remove(file);
            } else if (!hasLooked && isOfGroups(file)) {
                unread.add(file);
            }
        }
        hasLooked = true;
        if (files.isEmpty() && !isPattern()) {
            complaints.add(pattern + " does not exist");
        }
        String complaint = String.join("; ", complaints.subList(0, Math.min(5, complaints.size())));
        return new Answered(targets, complaint, !unread.isEmpty());
    }

    private boolean isPattern() {
        return pattern.matches(".*[*?\\[{].*");
    }

    private TreeSet<Path> files() throws Unanswered {
        TreeSet<Path> files = new TreeSet<>();
        if (!isPattern()) {
            Path file = folder.resolve(pattern);
            if (!Files.notExists(file)) { // Nor is one gone that cannot be looked at.
                files.add(file);
            }
            return files;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            found.forEach(files::add);
            return files;
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new Unanswered("there is no folder " + folder);
        } catch (IOException | DirectoryIteratorException e) {
            throw new Unanswered("the folder " + folder + " cannot be read: " + Causes.message(e));
        }
    }

    /** Returns what is wrong with it; what was read of it before stays then. */
    private String read(Path file) {
        TextFile read = TextFile.read(file, MOST_BYTES);
        if (!read.isRead()) {
            return read.complaint();
        }
        Content before = known.get(file);
        if (before != null && before.text().equals(read.text())) {
            return "";
        }
        try {
            if (!isOfGroups(file)) {
                return "has none of the endings .json, .yaml and .yml";
            }
            List<Target> targets = file.toString().endsWith(".json")
                    ? TargetGroups.ofJson(read.text().getBytes(StandardCharsets.UTF_8))
                    : TargetGroups.ofYaml(read.text());
            known.put(file, new Content(read.text(), targets));
            return "";
        } catch (Unanswered e) {
            return e.getMessage();
        }
    }

    private static boolean isOfGroups(Path file) {
        return file.toString().matches(".*\\.(json|ya?ml)");
    }
}
