package io.vedette.camel.placeholder;

import io.vedette.config.settings.Braces;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.VaultFunction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Camel's vault functions, such as {@code {{hashicorp:secret:db#password}}}, with what they give never shown. Where the jar
 * of one is not there it says so: Camel would take the name for a key and what follows for its default.
 */
final class VaultPlaceholders implements LiteralFunction {

    private static final String FUNCTIONS = "META-INF/services/org/apache/camel/properties-function/";

    /** Thousands of checks may share one secret; a vault is not asked for it by each. */
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

    private final CamelContext context;
    private final VaultFunction vault;
    private final Secrets secrets;
    private final Map<String, CachedValue> given = new ConcurrentHashMap<>();
    private PropertiesFunction function;

    private record CachedValue(String value, long at) {}

    private VaultPlaceholders(CamelContext context, VaultFunction vault, Secrets secrets) {
        this.context = context;
        this.vault = vault;
        this.secrets = secrets;
    }

    /** Adds them all; what an operator writes means the same whether the jar is there or not. */
    static void addTo(CamelContext context, Secrets secrets) {
        for (VaultFunction vault : VaultFunction.values()) {
            context.getPropertiesComponent().addPropertiesFunction(new VaultPlaceholders(context, vault, secrets));
        }
    }

    @Override
    public String getName() {
        return vault.function();
    }

    /** With braces escaped: Camel reads for placeholders what a function gives. */
    @Override
    public String apply(String remainder) {
        String value = content(remainder);
        return value == null ? null : Braces.escaped(value);
    }

    @Override
    public String content(String remainder) {
        CachedValue known = given.get(remainder);
        if (known != null && System.nanoTime() - known.at() < FRESH_NANOS) {
            return known.value();
        }
        String value = function().apply(remainder);
        if (value != null) {
            secrets.learn(List.of(value));
            given.put(remainder, new CachedValue(value, System.nanoTime()));
        }
        return value;
    }

    /** Found when it is first needed: it may want an address and a token that nobody gave who does not use it. */
    private synchronized PropertiesFunction function() {
        if (function == null) {
            FactoryFinder finder = context.getCamelContextExtension().getBootstrapFactoryFinder(FUNCTIONS);
            PropertiesFunction found = finder.newInstance(vault.function(), PropertiesFunction.class)
                    .orElseThrow(() -> new IllegalArgumentException(vault.missing()));
            CamelContextAware.trySetCamelContext(found, context);
            ServiceHelper.startService(found);
            function = found;
        }
        return function;
    }
}
