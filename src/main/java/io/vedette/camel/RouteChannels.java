package io.vedette.camel;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Channel;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.Route;

/** The channels of a route, one around each of its steps; those of its handlers of exceptions are not among them. */
final class RouteChannels {

    private RouteChannels() {}

    static List<Channel> of(Route route) {
        List<Channel> channels = new ArrayList<>();
        add(route.navigate(), channels);
        route.getOnCompletions().forEach(completion -> addAll(completion, channels));
        return channels;
    }

    private static void add(Navigate<Processor> from, List<Channel> channels) {
        if (!from.hasNext()) {
            return;
        }
        for (Processor next : from.next()) {
            if (next instanceof Channel channel) {
                channels.add(channel);
            }
            addAll(next, channels);
        }
    }

    private static void addAll(Processor within, List<Channel> channels) {
        if (within instanceof Navigate<?>) {
            @SuppressWarnings("unchecked")
            Navigate<Processor> further = (Navigate<Processor>) within;
            add(further, channels);
        }
    }
}
