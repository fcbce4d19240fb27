package io.vedette.camel.run;

import io.vedette.camel.TargetAddress;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Causes;
import io.vedette.process.Loggers;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;

/**
 * The calls by which somebody else learns that Vedette lives: whether one is due, and what came of it. The log says when
 * they begin to fail and when they are taken again, not every minute. Used by one route, whose runs do not overlap.
 */
final class OwnHeartbeat {

    private static final Logger LOG = Loggers.HEALTH;

    private final Supplier<Settings> settings;
    private final SelfHealthMonitor health;
    private final Secrets secrets;
    private boolean fails;
    /** What the most take; another Vedette takes the other one. */
    private String method = "GET";

    OwnHeartbeat(Supplier<Settings> settings, SelfHealthMonitor health, Secrets secrets) {
        this.settings = settings;
        this.health = health;
        this.secrets = secrets;
    }

    /** Returns whether to call now: an address is set, something may leave the machine, and Vedette is healthy. */
    boolean isDue(Exchange exchange) {
        return address().isPresent() && health.now().isUp();
    }

    private Optional<URI> address() {
        Settings now = settings.get();
        return now.onlyLog() ? Optional.empty() : now.heartbeat().url();
    }

    /** Has the call go to the address: as a header, since an endpoint's own address is shown in logs. */
    void call(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(Exchange.HTTP_METHOD, method);
        // A reload may have taken it away just now.
        address()
                .ifPresentOrElse(
                        url -> message.setHeader(Exchange.HTTP_URI, TargetAddress.standIn(url.toString())),
                        () -> exchange.setRouteStop(true));
    }

    /** Returns whether the call is to be made by the other method at once, and by that from now on. */
    boolean wantsOtherMethod(Exchange exchange) {
        boolean other = status(exchange) == 405;
        if (other) {
            method = method.equals("GET") ? "POST" : "GET";
        }
        return other;
    }

    private static int status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    }

    void answered(Exchange exchange) {
        int status = status(exchange);
        if (status / 100 == 2) {
            if (fails) {
                LOG.info("the call of vedette.heartbeat.url succeeds again");
            }
            fails = false;
        } else {
            failed("status " + status);
        }
    }

    void failed(Exchange exchange) {
        failed(Causes.message(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }

    private void failed(String why) {
        if (!fails) {
            LOG.warn("the call of vedette.heartbeat.url fails and is repeated every minute: {}", secrets.mask(why));
        }
        fails = true;
    }
}
