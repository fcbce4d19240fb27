package io.vedette.cluster;

import io.vedette.database.StoreFailed;
import io.vedette.process.Loggers;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** Keeps what this node owns in step with the engine and the database, a turn at a time. Turns are made by one thread. */
final class Keeper {

    private static final Logger LOG = Loggers.CLUSTER;

    private static final Duration WAIT = Duration.ofMillis(200);
    private static final long EVERY = Duration.ofSeconds(1).toNanos();
    /** A claim that others made after this node, though all divide alike by now, is made again after so long. */
    private static final long AGAIN = Duration.ofSeconds(3).toNanos();

    private final String node;
    private final ClusterDatabase database;
    private final Engine engine;
    private final Held held;
    private final Outgoing outgoing;
    private final Ownership.Follower follower;
    private final Supplier<Node> self;
    private final Participation participation;
    private final Unreached unreached = new Unreached();

    private volatile boolean soon = true;
    private volatile List<Node> nodes = List.of();
    private volatile Map<Integer, ClusterDatabase.Claim> claims = Map.of();
    private volatile Standing standing = Standing.GOOD;
    private boolean stored = true;
    private boolean unread;
    private long looked;
    private long tried;
    private long lostAt;
    /** When no other node was known to reach the database, which is lost here. */
    private long lostToOthersAt;

    private long claimedTopology = Long.MIN_VALUE;
    private long claimedAt;

    Keeper(
            String node,
            ClusterDatabase database,
            Engine engine,
            Held held,
            Outgoing outgoing,
            Ownership.Follower follower,
            Supplier<Node> self,
            List<Node> there) {
        this.node = node;
        this.database = database;
        this.engine = engine;
        this.held = held;
        this.outgoing = outgoing;
        this.follower = follower;
        this.self = self;
        this.nodes = there;
        this.participation = new Participation(node, engine);
        this.looked = System.nanoTime() - EVERY;
    }

    void lookSoon() {
        soon = true;
    }

    /** Returns why this node owns nothing; empty where it takes its part. */
    String note() {
        return participation.note();
    }

    /** Changes the division no more. */
    void close() {
        participation.close();
    }

    void turn() {
        long now = System.nanoTime();
        if (standing != Standing.GOOD && now - tried < EVERY) {
            without(now);
            return;
        }
        tried = now;
        try {
            ClusterDatabase.Heard heard = database.heard(standing == Standing.GOOD ? WAIT : Duration.ZERO);
            follow(heard);
            List<Signal> mine = outgoing.all();
            if (!mine.isEmpty()) {
                database.tell(mine);
                outgoing.said(mine);
            }
            if (soon || standing != Standing.GOOD || System.nanoTime() - looked >= EVERY) {
                soon = false;
                look();
            }
        } catch (StoreFailed e) {
            if (standing == Standing.GOOD) {
                lostAt = now;
                LOG.warn(
                        "the database does not answer this node ({}); nothing is decided before it is known whether it"
                                + " answers others",
                        e.getMessage());
                standing = Standing.UNCLEAR;
            }
            without(System.nanoTime());
        }
    }

    /** Reads what others have stored; what cannot be read now with the next turn. */
    private void follow(ClusterDatabase.Heard heard) {
        unread |= !heard.complete();
        if (unread) {
            unread = !follower.missed();
        }
        if (!heard.signals().isEmpty()) {
            unread |= !follower.heard(heard.signals());
        }
    }

    private void look() {
        long asked = System.nanoTime();
        Node told = self.get();
        if (told.database() && !stored) {
            // While the store was lost it answered from memory, which knows nothing of what others did meanwhile.
            unread = !follower.missed();
        }
        stored = told.database();
        Node me = told.seen(true, true, note());
        ClusterDatabase.Look look = database.look(me);
        looked = asked;
        nodes = look.nodes();
        claims = look.claims();
        if (standing != Standing.GOOD) {
            LOG.info("the database answers this node again");
            standing = Standing.GOOD;
            claimedTopology = Long.MIN_VALUE;
        }
        engine.say(new Engine.Word(true));
        unreached
                .look(
                        others(nodes).map(Node::name).collect(Collectors.toSet()),
                        engine.others().keySet(),
                        asked)
                .forEach(LOG::warn);
        participation.decide(look, me);
        Engine.Share share = participation.isOn() ? engine.share() : Engine.Share.NOTHING;
        Map<Integer, Long> mine = new HashMap<>(held.epochs());
        mine.entrySet()
                .removeIf(one -> !share.segments().contains(one.getKey())
                        || !new ClusterDatabase.Claim(node, one.getValue()).equals(claims.get(one.getKey())));
        Set<Integer> taken = held.counts() ? new HashSet<>() : new HashSet<>(mine.keySet());
        held.confirm(mine, asked);
        Set<Integer> missing = new TreeSet<>(share.segments());
        missing.removeAll(mine.keySet());
        if (!missing.isEmpty() && mayClaim(share, missing, asked)) {
            claimedTopology = share.topology();
            claimedAt = asked;
            Map<Integer, Long> claimed = database.claim(missing);
            follower.gained(claimed::containsKey);
            mine.putAll(claimed);
            held.confirm(mine, asked);
            taken.addAll(claimed.keySet());
            LOG.info(
                    "this node asks the checks of {} of {} segments; {} were claimed just now",
                    mine.size(),
                    Segments.COUNT,
                    claimed.size());
        }
        if (!taken.isEmpty()) {
            follower.taken(taken::contains);
        }
    }

    /** With every new division; in the same one only what a node has that is reached, as that one knows the division too. */
    private boolean mayClaim(Engine.Share share, Set<Integer> missing, long now) {
        if (share.topology() != claimedTopology) {
            return true;
        }
        Set<String> reached = engine.others().keySet();
        Set<String> live = new HashSet<>(nodes.stream().map(Node::name).toList());
        return now - claimedAt >= AGAIN
                && missing.stream()
                        .map(claims::get)
                        .allMatch(claim -> claim == null
                                || claim.node().equals(node)
                                || reached.contains(claim.node())
                                || !live.contains(claim.node()));
    }

    private void without(long now) {
        if (now - looked >= EVERY) {
            looked = now;
            engine.say(new Engine.Word(false));
        }
        List<String> known = nodes.stream()
                .sorted(Comparator.comparing(Node::since).thenComparing(Node::name))
                .map(Node::name)
                .toList();
        Standing found = Standing.without(node, known, engine.others(), Duration.ofNanos(now - lostAt), now);
        if (found != Standing.GIVEN_UP) {
            lostToOthersAt = now;
        }
        Standing next = standing.then(found, Duration.ofNanos(now - lostToOthersAt));
        if (next != standing) {
            standing = next;
            LOG.warn(
                    "{}",
                    switch (next) {
                        case GIVEN_UP ->
                            "other nodes reach the database and this one does not: they take over its checks";
                        case FROM_MEMORY ->
                            "the database is lost to all nodes: this one continues with its checks from memory";
                        default -> "it is not known whether other nodes reach the database: this one asks nothing";
                    });
            participation.without(next == Standing.GIVEN_UP);
        }
        if (standing == Standing.FROM_MEMORY) {
            continueFromMemory();
        } else if (held.isFromMemory()
                || standing == Standing.GIVEN_UP && !held.epochs().isEmpty()) {
            held.clear();
        }
    }

    private void continueFromMemory() {
        Engine.Share share = engine.share();
        Map<Integer, Long> mine = new HashMap<>();
        Map<Integer, Long> before = held.epochs();
        Set<Integer> gained = new HashSet<>();
        share.segments().forEach(segment -> {
            Long epoch = before.get(segment);
            if (epoch == null) {
                gained.add(segment);
            }
            ClusterDatabase.Claim known = claims.get(segment);
            mine.put(segment, epoch != null ? epoch : known == null ? 0 : known.epoch());
        });
        if (!gained.isEmpty()) {
            follower.gained(gained::contains);
        }
        Set<Integer> taken = held.counts() ? gained : mine.keySet();
        held.fromMemory(true, mine);
        if (!taken.isEmpty()) {
            follower.taken(taken::contains);
        }
    }

    Optional<String> claimant(int segment) {
        return Optional.ofNullable(claims.get(segment)).map(ClusterDatabase.Claim::node);
    }

    boolean hasOthers() {
        return others(nodes).findAny().isPresent();
    }

    private Stream<Node> others(Collection<Node> all) {
        return all.stream().filter(one -> !one.name().equals(node));
    }

    List<Node> nodes() {
        boolean good = standing == Standing.GOOD;
        Map<String, Engine.Heard> heard = engine.others();
        Stream<Node> rest = others(nodes)
                .map(one -> one.seen(
                        good
                                || Optional.ofNullable(heard.get(one.name()))
                                        .filter(last -> last.word().database())
                                        .isPresent(),
                        false,
                        one.note()));
        return Stream.concat(Stream.of(self.get().seen(good, true, note())), rest)
                .sorted(Comparator.comparing(Node::name))
                .toList();
    }
}
