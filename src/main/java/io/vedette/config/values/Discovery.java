package io.vedette.config.values;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How nodes find each other: by the rows of the shared database, by the addresses of a DNS name, or by a list.
 *
 * @param kind which of them
 * @param name the DNS name; empty for the others
 * @param hosts the nodes of the list; empty for the others
 */
public record Discovery(Kind kind, String name, List<Host> hosts) {

    /** What may be written. */
    public static final String EXPECTED = "database, dns:NAME or hosts:HOST:PORT,HOST:PORT";

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+):(\\d{1,5})");

    public Discovery {
        hosts = List.copyOf(hosts);
    }

    public enum Kind {
        DATABASE,
        DNS,
        HOSTS
    }

    /** One node of a list. */
    public record Host(String host, int port) {}

    /** @throws IllegalArgumentException with a message that shows the text */
    public static Discovery parse(String text) {
        if (text.equals("database")) {
            return new Discovery(Kind.DATABASE, "", List.of());
        }
        if (text.startsWith("dns:")) {
            return new Discovery(Kind.DNS, Addresses.host(text.substring("dns:".length())), List.of());
        }
        if (text.startsWith("hosts:")) {
            return new Discovery(Kind.HOSTS, "", hosts(text.substring("hosts:".length())));
        }
        throw new IllegalArgumentException("\"" + text + "\" is no way to find nodes; write " + EXPECTED);
    }

    private static List<Host> hosts(String commaList) {
        List<Host> hosts = new ArrayList<>();
        for (String item : Parameters.items(commaList)) {
            Matcher parts = HOST_AND_PORT.matcher(item);
            if (!parts.matches()) {
                throw new IllegalArgumentException("\"" + item + "\" is not a host and a port; write node-a:7800");
            }
            hosts.add(new Host(Addresses.host(parts.group(1)), Parameters.wholeNumber(parts.group(2), 1, 65_535)));
        }
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("hosts: names no node; write hosts:node-a:7800,node-b:7800");
        }
        return hosts;
    }
}
