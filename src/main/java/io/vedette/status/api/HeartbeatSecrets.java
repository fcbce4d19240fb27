package io.vedette.status.api;

import io.vedette.alert.LinkSignature;
import io.vedette.evaluate.Watched;
import io.vedette.probe.kind.HeartbeatProbe;
import io.vedette.store.Store;
import java.util.Optional;

/**
 * The secret address of each heartbeat check, by which a job calls without password or token: the check's own {@code secret}, or one
 * that follows from its name and the key of this installation, so that it lasts as long as the name does. Safe for several threads.
 */
public final class HeartbeatSecrets {

    private final LinkSignature signature;

    private HeartbeatSecrets(LinkSignature signature) {
        this.signature = signature;
    }

    /** @param store shares the key of this installation */
    public static HeartbeatSecrets of(Store store) {
        return new HeartbeatSecrets(new LinkSignature(() -> store.shared(LinkSignature.KEY, LinkSignature::newKey)));
    }

    /** Returns whether a check is a heartbeat check. */
    static boolean has(Watched watched) {
        return watched.probe().filter(HeartbeatProbe.class::isInstance).isPresent();
    }

    /** Returns the secret of a check; empty for one that is no heartbeat check. */
    public Optional<String> of(Watched watched) {
        return watched.probe()
                .filter(HeartbeatProbe.class::isInstance)
                .map(HeartbeatProbe.class::cast)
                .map(probe -> probe.secret()
                        .orElseGet(() -> signature.ofHeartbeat(watched.check().name())));
    }

    /** Returns what is another text with another key: no check has an empty name. */
    String keyMark() {
        return signature.ofHeartbeat("");
    }
}
