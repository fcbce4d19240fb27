package io.vedette.discovery;

import java.util.Map;
import java.util.TreeMap;

/**
 * Something to watch, as a source names it. Whatever is in it is data of somebody else.
 *
 * @param address a host, a host with a port, or a URL
 * @param labels what else is said of it
 */
public record Target(String address, Map<String, String> labels) {

    public Target {
        labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
