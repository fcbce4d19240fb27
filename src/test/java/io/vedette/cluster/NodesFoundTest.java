package io.vedette.cluster;

import io.vedette.FreePort;
import io.vedette.config.settings.Settings;
import io.vedette.probe.DnsAnswerer;
import io.vedette.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Three processes that find each other otherwise than by their database. Who does not find the others claims all checks for itself. */
@Tag("long")
class NodesFoundTest {

    private static final List<String> SYSTEMS =
            IntStream.range(0, 30).mapToObj(number -> "system-" + number).toList();
    private static final String SERVICE = "vedette-nodes.shop.svc.cluster.local.";

    @TempDir
    Path folder;

    private final Company company = new Company();
    private final Settings.Database database = Databases.postgres();
    private final Nodes nodes = new Nodes(SYSTEMS.size());

    NodesFoundTest() throws IOException {}

    @AfterEach
    void end() {
        nodes.close();
        company.close();
    }

    private NodeProcess node(String name, String discovery, String bind, int port) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "vedette.database.url",
                database.url(),
                "vedette.database.username",
                database.username().orElseThrow(),
                "vedette.cluster.discovery",
                discovery,
                "vedette.cluster.bind",
                bind,
                "vedette.cluster.port",
                String.valueOf(port),
                "vedette.cluster.secret",
                "a secret of many characters"));
        String checks = SYSTEMS.stream().map(one -> Nodes.check(company, one)).collect(Collectors.joining());
        NodeProcess node = new NodeProcess(folder, name, settings, checks);
        nodes.add(node);
        return node;
    }

    @Test
    void shareTheChecksByAListOfHosts() throws IOException {
        List<Integer> ports = List.of(FreePort.next(), FreePort.next(), FreePort.next());
        String hosts =
                "hosts:" + ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        for (int port : ports) {
            node("node-" + port, hosts, "127.0.0.1", port).start();
        }

        nodes.awaitDivided();
    }

    @Test
    void shareTheChecksByTheNameOfAHeadlessService() throws IOException {
        int port = FreePort.next();
        try (DnsAnswerer dns =
                DnsAnswerer.start((query, overTcp) -> Optional.of(answer(query).toWire()))) {
            for (int i = 1; i <= 3; i++) {
                node("node-" + i, "dns:vedette-nodes.shop.svc", "127.0.0." + i, port)
                        .with("-Ddns.server=127.0.0.1:" + dns.socketAddress().getPort())
                        .with("-Ddns.search=shop.svc.cluster.local,svc.cluster.local,cluster.local")
                        .with("-Ddns.ndots=5")
                        .start();
            }

            nodes.awaitDivided();
        }
    }

    private static Message answer(Message query) throws IOException {
        return query.getQuestion().getName().toString().equals(SERVICE)
                ? DnsAnswerer.response(
                        query,
                        Rcode.NOERROR,
                        SERVICE + " 5 IN A 127.0.0.1",
                        SERVICE + " 5 IN A 127.0.0.2",
                        SERVICE + " 5 IN A 127.0.0.3")
                : DnsAnswerer.response(query, Rcode.NXDOMAIN);
    }
}
