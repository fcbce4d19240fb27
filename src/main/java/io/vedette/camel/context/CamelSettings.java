package io.vedette.camel.context;

import io.vedette.camel.http.RequestBody;
import io.vedette.config.settings.Braces;
import io.vedette.config.settings.Settings;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;

/**
 * The settings that Vedette gives to Camel, in addition to an operator's.
 *
 * @param serves whether it is to listen and to trace; if not, nothing is opened
 * @param port where it is to listen
 */
public record CamelSettings(boolean serves, int port) {

    /** Returns all settings, and with them those that Camel takes from us. */
    public Properties beside(Settings settings) {
        Properties properties = new Properties();
        // Filled in already: Camel must not take what braces are left for placeholders.
        settings.properties().forEach((key, value) -> properties.put(key, Braces.escaped(value)));
        properties.put("camel.main.name", "vedette");
        properties.put(Tracing.SWITCH, String.valueOf(Tracing.isOn(settings.properties())));
        // The pages of the status server and Vedette's own timers would fill the traces.
        properties.put("camel.opentelemetry2.excludePatterns", "platform-http*,timer:vedette-*");
        // A check of Camel's for every route and consumer would say of each check what Vedette says of all.
        properties.put("camel.health.routesEnabled", "false");
        properties.put("camel.health.consumersEnabled", "false");
        properties.put("camel.server.enabled", "true");
        properties.put("camel.server.host", settings.http().host());
        properties.put("camel.server.port", String.valueOf(port));
        properties.put("camel.server.maxBodySize", String.valueOf(RequestBody.MOST_BYTES));
        properties.put(
                "camel.server.useGlobalSslContextParameters",
                String.valueOf(settings.http().tls().isConfigured()));
        properties.put("vedette.http.port", String.valueOf(port));
        if (!serves) {
            openNothing(properties);
        }
        return properties;
    }

    /** Has settings tried without the ports and traces that they would open; they are read all the same. */
    static void openNothing(Properties properties) {
        properties.put("camel.server.enabled", "false");
        properties.put("camel.management.enabled", "false");
        properties.put(Tracing.SWITCH, "false");
    }

    /**
     * What settings hold has the environment over it already, and what was made of it since, such as the port taken for 0:
     * Camel would take the bare variable again.
     */
    public static void beforeEnvironment(CamelContext context) {
        ((PropertiesComponent) context.getPropertiesComponent())
                .setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
    }
}
