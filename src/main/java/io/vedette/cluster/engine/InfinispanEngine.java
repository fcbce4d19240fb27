package io.vedette.cluster.engine;

import io.vedette.cluster.Engine;
import io.vedette.cluster.Segments;
import io.vedette.process.Loggers;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.distribution.LocalizedCacheTopology;
import org.infinispan.lifecycle.ComponentStatus;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.annotation.TopologyChanged;
import org.infinispan.notifications.cachelistener.event.CacheEntryEvent;
import org.infinispan.notifications.cachelistener.event.TopologyChangedEvent;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.Event;
import org.infinispan.partitionhandling.PartitionHandling;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.View;
import org.jgroups.util.NameCache;

/**
 * Takes the division from the consistent hash of a cache that holds nothing. Nodes that are cut off from each other divide all among
 * those they reach: whose claim counts is up to the database.
 */
public final class InfinispanEngine implements Engine {

    private static final String DIVISION = "division";
    private static final String WORDS = "words";
    private static final String GOOD = "good";
    private static final long LONG_AGO = Duration.ofHours(1).toNanos();

    private final String cluster;
    private final String node;
    private final JChannel channel;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private final AtomicLong said = new AtomicLong();
    private volatile DefaultCacheManager manager;
    private volatile Cache<String, String> words;
    private volatile Cache<String, String> division;
    private volatile Runnable changed = () -> {};

    /**
     * @param channel not connected yet
     * @param cluster who belongs together
     * @param node the name of this node
     */
    InfinispanEngine(JChannel channel, String cluster, String node) {
        this.channel = channel;
        this.cluster = cluster;
        this.node = node;
    }

    JChannel channel() {
        return channel;
    }

    @Override
    public void start(Runnable listener) {
        changed = listener;
        channel.setName(node);
        RememberedMembers members = channel.getProtocolStack().findProtocol(RememberedMembers.class);
        if (members != null) {
            members.look(cluster);
        }
        GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
        global.transport()
                .addProperty(JGroupsTransport.CHANNEL_CONFIGURATOR, new OwnChannel(channel))
                .clusterName(cluster)
                .nodeName(node);
        global.jmx().disable();
        global.metrics().gauges(false).histograms(false);
        global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        manager = new DefaultCacheManager(global.build());
        manager.addListener(new Views());
        manager.defineConfiguration(WORDS, words());
        manager.defineConfiguration(DIVISION, division());
        words = manager.getCache(WORDS);
        words.addListener(new Words());
    }

    private static Configuration words() {
        ConfigurationBuilder configuration = new ConfigurationBuilder();
        configuration
                .clustering()
                .cacheMode(CacheMode.REPL_ASYNC)
                .stateTransfer()
                .awaitInitialTransfer(false);
        configuration.clustering().partitionHandling().whenSplit(PartitionHandling.ALLOW_READ_WRITES);
        return configuration.build();
    }

    private static Configuration division() {
        ConfigurationBuilder configuration = new ConfigurationBuilder();
        configuration
                .clustering()
                .cacheMode(CacheMode.DIST_ASYNC)
                .hash()
                .numSegments(Segments.COUNT)
                .numOwners(2);
        configuration.clustering().stateTransfer().awaitInitialTransfer(false);
        configuration.clustering().partitionHandling().whenSplit(PartitionHandling.ALLOW_READ_WRITES);
        return configuration.build();
    }

    @Override
    public void participate(boolean on) {
        Cache<String, String> known = division;
        if (!on) {
            division = null;
            if (known != null) {
                known.stop();
            }
            return;
        }
        Cache<String, String> cache = manager.getCache(DIVISION);
        if (cache.getStatus() != ComponentStatus.RUNNING) {
            cache.start();
        }
        cache.addListener(new Topologies());
        division = cache;
        changed.run();
    }

    @Override
    public Share share() {
        Cache<String, String> known = division;
        if (known == null || known.getStatus() != ComponentStatus.RUNNING) {
            return Share.NOTHING;
        }
        LocalizedCacheTopology topology =
                known.getAdvancedCache().getDistributionManager().getCacheTopology();
        return new Share(
                topology.getTopologyId(),
                IntStream.range(0, Segments.COUNT)
                        .filter(segment ->
                                topology.getSegmentDistribution(segment).isPrimary())
                        .boxed()
                        .collect(Collectors.toSet()));
    }

    @Override
    public void say(Word word) {
        Cache<String, String> known = words;
        if (known != null && known.getStatus() == ComponentStatus.RUNNING) {
            known.put(node, (word.database() ? GOOD : "lost") + " " + said.incrementAndGet());
        }
    }

    @Override
    public Map<String, Heard> others() {
        View view = channel.getView();
        Map<String, Heard> others = new HashMap<>();
        if (view != null) {
            for (Address member : view.getMembers()) {
                String name = NameCache.get(member);
                if (name != null && !name.equals(node)) {
                    others.put(
                            name, heard.getOrDefault(name, new Heard(new Word(false), System.nanoTime() - LONG_AGO)));
                }
            }
        }
        return others;
    }

    @Override
    public void close() {
        DefaultCacheManager known = manager;
        if (known != null) {
            try {
                known.close();
            } catch (IOException | RuntimeException e) {
                Loggers.CLUSTER.warn("the connections to other nodes are not closed in order: {}", e.toString());
            }
        }
    }

    /** Hears what other nodes say. */
    @Listener
    public final class Words {

        @CacheEntryCreated
        @CacheEntryModified
        public void said(CacheEntryEvent<String, String> event) {
            String value = event.getValue();
            if (!event.isPre() && value != null && !event.getKey().equals(node)) {
                heard.put(event.getKey(), new Heard(new Word(value.startsWith(GOOD)), System.nanoTime()));
            }
        }
    }

    /** Hears of new divisions. */
    @Listener
    public final class Topologies {

        @TopologyChanged
        public void changed(TopologyChangedEvent<String, String> event) {
            if (!event.isPre()) {
                changed.run();
            }
        }
    }

    /** Hears who is reached. */
    @Listener
    public final class Views {

        @ViewChanged
        @Merged
        public void changed(Event event) {
            changed.run();
        }
    }
}
