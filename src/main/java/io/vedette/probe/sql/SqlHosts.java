package io.vedette.probe.sql;

import io.vedette.probe.HostAndPort;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hosts in a JDBC URL, as far as they can be told: every driver has a form of its own. */
final class SqlHosts {

    /** {@code //host:port/}, {@code //[::1]:port,other/}, {@code @host:port:SID}; what is a folder begins with a third slash. */
    private static final Pattern AUTHORITY = Pattern.compile("(?://|@(?://)?)(?!/)([^/?;@]+)");

    /** What a driver takes for another host, or for a way there, whatever the authority says; and names that are written otherwise. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "[?&;:]\\s*(?:(?:pg)?(?:host|hostaddr|service)|server|\\w*servername|failoverpartner|socketfactory"
                    + "|[\\w.]*proxy(?:_?host)?)\\s*=|[?&;][^=&;]*%[^=&;]*=",
            Pattern.CASE_INSENSITIVE);

    private SqlHosts() {}

    /** Returns those that a URL names, without ports; empty where none can be told. */
    static List<String> of(String url) {
        if (url.contains("///") || ELSEWHERE.matcher(url).find()) {
            return List.of(); // To a host that is the driver's own, or that another place names.
        }
        List<String> hosts = new ArrayList<>();
        Matcher authority = AUTHORITY.matcher(url.replaceAll("(?<=//)[^/@]*@", ""));
        while (authority.find()) {
            for (String each : authority.group(1).split(",", -1)) {
                try {
                    hosts.add(HostAndPort.parse(each.replaceFirst("(?<=[^\\]:]):(\\d+):\\w+$", ":$1"), 1)
                            .host());
                } catch (IllegalArgumentException e) {
                    return List.of(); // Half of them are not enough.
                }
            }
        }
        return hosts;
    }
}
