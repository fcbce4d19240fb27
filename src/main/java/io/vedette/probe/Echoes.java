package io.vedette.probe;

import java.time.Duration;
import java.util.List;

/**
 * What came back of echo requests.
 *
 * @param host the host that was asked, and its address where that is another text
 * @param sent how many were sent
 * @param roundTrips how long each took that was answered, in the order of the answers
 */
public record Echoes(String host, int sent, List<Duration> roundTrips) implements Answer {

    public Echoes {
        roundTrips = List.copyOf(roundTrips);
    }
}
