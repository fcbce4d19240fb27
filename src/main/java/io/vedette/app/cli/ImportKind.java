package io.vedette.app.cli;

import io.vedette.app.migrate.BlackboxImport;
import io.vedette.app.migrate.GatusImport;
import io.vedette.app.migrate.HealthchecksImport;
import io.vedette.app.migrate.KumaImport;
import io.vedette.app.migrate.Migration;
import io.vedette.app.migrate.NagiosImport;
import io.vedette.app.migrate.PingerImport;
import io.vedette.config.values.Problem;
import io.vedette.config.values.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The monitors whose files can be imported. */
enum ImportKind {
    PINGER(texts -> PingerImport.of(first(texts), name(texts))),
    GATUS(texts -> GatusImport.of(first(texts), name(texts))),
    BLACKBOX(BlackboxImport::of),
    HEALTHCHECKS(texts -> HealthchecksImport.of(first(texts), name(texts))),
    KUMA(null),
    NAGIOS(null);

    /** Makes it of the texts of files by the names that the operator gave. */
    private interface Maker {
        Migration of(Map<String, String> texts);
    }

    private final Maker maker;

    ImportKind(Maker maker) {
        this.maker = maker;
    }

    private static String first(Map<String, String> texts) {
        return texts.values().iterator().next();
    }

    private static String name(Map<String, String> texts) {
        return texts.keySet().iterator().next();
    }

    /** Returns the kind of that name. */
    static Optional<ImportKind> named(String name) {
        String plain = name.equals("py-pinger") ? "pinger" : name;
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(plain))
                .findFirst();
    }

    /** Returns the kind of a file that no other word says anything of. */
    static ImportKind ofFile(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".db")) {
            return KUMA;
        }
        return name.matches(".*\\.ya?ml") ? GATUS : name.endsWith(".cfg") ? NAGIOS : PINGER;
    }

    int mostFiles() {
        return this == BLACKBOX ? 20 : 1;
    }

    /** Reads the files; what is wrong with them is in the problems of what it returns. */
    Migration read(List<String> files) {
        if (maker == null) {
            Path path = Path.of(files.get(0));
            if (!Files.isRegularFile(path)) {
                return failed(files.get(0), 0, Files.isDirectory(path) ? "is a directory" : "does not exist");
            }
            return this == KUMA ? KumaImport.of(path) : NagiosImport.of(path);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String file : files) {
            TextFile text = TextFile.read(Path.of(file), TextFile.MOST_BYTES);
            if (!text.isRead()) {
                return failed(file, text.line(), text.complaint());
            }
            texts.put(file, text.text());
        }
        return maker.of(texts);
    }

    private static Migration failed(String file, int line, String complaint) {
        return Migration.failed(file, List.of(Problem.error(file, line, null, complaint)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
