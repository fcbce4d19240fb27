package io.vedette.app.demo;

import io.vedette.app.demo.Certificates.Kind;
import io.vedette.check.CheckYaml;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two servers with TLS. The shop's certificate nears its end before it is renewed; the partner's is now and then one that
 * signed itself, for another name. The authority that issued the others is known by no browser, so the checks are told to
 * trust it.
 */
final class TlsSystems implements AutoCloseable {

    private static final String SHOP = "shop-certificate";
    private static final String PARTNER = "partner-certificate";

    private final Certificates certificates;
    private final Moods shopMoods;
    private final Moods partnerMoods;
    private final WebServer shop;
    private final WebServer partner;
    private final WebSystem page;

    /** @throws IOException when there is no keytool, or no certificate can be made by it */
    TlsSystems(Clock clock, long seed, Keytool keytool) throws IOException {
        certificates = Certificates.make(keytool);
        shopMoods = Moods.of(seed, SHOP, 1);
        partnerMoods = Moods.of(seed, PARTNER, 1);
        shop = WebServer.secure(clock, ShownCertificate.context(certificates, () -> shop(clock.instant())));
        partner = WebServer.secure(clock, ShownCertificate.context(certificates, () -> partner(clock.instant())));
        page = new WebSystem.Maker(shop.base(), seed)
                .system("network", "http", "shop-over-tls", 1, (mood, now, ask) -> page(mood), "contains", "Welcome");
        shop.serve(List.of(page));
    }

    /** Returns the file of the authority. */
    Path authority() {
        return certificates.authority();
    }

    /** Returns the kind of certificate that the shop presents. */
    Kind shop(Instant now) {
        return shopMoods.isWell(now) ? Kind.GOOD : Kind.ENDING;
    }

    /** Returns the kind of certificate that the partner presents. */
    Kind partner(Instant now) {
        return partnerMoods.isWell(now) ? Kind.GOOD : Kind.FOREIGN;
    }

    List<CheckYaml> checks() {
        return List.of(page.check(), check(SHOP, shop), check(PARTNER, partner));
    }

    private static Reply page(int mood) {
        return mood == Moods.WELL ? Reply.text(200, "Welcome to the shop") : Reply.text(502, "Bad Gateway");
    }

    private static CheckYaml check(String name, WebServer server) {
        URI base = server.base();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("host", base.getHost());
        parameters.put("port", String.valueOf(base.getPort()));
        parameters.put("group", "network");
        return new CheckYaml(name, "tls", parameters);
    }

    @Override
    public void close() {
        shop.close();
        partner.close();
    }
}
