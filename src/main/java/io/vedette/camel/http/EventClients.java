package io.vedette.camel.http;

import io.vedette.status.access.ClientAddress;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Who listens to the stream of events, and who may: no client may have all the streams that there may be. */
final class EventClients {

    static final int MOST_CLIENTS = 1_000;
    /** By one password or token, or by all who need none. */
    static final int MOST_OF_ONE = 500;
    /** From one address, where it does not stand for many. */
    static final int MOST_OF_ADDRESS = 100;

    private final ClientAddress addresses;
    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    /** How many streams each has; a host's server may have several event loops. */
    private final Map<String, Integer> streams = new HashMap<>();

    EventClients(ClientAddress addresses) {
        this.addresses = addresses;
    }

    /** Returns how many listen now. */
    int size() {
        return clients.size();
    }

    void forEach(Consumer<EventClient> action) {
        clients.forEach(action);
    }

    /** Returns why one more is not taken; on the event loop. */
    synchronized Optional<Response> refusal(Request request, String who) {
        if (clients.size() >= MOST_CLIENTS) {
            return Optional.of(ErrorResponses.noStream(request));
        }
        if (streams.getOrDefault(byWho(who), 0) >= MOST_OF_ONE) {
            return Optional.of(ErrorResponses.tooManyStreams(request, MOST_OF_ONE));
        }
        return address(request)
                .filter(address -> streams.getOrDefault(address, 0) >= MOST_OF_ADDRESS)
                .map(address -> ErrorResponses.tooManyStreams(request, MOST_OF_ADDRESS));
    }

    /** Returns under what a stream counts. */
    List<String> counted(Request request, String who) {
        return Stream.concat(Stream.of(byWho(who)), address(request).stream()).toList();
    }

    private static String byWho(String who) {
        return "by " + who;
    }

    /** Empty where an address stands for many. */
    private Optional<String> address(Request request) {
        String address = request.sender().address();
        return addresses.standsForMany(address)
                ? Optional.empty()
                : Optional.of("at " + ClientAddress.network(address));
    }

    /** Adds one; on the event loop. */
    synchronized void add(EventClient client) {
        clients.add(client);
        client.counted().forEach(one -> streams.merge(one, 1, Integer::sum));
    }

    /** Removes one, also one that is gone already; on the event loop. */
    synchronized void remove(EventClient client) {
        if (clients.remove(client)) {
            client.counted().forEach(one -> streams.computeIfPresent(one, (key, n) -> n == 1 ? null : n - 1));
        }
    }
}
