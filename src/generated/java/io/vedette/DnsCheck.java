// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Looks up the records of a name in DNS. The template {@code dns}. */
public final class DnsCheck extends CheckBuilder<DnsCheck> {

    DnsCheck(Checks all, String name) {
        super(all, "dns", name);
    }

    /** The name to look up; with type PTR also an address. Must be given. */
    public DnsCheck host(String host) {
        return parameter("host", host);
    }

    /** The type of record. A unless given. */
    public DnsCheck type(String type) {
        return parameter("type", type);
    }

    /** The DNS server to ask, as host or host:port; those of this machine if left out. */
    public DnsCheck resolver(String resolver) {
        return parameter("resolver", resolver);
    }

    /** A comma list of values that must be among the records, as dig +short shows them; put one that has commas into double quotes. */
    public DnsCheck expected(String expected) {
        return parameter("expected", expected);
    }
}
