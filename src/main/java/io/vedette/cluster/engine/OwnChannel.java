package io.vedette.cluster.engine;

import java.util.List;
import javax.sql.DataSource;
import org.infinispan.remoting.transport.jgroups.JGroupsChannelConfigurator;
import org.jgroups.JChannel;
import org.jgroups.conf.ProtocolConfiguration;
import org.jgroups.util.SocketFactory;

/**
 * Hands Infinispan a channel that is set up already.
 *
 * @param channel not connected yet
 */
record OwnChannel(JChannel channel) implements JGroupsChannelConfigurator {

    @Override
    public String getName() {
        return "vedette";
    }

    @Override
    public JChannel createChannel(String name) {
        return channel;
    }

    @Override
    public void setSocketFactory(SocketFactory factory) {
        channel.getProtocolStack().getTransport().setSocketFactory(factory);
    }

    @Override
    public void setDataSource(DataSource source) {
        // Discovery has its own.
    }

    @Override
    public String getProtocolStackString() {
        return channel.getProtocolStack().printProtocolSpec(false);
    }

    @Override
    public List<ProtocolConfiguration> getProtocolStack() {
        return List.of();
    }
}
