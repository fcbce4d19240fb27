package io.vedette.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is derived of the key of an installation. */
class LinkSignatureTest {

    private static final Instant SINCE = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicReference<String> key = new AtomicReference<>("a stand-in");
    private final LinkSignature signature = new LinkSignature(key::get);

    @Test
    void followsTheKey() {
        String address = signature.ofHeartbeat("job");
        String link = signature.of("job", SINCE);

        key.set("what the database holds");

        assertThat(signature.ofHeartbeat("job")).isNotEqualTo(address);
        assertThat(signature.isRight(link, "job", SINCE)).isFalse();
        assertThat(signature.isRight(signature.of("job", SINCE), "job", SINCE)).isTrue();
        assertThat(signature.ofHeartbeat("job"))
                .isEqualTo(new LinkSignature(() -> "what the database holds").ofHeartbeat("job"));
    }
}
