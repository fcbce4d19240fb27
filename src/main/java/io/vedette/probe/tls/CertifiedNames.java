package io.vedette.probe.tls;

import io.vedette.probe.HostAndPort;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The hosts that a certificate is for: its subject alternative names, or, where it has no DNS name among them, the
 * common name of its subject (RFC 2818, 3.1, as Java's own HTTPS clients still do). A wildcard stands for the whole
 * first label.
 *
 * @param hosts the DNS names
 * @param addresses the IP addresses
 */
record CertifiedNames(List<String> hosts, List<String> addresses) {

    private static final int DNS = 2;
    private static final int IP = 7;
    /** Certificates of content networks name hundreds of hosts. */
    private static final int MOST_SHOWN = 10;

    static CertifiedNames of(X509Certificate certificate) {
        List<String> hosts = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (List<?> name : alternatives(certificate)) {
            if (name.get(1) instanceof String text) {
                if (name.get(0).equals(DNS)) {
                    hosts.add(text.toLowerCase(Locale.ROOT));
                } else if (name.get(0).equals(IP)) {
                    addresses.add(text);
                }
            }
        }
        if (hosts.isEmpty()) {
            hosts.addAll(commonName(certificate));
        }
        return new CertifiedNames(hosts, addresses);
    }

    /** Returns whether the certificate is for that host, a name or an address. */
    boolean contain(String host) {
        return HostAndPort.address(host)
                .map(address -> addresses.stream().anyMatch(name -> isSame(address, name)))
                .orElseGet(() -> hosts.stream().anyMatch(name -> matches(host.toLowerCase(Locale.ROOT), name)));
    }

    /** Returns that the certificate is not for that host; empty when it is. */
    Optional<String> objection(String host) {
        return contain(host)
                ? Optional.empty()
                : Optional.of("wrong host name: the certificate is not for " + host + " but for " + this);
    }

    private static boolean isSame(InetAddress address, String name) {
        return HostAndPort.address(name).filter(address::equals).isPresent();
    }

    private static boolean matches(String host, String name) {
        if (!name.startsWith("*.")) {
            return host.equals(name);
        }
        int dot = host.indexOf('.');
        // "*.org" would be for everyone; a wildcard needs two more labels.
        return dot > 0 && name.indexOf('.', 2) > 0 && host.substring(dot).equals(name.substring(1));
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static List<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(value -> value.toString().toLowerCase(Locale.ROOT))
                            .toList();
        } catch (InvalidNameException e) {
            return List.of();
        }
    }

    /** Returns {@code example.org, *.example.org, 192.0.2.1}, or {@code no host at all}. */
    @Override
    public String toString() {
        List<String> all = new ArrayList<>(hosts);
        all.addAll(addresses);
        if (all.isEmpty()) {
            return "no host at all";
        }
        String shown = String.join(", ", all.subList(0, Math.min(MOST_SHOWN, all.size())));
        return all.size() > MOST_SHOWN ? shown + " and " + (all.size() - MOST_SHOWN) + " more" : shown;
    }
}
