package io.vedette.camel;

import io.vedette.camel.language.CamelConditions;
import io.vedette.camel.load.CheckFactory;
import io.vedette.check.Check;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import io.vedette.discovery.Discovery;
import io.vedette.probe.AddressPolicy;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Lookup;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenLogin;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.kind.Probes;
import io.vedette.probe.tls.Trust;
import io.vedette.probing.Connectivity;
import io.vedette.probing.ProbePool;
import io.vedette.probing.ProbeRunner;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/**
 * The stage that asks, put together.
 *
 * @param heartbeats the calls of watched jobs
 * @param discovery the sources that name what is to be watched
 */
public record Probing(Probes probes, ProbeRunner runner, HeartbeatBook heartbeats, Discovery discovery) {

    static Probing of(Settings settings, Secrets secrets, Clock clock) {
        HeartbeatBook heartbeats = new HeartbeatBook();
        HttpTransport transport = new HttpTransport(
                Trust.standardAnd(settings.probe().trust()),
                AddressPolicy.over(Lookup.system(), settings.probe()),
                settings.proxies());
        Probes probes = new Probes(transport, token(settings.auth()), heartbeats, clock, secrets);
        return new Probing(
                probes,
                new ProbeRunner(ProbePool.create(), clock),
                heartbeats,
                new Discovery(probes, settings.baseDir().resolve("data").resolve("targets"), secrets, clock));
    }

    /** @param announcements takes the message about a time without connection, when it is over */
    Connectivity connectivity(Settings settings, Clock clock, Consumer<String> announcements) {
        return new Connectivity(
                settings.connectivityCheck()
                        .map(address -> new Connectivity.Guard(
                                probes.connectivity(address, settings.timeout()),
                                runner,
                                settings.interval(),
                                settings.timeout())),
                clock,
                announcements);
    }

    /**
     * Returns what makes checks by some settings, which need not count yet.
     *
     * @param context on which conditions are compiled
     */
    CheckFactory checkFactory(CamelContext context, Settings settings, Secrets secrets) {
        return new CheckFactory(
                probes.withToken(token(settings.auth())),
                new Check.Defaults(settings.interval(), settings.errorInterval(), settings.timeout()),
                secrets,
                new CamelConditions(context));
    }

    void close() {
        discovery.close();
        runner.close();
        probes.close();
    }

    private static TokenSettings token(Settings.Auth auth) {
        return new TokenSettings(
                auth.header(),
                auth.token(),
                auth.url()
                        .map(url -> new TokenLogin.Account(
                                url, auth.username().orElse(""), auth.password().orElse(""), auth.header())));
    }
}
