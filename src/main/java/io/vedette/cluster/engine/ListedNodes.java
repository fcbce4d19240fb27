package io.vedette.cluster.engine;

import io.vedette.config.values.Discovery;
import io.vedette.process.Loggers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.Address;
import org.jgroups.protocols.dns.DNSResolver;
import org.jgroups.stack.IpAddress;

/**
 * The nodes of a list. Their names are looked up anew each time: the machine behind one may come up later, or with another address.
 *
 * @param hosts all of them, this one may be among them
 */
record ListedNodes(List<Discovery.Host> hosts) implements DNSResolver {

    @Override
    public List<Address> resolveIps(String name, DNSRecordType type) {
        List<Address> found = new ArrayList<>();
        for (Discovery.Host host : hosts) {
            try {
                for (InetAddress address : InetAddress.getAllByName(host.host())) {
                    found.add(new IpAddress(address, host.port()));
                }
            } catch (UnknownHostException e) {
                Loggers.CLUSTER.debug("the node {} has no address yet", host.host());
            }
        }
        return found;
    }
}
