package io.vedette.status.api;

import io.vedette.alert.LinkSignature;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.probe.kind.HeartbeatProbe;
import io.vedette.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secret address of each heartbeat check, by which a job calls without password or token: the check's own {@code secret}, or one
 * that follows from its name and the key of this installation, so that it lasts as long as the name does. Safe for several threads.
 */
public final class HeartbeatSecrets {

    private static final int SHORTEST = 16;

    private final Watchlist watchlist;
    private final LinkSignature signature;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    /** @param store shares the key of this installation */
    public static HeartbeatSecrets of(Watchlist watchlist, Store store) {
        return new HeartbeatSecrets(
                watchlist, new LinkSignature(() -> store.shared(LinkSignature.KEY, LinkSignature::newKey)));
    }

    private HeartbeatSecrets(Watchlist watchlist, LinkSignature signature) {
        this.watchlist = watchlist;
        this.signature = signature;
    }

    /** Returns the secret of a check; empty for one that is no heartbeat check. */
    public Optional<String> of(Watched watched) {
        return probe(watched)
                .map(probe -> probe.secret()
                        .orElseGet(() -> signature.ofHeartbeat(watched.check().name())));
    }

    /** Returns the check of a secret. */
    Optional<Watched> find(String secret) {
        if (secret.length() < SHORTEST) {
            return Optional.empty();
        }
        return current(secret).or(() -> {
            watchlist
                    .all()
                    .forEach(watched -> of(watched)
                            .ifPresent(one -> names.put(one, watched.check().name())));
            return current(secret);
        });
    }

    /** A reload may have given the check another secret, or taken it away. */
    private Optional<Watched> current(String secret) {
        return Optional.ofNullable(names.get(secret))
                .flatMap(watchlist::find)
                .filter(watched -> of(watched).filter(secret::equals).isPresent());
    }

    private static Optional<HeartbeatProbe> probe(Watched watched) {
        return watched.probe().filter(HeartbeatProbe.class::isInstance).map(HeartbeatProbe.class::cast);
    }
}
