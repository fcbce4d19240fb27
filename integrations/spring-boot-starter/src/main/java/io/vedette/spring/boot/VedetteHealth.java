package io.vedette.spring.boot;

import io.vedette.camel.VedetteService;
import io.vedette.camel.context.SelfHealthCheck;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** How Vedette itself is doing: down where a part of it is, each part with what it says. What it watches may be in any state. */
final class VedetteHealth extends AbstractHealthIndicator {

    private final List<SelfHealthCheck> parts;

    VedetteHealth(CamelContext context) {
        super("the health of Vedette cannot be found out");
        this.parts = SelfHealthCheck.of(VedetteService.of(context).stages());
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (SelfHealthCheck part : parts) {
            HealthCheck.Result result = part.call();
            boolean up = result.getState() == HealthCheck.State.UP;
            String said = result.getMessage().orElse("");
            builder.withDetail(part.getId(), said.isEmpty() ? result.getState().name() : said);
            if (!up) {
                builder.down();
            }
        }
    }
}
