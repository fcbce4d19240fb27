package io.vedette.probe.dns;

import io.vedette.config.values.Durations;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Deadline;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.NotAsked;
import io.vedette.probe.Unreached;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.WireParseException;

/**
 * Asks DNS servers one question: each in turn, and all a second time, since a datagram may get lost. UDP first, TCP when
 * the answer is truncated; without EDNS (RFC 6891) when a server does not understand it, and the second time in any case,
 * since some leave such a question unanswered.
 */
final class NameServers {

    private static final int ROUNDS = 2;
    private static final int MOST_SERVERS = 3;
    private static final Set<Integer> FINAL = Set.of(Rcode.NOERROR, Rcode.NXDOMAIN);
    private static final Set<Integer> NO_EDNS = Set.of(Rcode.FORMERR, Rcode.NOTIMP, Rcode.BADVERS);

    private static final DnsConnections CONNECTIONS = new DnsConnections();

    private final List<InetSocketAddress> servers;

    NameServers(List<InetSocketAddress> servers) {
        this.servers = servers.subList(0, Math.min(MOST_SERVERS, servers.size()));
    }

    /**
     * A server's message.
     *
     * @param server which one
     */
    record Reply(Message message, String server) {

        int rcode() {
            return message.getRcode();
        }

        boolean has(int flag) {
            return message.getHeader().getFlag(flag);
        }
    }

    /** Returns the first final answer; else the last failure that a server told (SERVFAIL, REFUSED); else the trouble. */
    Reply ask(Name name, int type, Deadline deadline) throws Unreached, InterruptedException {
        Unreached trouble = new Unreached(Kind.UNREACHABLE, "no DNS server is known");
        int tries = ROUNDS * servers.size();
        for (int round = 0; round < ROUNDS; round++) {
            Reply failure = null;
            for (InetSocketAddress server : servers) {
                try {
                    Reply reply = ask(server, name, type, deadline, tries--, round == 0);
                    if (FINAL.contains(reply.rcode())) {
                        return reply;
                    }
                    failure = reply;
                } catch (Unreached e) {
                    trouble = e;
                }
            }
            if (failure != null) {
                return failure;
            }
        }
        throw trouble;
    }

    private static Reply ask(
            InetSocketAddress server, Name name, int type, Deadline deadline, int tries, boolean extended)
            throws Unreached, InterruptedException {
        String shown = new HostAndPort(server.getAddress().getHostAddress(), server.getPort()).toString();
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setIoClientFactory(CONNECTIONS);
        resolver.setIgnoreTruncation(true);
        resolver.setTimeout(Duration.ofMillis(deadline.millisFor(tries)));
        if (!extended) {
            resolver.setEDNS(null);
        }
        Message message = await(resolver.sendAsync(query(name, type)), shown, resolver.getTimeout(), deadline);
        if (NO_EDNS.contains(message.getRcode())) {
            resolver.setEDNS(null);
            message = await(resolver.sendAsync(query(name, type)), shown, resolver.getTimeout(), deadline);
        }
        if (message.getHeader().getFlag(Flags.TC)) {
            resolver.setTCP(true);
            resolver.setTimeout(Duration.ofMillis(deadline.millisFor(tries)));
            message = overTcp(resolver, query(name, type), shown, deadline);
        }
        if (!message.getHeader().getFlag(Flags.QR)) {
            throw new Unreached(Kind.MALFORMED, shown + " sent the question back instead of an answer");
        }
        return new Reply(message, shown);
    }

    private static Message overTcp(SimpleResolver resolver, Message query, String server, Deadline deadline)
            throws Unreached, InterruptedException {
        try {
            return await(resolver.sendAsync(query), server, resolver.getTimeout(), deadline);
        } catch (Unreached e) {
            throw new Unreached(
                    e.trouble().kind(),
                    "the answer of " + server + " is cut to a datagram's length, and TCP does not bring the rest: "
                            + e.trouble().message());
        }
    }

    private static Message query(Name name, int type) {
        return Message.newQuery(Record.newRecord(name, type, DClass.IN));
    }

    private static Message await(CompletionStage<Message> sent, String server, Duration most, Deadline deadline)
            throws Unreached, InterruptedException {
        try {
            long nanos = Math.min(most.toNanos(), deadline.left().toNanos());
            return sent.toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw silent(server, deadline);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            NotAsked.unlessTheirs(cause);
            if (cause instanceof SocketTimeoutException) {
                throw silent(server, deadline);
            }
            if (isOfAnother(cause)) {
                throw new Unreached(
                        Kind.MALFORMED, "the answer of " + server + " is to another question: " + cause.getMessage());
            }
            if (cause instanceof WireParseException || cause instanceof RuntimeException) {
                throw new Unreached(Kind.MALFORMED, "the answer of " + server + " is not DNS: " + cause.getMessage());
            }
            throw new Unreached(Kind.UNREACHABLE, "the DNS server " + server + " is not reachable: " + why(cause));
        }
    }

    /** dnsjava has no exception of its own for an answer with another id, name, type or class, only these words. */
    private static boolean isOfAnother(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.startsWith("invalid message id")
                || message.startsWith("invalid ") && message.contains(" in message");
    }

    private static String why(Throwable cause) {
        if (cause instanceof PortUnreachableException) {
            return "nobody listens there";
        }
        return cause.getMessage() == null ? "it closed the connection" : cause.getMessage();
    }

    private static Unreached silent(String server, Deadline deadline) {
        return new Unreached(
                Kind.TIMEOUT,
                "the DNS server " + server + " did not answer within " + Durations.format(deadline.timeout()));
    }
}
