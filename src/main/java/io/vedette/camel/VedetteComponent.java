package io.vedette.camel;

import io.vedette.camel.load.VedetteOperation;
import io.vedette.config.values.Proxies;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;

/** Judges messages as observations of checks, and hands over alerts. */
@Component("vedette")
public class VedetteComponent extends DefaultComponent {

    @Metadata(
            label = "advanced",
            autowired = true,
            description =
                    "The service that keeps states, outbox and targets. Created from the vedette.* properties of the"
                            + " application when none is in the registry.")
    private VedetteService service;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        VedetteOperation operation = VedetteOperation.of(remaining);
        if (operation == VedetteOperation.SCHEDULE || operation == VedetteOperation.PROBE) {
            RunEndpoint endpoint = new RunEndpoint(uri, this, operation);
            endpoint.setCheck(getAndRemoveParameter(parameters, "check", String.class));
            endpoint.setType(getAndRemoveParameter(parameters, "type", String.class));
            return endpoint;
        }
        VedetteEndpoint endpoint = new VedetteEndpoint(uri, this, operation);
        if (operation == VedetteOperation.OBSERVE) {
            // All but the endpoint's own are parameters of a check; they are read strictly when its route is added.
            Map<String, String> options = new LinkedHashMap<>();
            URISupport.resolveRawParameterValues(parameters);
            parameters.forEach((name, value) -> options.put(name, String.valueOf(value)));
            options.keySet().removeAll(VedetteEndpoint.OWN_OPTIONS);
            parameters.keySet().retainAll(VedetteEndpoint.OWN_OPTIONS);
            endpoint.setOptions(options);
        }
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (service == null) {
            service = VedetteService.of(getCamelContext());
        }
        getCamelContext()
                .getCamelContextExtension()
                .addContextPlugin(Proxies.class, service.settings().proxies());
    }

    public VedetteService getService() {
        return service;
    }

    /** The service that keeps states, outbox and targets. */
    public void setService(VedetteService service) {
        this.service = service;
    }
}
