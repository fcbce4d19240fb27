package io.vedette.camel.placeholder;

import io.vedette.config.settings.Braces;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.SettingsLoader;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.camel.main.Main;

/**
 * Camel's functions in the placeholders of settings, which are read before anything runs: a Camel of its own resolves
 * them, set up by the {@code camel.*} keys of the same settings, such as {@code camel.vault.hashicorp.host}. It is made when
 * the first is asked for and never started.
 */
public final class CamelFunctions implements SettingsLoader.CamelCalls, AutoCloseable {

    private Main main;

    @Override
    public Optional<String> value(String call, Supplier<Map<String, String>> camelKeys) {
        if (main == null) {
            main = main(camelKeys.get());
        }
        return Optional.ofNullable(main.getCamelContext().resolvePropertyPlaceholders("{{" + call + "}}"));
    }

    private static Main main(Map<String, String> keys) {
        Main main = new Main();
        Properties properties = new Properties();
        keys.forEach((key, value) -> {
            if (key.startsWith("camel.vault.")) {
                properties.put(key, Braces.escaped(value));
            }
        });
        main.setPropertyPlaceholderLocations("false");
        main.setOverrideProperties(properties);
        main.configure().withRoutesIncludePattern("false");
        main.init();
        // Who asked learns what is secret of it.
        VaultPlaceholders.addTo(main.getCamelContext(), new Secrets());
        return main;
    }

    @Override
    public void close() {
        if (main != null) {
            main.stop();
        }
    }
}
