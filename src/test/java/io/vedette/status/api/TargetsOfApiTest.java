package io.vedette.status.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.alert.Refusal;
import io.vedette.rule.Status;
import io.vedette.status.Room;
import io.vedette.status.http.ApiJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How {@code /api/v1/alerts} shows a target through an outage. */
class TargetsOfApiTest {

    private final Room room = new Room();
    private final Instant start = room.clock.instant();

    @BeforeEach
    void fail() {
        room.targets.add("slack");
        room.watch("till", "", false);
        room.observe("till", Status.ERROR);
    }

    @Test
    void showsWhatWaitsForATargetThatIsWell() throws Exception {
        JsonNode slack = slack();

        assertThat(slack.path("state").asText()).isEqualTo("ok");
        assertThat(slack.path("waiting").asInt()).isOne();
        assertThat(slack.path("oldestWaiting").asText()).isEqualTo(ApiJson.time(start));
        assertThat(slack.path("failingSince").isNull()).isTrue();
    }

    @Test
    void showsSinceWhenATargetFailsAndWhy() throws Exception {
        refuse(Refusal.temporary("status 500"));
        room.clock.forward(Duration.ofMinutes(30));
        refuse(Refusal.busy("status 429", Optional.of(Duration.ofSeconds(90))));

        JsonNode slack = slack();
        assertThat(slack.path("state").asText()).isEqualTo("failing");
        assertThat(slack.path("failingSince").asText()).isEqualTo(ApiJson.time(start));
        assertThat(slack.path("error").asText()).isEqualTo("status 429");
        assertThat(slack.path("notBefore").asText())
                .isEqualTo(ApiJson.time(room.clock.instant().plusSeconds(90)));
        assertThat(slack.path("failed").asInt()).isEqualTo(2);
        assertThat(slack.path("waiting").asInt()).isOne();
    }

    @Test
    void showsWhatIsSetUpWronglyAndWhatWasGivenUp() throws Exception {
        room.clock.forward(Duration.ofDays(3));
        refuse(Refusal.misconfigured("invalid_auth"));

        assertThat(slack().path("state").asText()).isEqualTo("misconfigured");
        assertThat(slack().path("givenUp").asInt()).isOne();
    }

    @Test
    void forgetsTheFailureAfterADelivery() throws Exception {
        refuse(Refusal.temporary("status 500"));
        room.clock.forward(Duration.ofMinutes(1));
        Digest digest = room.delivery.next("slack").orElseThrow();
        room.delivery.mark("slack", digest, Optional.empty(), Map.of());

        JsonNode slack = slack();
        assertThat(slack.path("state").asText()).isEqualTo("ok");
        assertThat(slack.path("delivered").asInt()).isOne();
        assertThat(slack.path("failed").asInt()).isOne();
        assertThat(slack.path("waiting").asInt()).isZero();
        assertThat(slack.path("error").isNull()).isTrue();
        assertThat(slack.path("failingSince").isNull()).isTrue();
        assertThat(slack.path("notBefore").isNull()).isTrue();
    }

    private void refuse(Refusal refusal) {
        Digest digest = room.delivery.next("slack").orElseThrow();
        room.delivery.mark("slack", digest, Optional.of(new DeliveryFailed(refusal)), Map.of());
    }

    private JsonNode slack() throws Exception {
        return room.json("/api/v1/alerts").at("/data/0");
    }
}
