package io.vedette.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.FreePort;
import io.vedette.config.settings.ClusterSettings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Discovery;
import io.vedette.probe.DnsAnswerer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jgroups.stack.IpAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Nodes that find each other without a database. */
class FindingNodesTest {

    private static final String SERVICE = "vedette-nodes.shop.svc.cluster.local.";

    private final List<InfinispanEngine> engines = new ArrayList<>();

    @AfterEach
    void close() {
        engines.forEach(InfinispanEngine::close);
    }

    private static ClusterSettings settings(String address, int port) {
        return SettingsLoader.of(
                        Map.of(
                                "vedette.cluster", "true",
                                "vedette.cluster.bind", address,
                                "vedette.cluster.port", String.valueOf(port),
                                "vedette.cluster.secret", "a secret of many characters",
                                "vedette.database.url", "jdbc:postgresql://127.0.0.1/none"),
                        Path.of(""))
                .settings()
                .cluster();
    }

    private void awaitAllReached() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(engines)
                        .allSatisfy(engine -> assertThat(engine.others()).hasSize(engines.size() - 1)));
    }

    @Test
    void byAListOfWhichOneIsNotThere() throws IOException {
        List<Integer> ports = List.of(FreePort.next(), FreePort.next());
        Discovery hosts = Discovery.parse(
                "hosts:not-there.invalid:7800,localhost:" + ports.get(0) + ",127.0.0.1:" + ports.get(1));
        for (int port : ports) {
            engines.add(Stack.engine(
                    settings("127.0.0.1", port),
                    "node-" + port,
                    InetAddress.getByName("127.0.0.1"),
                    Stack.byList(hosts.hosts())));
        }
        engines.forEach(engine -> engine.start(() -> {}));

        awaitAllReached();
    }

    @Test
    void byTheNameOfAHeadlessService() throws IOException {
        int port = FreePort.next();
        try (DnsAnswerer dns = cluster("127.0.0.1", "127.0.0.2")) {
            for (String address : List.of("127.0.0.1", "127.0.0.2")) {
                InetAddress me = InetAddress.getByName(address);
                engines.add(Stack.engine(
                        settings(address, port),
                        "node-" + address,
                        me,
                        Stack.byName("vedette-nodes.shop.svc", new NodesInDns(asInAPod(dns), me))));
            }
            engines.forEach(engine -> engine.start(() -> {}));

            awaitAllReached();
        }
    }

    @Test
    void nowhereWhileTheNameIsNotThere() throws IOException {
        try (DnsAnswerer dns = cluster("127.0.0.1")) {
            NodesInDns nodes = new NodesInDns(asInAPod(dns), InetAddress.getByName("127.0.0.1"));

            assertThat(nodes.resolveIps("elsewhere.shop.svc", null)).isEmpty();
            assertThat(nodes.resolveIps("vedette-nodes.shop.svc", null))
                    .containsExactly(new IpAddress(InetAddress.getByName("127.0.0.1"), 0));
        }
        try (DnsAnswerer dns = DnsAnswerer.with(Rcode.SERVFAIL)) {
            assertThat(new NodesInDns(asInAPod(dns), InetAddress.getByName("127.0.0.1"))
                            .resolveIps("vedette-nodes.shop.svc", null))
                    .isEmpty();
        }
    }

    /** A DNS server of Kubernetes, which knows the full name of the service alone. */
    private static DnsAnswerer cluster(String... addresses) throws IOException {
        return DnsAnswerer.start(
                (query, overTcp) -> Optional.of(answer(query, addresses).toWire()));
    }

    private static Message answer(Message query, String... addresses) throws IOException {
        boolean known = query.getQuestion().getName().toString().equals(SERVICE)
                && query.getQuestion().getType() == Type.A;
        return known
                ? DnsAnswerer.response(
                        query,
                        Rcode.NOERROR,
                        List.of(addresses).stream()
                                .map(address -> SERVICE + " 5 IN A " + address)
                                .toArray(String[]::new))
                : DnsAnswerer.response(query, Rcode.NXDOMAIN);
    }

    /** What the file resolv.conf of a pod says. */
    private static NodesInDns.Lookups asInAPod(DnsAnswerer dns) throws IOException {
        return new NodesInDns.Lookups(
                List.of(dns.socketAddress()),
                List.of(
                        Name.fromString("shop.svc.cluster.local."),
                        Name.fromString("svc.cluster.local."),
                        Name.fromString("cluster.local.")),
                5);
    }
}
