// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Asks a registry by RDAP until when a domain is registered. The template {@code domain}. */
public final class DomainCheck extends HttpCheckBuilder<DomainCheck> {

    DomainCheck(Checks all, String name) {
        super(all, "domain", name);
    }

    /** The domain as it was registered, such as example.org. Must be given. */
    public DomainCheck name(String name) {
        return parameter("name", name);
    }

    /** Degraded if it expires within this many days; 0 turns it off. 30 unless given. */
    public DomainCheck warnDays(int warnDays) {
        return parameter("warnDays", String.valueOf(warnDays));
    }

    /** Error if it expires within this many days; 0 turns it off. 7 unless given. */
    public DomainCheck errorDays(int errorDays) {
        return parameter("errorDays", String.valueOf(errorDays));
    }

    /** The address of the RDAP service to ask; that of IANA's list if left out. */
    public DomainCheck server(String server) {
        return parameter("server", server);
    }

    /** The list of RDAP services, if it is not IANA's. https://data.iana.org/rdap/dns.json unless given. */
    public DomainCheck bootstrap(String bootstrap) {
        return parameter("bootstrap", bootstrap);
    }
}
