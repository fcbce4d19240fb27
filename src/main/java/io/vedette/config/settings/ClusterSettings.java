package io.vedette.config.settings;

import static io.vedette.config.settings.SettingKey.*;

import io.vedette.config.values.Addresses;
import io.vedette.config.values.Discovery;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the checks are shared with other nodes, and how these are found.
 *
 * @param on whether they are
 * @param name who belongs together, where several clusters use one database
 * @param node who this one is; empty for the name of its host
 * @param discovery how nodes find each other
 * @param bind where it listens for other nodes; empty for a private address of this machine
 * @param port its port there; 0 for any free one
 * @param secret what nodes must know to belong together, and what they encrypt with
 */
public record ClusterSettings(
        boolean on,
        String name,
        Optional<String> node,
        Discovery discovery,
        Optional<String> bind,
        int port,
        Optional<String> secret) {

    /** @param properties every setting by its key, with a valid value or its default */
    static ClusterSettings of(Map<String, String> properties) {
        return new ClusterSettings(
                Boolean.parseBoolean(value(properties, CLUSTER)),
                value(properties, CLUSTER_NAME),
                text(properties, CLUSTER_NODE),
                Discovery.parse(value(properties, CLUSTER_DISCOVERY)),
                text(properties, CLUSTER_BIND),
                Integer.parseInt(value(properties, CLUSTER_PORT)),
                text(properties, CLUSTER_SECRET));
    }

    /** Returns whether only processes of this machine can be its neighbours. */
    public boolean isLocal() {
        return bind.filter(Addresses::isLoopback).isPresent();
    }

    private static Optional<String> text(Map<String, String> properties, SettingKey key) {
        return Optional.of(value(properties, key)).filter(text -> !text.isEmpty());
    }

    private static String value(Map<String, String> properties, SettingKey key) {
        return properties.getOrDefault(key.key(), key.standard());
    }

    @Override
    public String toString() {
        return "ClusterSettings[on=" + on + ", name=" + name + ", discovery=" + discovery + "]";
    }
}
