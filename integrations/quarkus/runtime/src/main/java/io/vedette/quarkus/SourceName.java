package io.vedette.quarkus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigValue;

/** Where a setting stands, as an operator calls it. */
final class SourceName {

    static final String ENVIRONMENT = "environment";

    private static final Pattern FILE = Pattern.compile("\\[source=(?:.*/)?([^/\\]]+)]");

    private SourceName() {}

    /** Returns {@code application.properties:12} of a file, {@code environment} of the variables, else what the source calls itself. */
    static String of(ConfigValue value) {
        String source = value.getSourceName();
        if (source == null) {
            return "configuration";
        }
        if (source.startsWith("EnvConfigSource")) {
            return ENVIRONMENT;
        }
        if (source.startsWith("SysPropConfigSource")) {
            return "system properties";
        }
        Matcher file = FILE.matcher(source);
        if (!file.find()) {
            return source;
        }
        int line = value instanceof io.smallrye.config.ConfigValue own ? own.getLineNumber() : -1;
        return line > 0 ? file.group(1) + ":" + line : file.group(1);
    }
}
