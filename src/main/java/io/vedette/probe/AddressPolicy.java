package io.vedette.probe;

import io.vedette.config.settings.Settings.ProbeRanges;
import io.vedette.config.values.AddressRanges;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses checks may reach: {@code vedette.probe.allow} and {@code vedette.probe.deny}. It judges what a lookup
 * found, which is what is then connected to, so that neither a name nor a redirect leads around it. Of a host with several
 * addresses the forbidden ones are left out; a host with no other is refused.
 *
 * <p>Safe for several threads.
 */
public final class AddressPolicy implements Lookup {

    private static final int MOST_NAMED = 3;

    private final AddressRanges allow;
    private final AddressRanges deny;
    private final Lookup lookup;
    private final boolean allowsAll;
    private final boolean isOpen;

    private AddressPolicy(ProbeRanges ranges, Lookup lookup) {
        this.allow = AddressRanges.of(ranges.allow());
        this.deny = AddressRanges.of(ranges.deny());
        this.lookup = lookup;
        this.allowsAll = ranges.allow().equals(List.of("all"));
        this.isOpen = allowsAll && ranges.deny().stream().allMatch("none"::equals);
    }

    /** Returns a lookup that finds allowed addresses only. */
    public static Lookup over(Lookup lookup, ProbeRanges ranges) {
        return new AddressPolicy(ranges, lookup);
    }

    @Override
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        return addresses(host, false);
    }

    @Override
    public Lookup allOrNone() {
        return host -> addresses(host, true);
    }

    private List<InetAddress> addresses(String host, boolean allOrNone) throws UnknownHostException {
        List<InetAddress> allowed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (InetAddress address : lookup.addresses(host)) {
            complaint(address)
                    .ifPresentOrElse(why -> refused.add(named(host, address) + why), () -> allowed.add(address));
        }
        if ((allowed.isEmpty() || allOrNone) && !refused.isEmpty()) {
            throw new SecurityException(String.join("; ", refused.subList(0, Math.min(MOST_NAMED, refused.size()))));
        }
        return allowed;
    }

    /**
     * Judges what this machine finds for a name, if there is anything to judge by. The proxy may find something else: its own
     * rules are the last word. A name that is not known here is left to the proxy where addresses are denied; where only some
     * are allowed it is refused, as it may be none of them.
     */
    @Override
    public void judgeForProxy(String host) {
        if (isOpen) {
            return;
        }
        try {
            addresses(host);
        } catch (UnknownHostException e) {
            if (!allowsAll) {
                throw new SecurityException("the name " + host + " is not known here, so that it may be none of"
                        + " vedette.probe.allow; a proxy is not asked for it");
            }
        }
    }

    @Override
    public boolean forbidsSome() {
        return !isOpen;
    }

    private Optional<String> complaint(InetAddress address) {
        Optional<String> denied = deny.match(address);
        if (denied.isPresent()) {
            return Optional.of(" may not be reached: vedette.probe.deny has " + denied.get());
        }
        return allow.contains(address)
                ? Optional.empty()
                : Optional.of(" may not be reached: vedette.probe.allow does not have it");
    }

    private static String named(String host, InetAddress address) {
        String literal = address.getHostAddress();
        return host.equals(literal) ? literal : literal + " (" + host + ")";
    }
}
