package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.camel.VedetteService;
import io.vedette.camel.context.CamelMain;
import io.vedette.camel.context.CamelSettings;
import io.vedette.camel.context.Tracing;
import io.vedette.camel.http.BindAddress;
import io.vedette.camel.http.ServerCertificate;
import io.vedette.camel.placeholder.PlaceholderFunction;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Problem;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Camel Main with a service on it, set up by settings; nothing of it runs yet. */
final class StandaloneContext implements AutoCloseable {

    private final Main main;
    private final VedetteService service;
    private final BindAddress address;
    private final CamelSettings camelSettings;
    private final Optional<Tracing> tracing;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param serves whether it is to listen, trace and keep what it finds; a trial leaves nothing behind
     * @throws Exception if Camel itself cannot be set up; mistakes of operators are in {@link #problems()}
     */
    StandaloneContext(Settings settings, Secrets secrets, Clock clock, boolean serves) throws Exception {
        address = BindAddress.find(settings.http(), serves);
        camelSettings = new CamelSettings(serves, address.port());
        Clock judging =
                settings.debugNow().map(now -> Clock.fixed(now, ZoneOffset.UTC)).orElse(clock);
        Store store = serves ? Stores.of(settings.database(), settings.history(), clock) : MemoryStore.forTrial();
        service = new VedetteService(settings, secrets, clock, judging, store);
        tracing = serves && Tracing.isOn(settings.properties())
                ? Optional.of(Tracing.of(settings.properties(), secrets))
                : Optional.empty();
        Map<String, Object> beans = new HashMap<>(Map.of("vedetteService", service));
        tracing.ifPresent(on -> beans.put("vedetteTracer", on.tracer()));
        main = CamelMain.of(camelSettings.beside(settings), beans, secrets, problems);
        CamelContext context = main.getCamelContext();
        CamelSettings.beforeEnvironment(context);
        certificate(settings).ifPresent(context::setSSLContextParameters);
        // Camel would go over all routes for every one that is added.
        context.getRestConfiguration().setInlineRoutes(false);
        context.addService(service);
        PlaceholderFunction.addTo(context, settings.baseDir(), secrets);
        // For operators' copies of older notify routes; no application that embeds Vedette gets them.
        service.stages().base().settings().bindBeans(context.getRegistry());
    }

    private Optional<SSLContextParameters> certificate(Settings settings) {
        try {
            return ServerCertificate.read(settings.http().tls());
        } catch (ServerCertificate.Unusable e) {
            problems.add(e.problem());
            return Optional.empty();
        }
    }

    Main main() {
        return main;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    VedetteService service() {
        return service;
    }

    Stages stages() {
        return service.stages();
    }

    BindAddress address() {
        return address;
    }

    CamelSettings camelSettings() {
        return camelSettings;
    }

    /** Returns what is wrong with the server's certificate and settings of Camel's. */
    List<Problem> problems() {
        return problems;
    }

    @Override
    public void close() {
        main.stop();
        address.close();
    }

    /** Sends the traces that wait; the last thing to be done. */
    void closeTracing() {
        tracing.ifPresent(Tracing::close);
    }
}
