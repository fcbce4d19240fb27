package io.vedette.cluster.engine;

import io.vedette.process.Loggers;
import java.util.List;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.JDBC_PING2;
import org.jgroups.protocols.PingData;

/**
 * Finds nodes by the database, and while that fails where they were when it was last read: nodes that join just then would else begin as
 * many clusters as there are of them, and not find each other before it is back.
 */
final class RememberedMembers extends JDBC_PING2 {

    private volatile List<PingData> last = List.of();

    RememberedMembers() {
        // Messages name the protocol by a number, which JGroups knows for its own classes alone.
        setId(ClassConfigurator.getProtocolId(JDBC_PING2.class));
    }

    /** Reads who is there before the engine takes its time, in which the database may go. */
    void look(String cluster) {
        try {
            readFromDB(cluster);
        } catch (Exception e) {
            Loggers.CLUSTER.warn("the database does not say where other nodes are: {}", e.getMessage());
        }
    }

    @Override
    protected List<PingData> readFromDB(String cluster) throws Exception {
        try {
            last = List.copyOf(super.readFromDB(cluster));
            return last;
        } catch (Exception e) {
            List<PingData> known = last;
            if (known.isEmpty()) {
                throw e;
            }
            Loggers.CLUSTER.debug("nodes are looked for where they were last: {}", e.getMessage());
            return known;
        }
    }
}
