package io.vedette.camel.placeholder;

import io.vedette.config.settings.Braces;
import io.vedette.config.settings.Origins;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/**
 * What {@code {{env:NAME}}}, {@code {{env:NAME:default}}} and {@code {{file:PATH}}} mean in routes files: the same as in
 * application.properties. What comes from a file, or from a variable with the name of a secret, is never shown.
 */
public final class PlaceholderFunction implements LiteralFunction {

    private final String name;
    private final Function<String, String> value;

    private PlaceholderFunction(String name, Function<String, String> value) {
        this.name = name;
        this.value = value;
    }

    /** @param baseDir where relative paths of files start */
    public static void addTo(CamelContext context, Path baseDir, Secrets secrets) {
        List.of(
                        new PlaceholderFunction("env", argument -> variable(argument, secrets)),
                        new PlaceholderFunction("file", path -> file(path, baseDir, secrets)))
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
        if (value != null && Origins.isSecretVariable(variable)) {
            secrets.learn(List.of(value));
        }
        return value == null ? nameAndDefault[1] : value;
    }

    private static String file(String path, Path baseDir, Secrets secrets) {
        Path place = baseDir.resolve(path.strip());
        if (Files.notExists(place)) {
            throw new IllegalArgumentException("there is no file " + place);
        }
        String content = TextFile.value(path, baseDir);
        secrets.learn(List.of(content));
        return content;
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
