package io.vedette.cluster.engine;

import io.vedette.cluster.Engine;
import io.vedette.config.settings.ClusterSettings;
import io.vedette.config.values.Discovery;
import io.vedette.config.values.Sha256;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jgroups.JChannel;
import org.jgroups.protocols.AUTH;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.SYM_ENCRYPT;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.dns.DNSResolver;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;

/** The protocols that nodes talk by: TCP, each other found and watched, encrypted where a secret is set. */
final class Stack {

    /** A node that says nothing for so long is gone; one whose process ended is found gone at once. */
    private static final int GONE_MILLIS = 4_000;
    /** Nodes that are gone cost a start no more; it then begins alone, and those that live are found a moment later. */
    private static final int JOIN_MILLIS = 1_500;

    private Stack() {}

    static Engine engine(ClusterSettings settings, String node, InetAddress address, DataSource database) {
        return engine(settings, node, address, discovery(settings, address, database));
    }

    static InfinispanEngine engine(ClusterSettings settings, String node, InetAddress address, Protocol discovery) {
        try {
            return new InfinispanEngine(new JChannel(protocols(settings, address, discovery)), settings.name(), node);
        } catch (Exception e) {
            throw new IllegalStateException("the protocols of the nodes cannot be set up", e);
        }
    }

    private static List<Protocol> protocols(ClusterSettings settings, InetAddress address, Protocol discovery) {
        List<Protocol> stack = new ArrayList<>();
        TCP tcp = new TCP();
        tcp.setBindAddress(address).setBindPort(settings.port()).setPortRange(0);
        stack.add(tcp);
        stack.add(discovery);
        stack.add(new MERGE3().setMinInterval(1_000).setMaxInterval(5_000));
        stack.add(new FD_SOCK2().setBindAddress(address));
        stack.add(new FD_ALL3().setTimeout(GONE_MILLIS).setInterval(1_000));
        stack.add(new VERIFY_SUSPECT2().setTimeout(500));
        settings.secret().ifPresent(secret -> stack.add(encryption(secret)));
        stack.add(new NAKACK2().useMcastXmit(false));
        stack.add(new UNICAST3());
        stack.add(new STABLE());
        settings.secret().ifPresent(secret -> stack.add(admission(secret)));
        stack.add(new GMS().setJoinTimeout(JOIN_MILLIS).setMaxJoinAttempts(1).printLocalAddress(false));
        stack.add(new UFC());
        stack.add(new MFC());
        stack.add(new FRAG4());
        return stack;
    }

    private static Protocol discovery(ClusterSettings settings, InetAddress address, DataSource database) {
        Discovery discovery = settings.discovery();
        return switch (discovery.kind()) {
            case DATABASE ->
                new RememberedMembers()
                        .setDataSource(database)
                        .setInitializeSql(null)
                        .setInsertSingleSql(
                                "INSERT INTO vedette_member (address, name, cluster, ip, coord) VALUES (?, ?, ?, ?, ?)"
                                        + " ON CONFLICT (address) DO UPDATE SET name = excluded.name, ip = excluded.ip,"
                                        + " coord = excluded.coord")
                        .setDeleteSingleSql("DELETE FROM vedette_member WHERE address = ?")
                        .setClearSql("DELETE FROM vedette_member WHERE cluster = ?")
                        .setSelectAllPingdataSql(
                                "SELECT address, name, ip, coord FROM vedette_member WHERE cluster = ?");
            case DNS -> byName(discovery.name(), NodesInDns.ofThisSystem(address));
            case HOSTS -> byList(discovery.hosts());
        };
    }

    /** Of addresses of this type JGroups takes the port too. */
    static DNS_PING byList(List<Discovery.Host> hosts) {
        return byName("hosts", new ListedNodes(hosts)).dnsRecordType("SRV");
    }

    static DNS_PING byName(String name, DNSResolver nodes) {
        return new DNS_PING().setDNSQuery(name).setDNSResolver(nodes);
    }

    /** AES with authentication of each message. */
    private static Protocol encryption(String secret) {
        byte[] key = Arrays.copyOf(Sha256.of("vedette encryption " + secret), 32);
        SYM_ENCRYPT encryption = new SYM_ENCRYPT();
        encryption.setSecretKey(new SecretKeySpec(key, "AES"));
        return encryption;
    }

    private static Protocol admission(String secret) {
        return new AUTH().setAuthToken(new SecretToken(secret));
    }
}
