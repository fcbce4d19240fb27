package io.vedette.camel;

import io.vedette.config.Braces;
import io.vedette.config.Causes;
import io.vedette.config.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/**
 * What {@code {{env:NAME}}}, {@code {{env:NAME:default}}} and {@code {{file:PATH}}} mean in routes files: the same as in
 * application.properties. What comes from a file, or from a variable with the name of a secret, is never shown.
 */
final class PlaceholderFunction implements LiteralFunction {

    private final String name;
    private final Function<String, String> value;

    private PlaceholderFunction(String name, Function<String, String> value) {
        this.name = name;
        this.value = value;
    }

    /** @param baseDir where relative paths of files start */
    static void addTo(CamelContext context, Path baseDir, Secrets secrets) {
        List.of(
                        new PlaceholderFunction("env", argument -> variable(argument, secrets)),
                        new PlaceholderFunction("file", path -> file(baseDir.resolve(path.strip()), secrets)))
                .forEach(context.getPropertiesComponent()::addPropertiesFunction);
        VaultPlaceholders.addTo(context, secrets);
    }

    private static String variable(String argument, Secrets secrets) {
        String[] nameAndDefault = argument.split(":", 2);
        String variable = nameAndDefault[0].strip();
        String value = System.getenv(variable);
        if (value == null && nameAndDefault.length == 1) {
            throw new IllegalArgumentException("environment variable " + variable + " is not set");
        }
        if (value != null && Secrets.isSecretName(variable.toLowerCase(Locale.ROOT))) {
            secrets.learn(List.of(value));
        }
        return value == null ? nameAndDefault[1] : value;
    }

    private static String file(Path file, Secrets secrets) {
        try {
            // Editors and echo end a file with a line break that is no part of the secret.
            String content = Files.readString(file).replaceFirst("\\r?\\n\\z", "");
            secrets.learn(List.of(content));
            return content;
        } catch (IOException e) {
            // Without its cause, whose message is the bare name of the file: the innermost one is told.
            throw new IllegalArgumentException(
                    Files.exists(file)
                            ? "file " + file + " cannot be read: " + Causes.message(e)
                            : "there is no file " + file);
        }
    }

    @Override
    public String getName() {
        return name;
    }

    /** With braces escaped: Camel reads for placeholders what a function gives. */
    @Override
    public String apply(String remainder) {
        return Braces.escaped(content(remainder));
    }

    @Override
    public String content(String remainder) {
        return value.apply(remainder);
    }
}
