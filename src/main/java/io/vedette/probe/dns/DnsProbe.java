package io.vedette.probe.dns;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Dns.Way;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.BoundedLookup;
import io.vedette.probe.Deadline;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.Lookup;
import io.vedette.probe.Probe;
import io.vedette.probe.RecordType;
import io.vedette.probe.Unreached;
import io.vedette.probe.dns.NameServers.Reply;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks DNS for the records of a name, as {@code dig} does: always over the network, without a cache and without search
 * lists. CNAMEs are followed, also when the server answers with the CNAME alone; when it does not know where that leads
 * (an authoritative server and a name of another zone), the resolvers of this machine are asked for the rest, and the
 * answer says so.
 *
 * <p>Parameters: {@code host} (for {@code PTR} also an address), {@code type} ({@code A}), {@code resolver} (a host with
 * or without port, {@code [2001:db8::1]:53} for IPv6; default: the resolvers of this machine).
 */
public final class DnsProbe implements Probe {

    private static final int STANDARD_PORT = 53;
    private static final int MOST_ALIASES = 16;

    private final String host;
    private final RecordType type;
    private final Optional<HostAndPort> resolver;
    private final Duration timeout;
    private final Lookup lookup;
    private final Supplier<List<InetSocketAddress>> machine;

    /**
     * @param lookup finds the resolver when it is given by name
     * @param machine the resolvers of this machine, in their order
     */
    public DnsProbe(
            String host,
            RecordType type,
            Optional<HostAndPort> resolver,
            Duration timeout,
            Lookup lookup,
            Supplier<List<InetSocketAddress>> machine) {
        this.host = Objects.requireNonNull(host, "host");
        this.type = Objects.requireNonNull(type, "type");
        this.resolver = Objects.requireNonNull(resolver, "resolver");
        this.timeout = Objects.requireNonNull(timeout, "timeout");
        this.lookup = Objects.requireNonNull(lookup, "lookup");
        this.machine = Objects.requireNonNull(machine, "machine");
    }

    /** Reads {@code host}, {@code type} and {@code resolver}; what is wrong is noted in the parameters. */
    public static DnsProbe read(Parameters parameters, Duration timeout, Lookup lookup) {
        String host = HostAndPort.read(parameters, "host");
        RecordType type = parameters.parsed("type", RecordType::parse).orElse(RecordType.A);
        if (type != RecordType.PTR && HostAndPort.isAddress(host)) {
            parameters.problem("host", "\"" + host + "\" is an address; only type PTR asks for one");
        }
        return new DnsProbe(host, type, resolver(parameters), timeout, lookup, DnsProbe::machineResolvers);
    }

    /** Reads {@code resolver}; what is wrong is noted in the parameters. */
    public static Optional<HostAndPort> resolver(Parameters parameters) {
        return parameters.parsed("resolver", text -> HostAndPort.parse(text, STANDARD_PORT));
    }

    @Override
    public Answer ask(Attempt attempt) throws InterruptedException {
        Deadline deadline = Deadline.in(timeout);
        try {
            return follow(asked(), deadline);
        } catch (Unreached e) {
            if (resolver.isEmpty()) {
                // The machine may have moved to another network since its resolvers were read.
                ResolverConfig.refresh();
            }
            return e.trouble();
        } catch (TextParseException e) {
            return new Trouble(Kind.MISCONFIGURED, "\"" + host + "\" cannot be asked for: " + e.getMessage());
        }
    }

    /** Returns it as RFC 4501 writes it: {@code dns:example.org?type=MX}, {@code dns://192.0.2.1:53/example.org}. */
    @Override
    public String address() {
        String server = resolver.map(given -> "//" + given + "/").orElse("");
        return "dns:" + server + host + (type == RecordType.A ? "" : "?type=" + type);
    }

    /** Returns what this machine itself uses; no check names them, and no address policy holds for them. */
    public static List<InetSocketAddress> machineResolvers() {
        return ResolverConfig.getCurrentConfig().servers();
    }

    private Name asked() throws TextParseException {
        return HostAndPort.address(host).isPresent()
                ? ReverseMap.fromAddress(HostAndPort.address(host).get())
                : Name.fromString(host, Name.root);
    }

    private Answer follow(Name asked, Deadline deadline) throws Unreached, InterruptedException {
        NameServers servers = servers(deadline);
        Optional<String> before = Optional.empty();
        List<String> aliases = new ArrayList<>();
        Set<Name> seen = new HashSet<>(Set.of(asked));
        Name name = asked;
        while (true) {
            Reply reply = servers.ask(name, Type.value(type.name()), deadline);
            if (resolver.isPresent() && before.isEmpty() && !aliases.isEmpty() && isNotResponsible(reply)) {
                before = Optional.of(reply.server());
                servers = new NameServers(machine.get());
                continue;
            }
            Name last = name;
            boolean endless = false;
            Optional<Name> next = alias(reply, name);
            while (next.isPresent() && !endless) {
                last = next.get();
                aliases.add(last.toString(true));
                endless = !seen.add(last) || aliases.size() >= MOST_ALIASES;
                next = alias(reply, last);
            }
            List<String> records = records(reply, last);
            boolean ends = !records.isEmpty() || last.equals(name) || reply.rcode() != Rcode.NOERROR;
            if (ends || endless) {
                Way way = new Way(referredTo(reply), endless && records.isEmpty(), before);
                return new Answer.Dns(host, type, Rcode.string(reply.rcode()), records, aliases, reply.server(), way);
            }
            name = last;
        }
    }

    /** The name servers that a server points to because it neither owns the zone nor asks others (RFC 1034, 4.3.2). */
    private static List<String> referredTo(Reply reply) {
        List<Record> authority = reply.message().getSection(Section.AUTHORITY);
        boolean isReferral = reply.rcode() == Rcode.NOERROR
                && reply.message().getSection(Section.ANSWER).isEmpty()
                && !reply.has(Flags.AA)
                && authority.stream().noneMatch(SOARecord.class::isInstance);
        return isReferral
                ? authority.stream()
                        .filter(NSRecord.class::isInstance)
                        .map(record -> ((NSRecord) record).getTarget().toString(true))
                        .sorted()
                        .toList()
                : List.of();
    }

    private NameServers servers(Deadline deadline) throws Unreached, InterruptedException {
        if (resolver.isEmpty()) {
            return new NameServers(machine.get());
        }
        HostAndPort server = resolver.get();
        return new NameServers(BoundedLookup.addresses(lookup, server.host(), deadline).stream()
                .map(address -> new InetSocketAddress(address, server.port()))
                .toList());
    }

    /** A server that neither owns the zone nor asks others: it refuses, or points to the servers above. */
    private static boolean isNotResponsible(Reply reply) {
        return reply.rcode() == Rcode.REFUSED
                || reply.rcode() == Rcode.NOERROR
                        && reply.message().getSection(Section.ANSWER).isEmpty()
                        && !reply.has(Flags.AA)
                        && !reply.has(Flags.RA);
    }

    private Optional<Name> alias(Reply reply, Name name) {
        if (type == RecordType.CNAME) {
            return Optional.empty();
        }
        return reply.message().getSection(Section.ANSWER).stream()
                .filter(record -> record.getName().equals(name))
                .filter(CNAMERecord.class::isInstance)
                .map(record -> ((CNAMERecord) record).getTarget())
                .findFirst();
    }

    private List<String> records(Reply reply, Name name) {
        return reply.message().getSection(Section.ANSWER).stream()
                .filter(record -> record.getName().equals(name))
                .filter(record -> record.getType() == Type.value(type.name()))
                .map(this::text)
                .toList();
    }

    private String text(Record record) {
        if (record instanceof TXTRecord text) {
            // One text may be cut into strings of 255 bytes; they belong together without blanks (RFC 7208, 3.3).
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            text.getStringsAsByteArrays().forEach(whole::writeBytes);
            return whole.toString(StandardCharsets.UTF_8);
        }
        boolean isAddress = type == RecordType.A || type == RecordType.AAAA;
        return isAddress ? type.canonical(record.rdataToString()) : record.rdataToString();
    }
}
