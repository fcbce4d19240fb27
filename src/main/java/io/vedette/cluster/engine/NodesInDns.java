package io.vedette.cluster.engine;

import io.vedette.process.Loggers;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jgroups.Address;
import org.jgroups.protocols.dns.DNSResolver;
import org.jgroups.stack.IpAddress;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * The nodes behind one name, such as that of a headless service of Kubernetes: one at each of its addresses, at the port that all have in
 * common. A short name is completed as the system's resolver does it. What was answered before is not remembered: nodes come and go.
 */
final class NodesInDns implements DNSResolver {

    /** A node that joins waits for the answer. */
    private static final long MOST_MILLIS = 1_000;

    /** What {@code resolv.conf} says. */
    record Lookups(List<InetSocketAddress> servers, List<Name> search, int ndots) {}

    private final LookupSession servers;
    private final int type;
    private volatile String trouble = "";

    /**
     * @param system its servers, and how it completes names; dnsjava's own default knows no search list
     * @param me the address of this node: the others are reached by the same version of IP
     */
    NodesInDns(Lookups system, InetAddress me) {
        this.servers = LookupSession.defaultBuilder()
                .clearCaches()
                .resolver(new ExtendedResolver(
                        system.servers.stream().map(SimpleResolver::new).toArray(Resolver[]::new)))
                .searchPath(system.search)
                .ndots(system.ndots)
                .build();
        this.type = me instanceof Inet4Address ? Type.A : Type.AAAA;
    }

    /** Asks the servers that this system uses. */
    static NodesInDns ofThisSystem(InetAddress me) {
        ResolverConfig system = ResolverConfig.getCurrentConfig();
        return new NodesInDns(new Lookups(system.servers(), system.searchPath(), system.ndots()), me);
    }

    @Override
    public List<Address> resolveIps(String name, DNSRecordType wanted) {
        try {
            List<Address> found = servers
                    .lookupAsync(Name.fromString(name), type)
                    .toCompletableFuture()
                    .get(MOST_MILLIS, TimeUnit.MILLISECONDS)
                    .getRecords()
                    .stream()
                    .flatMap(one -> address(one).stream())
                    .map(NodesInDns::withoutPort)
                    .toList();
            trouble("");
            return found;
        } catch (ExecutionException e) {
            // Before the first node is up its name need not exist.
            boolean none =
                    e.getCause() instanceof NoSuchDomainException || e.getCause() instanceof NoSuchRRSetException;
            trouble(none ? "there is no such name" : String.valueOf(e.getCause().getMessage()));
        } catch (TimeoutException e) {
            trouble("no answer within " + MOST_MILLIS + "ms");
        } catch (TextParseException e) {
            trouble(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    /** Says once what is wrong. */
    private void trouble(String now) {
        if (!now.equals(trouble) && !now.isEmpty()) {
            Loggers.CLUSTER.warn("DNS does not say where the other nodes are: {}", now);
        }
        trouble = now;
    }

    private static Optional<InetAddress> address(Record one) {
        return one instanceof ARecord four
                ? Optional.of(four.getAddress())
                : one instanceof AAAARecord six ? Optional.of(six.getAddress()) : Optional.empty();
    }

    /** JGroups takes the port of this node then. */
    private static Address withoutPort(InetAddress address) {
        return new IpAddress(address, 0);
    }
}
