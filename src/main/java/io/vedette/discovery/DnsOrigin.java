package io.vedette.discovery;

import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A name in DNS: of SRV records the host and the port of each, of others the address. That there is no such name, or no record, is an
 * answer; that a server fails is none. An SRV record whose target is the root says that there is no such service (RFC 2782).
 */
final class DnsOrigin implements Origin {

    private final Probe probe;

    DnsOrigin(Probe probe) {
        this.probe = probe;
    }

    @Override
    public Answered look(Attempt attempt) throws Unanswered, InterruptedException {
        Answer answer = probe.ask(attempt);
        if (!(answer instanceof Answer.Dns dns)) {
            throw Troubles.of(answer);
        }
        boolean isTold = dns.rcode().equals("NOERROR") || dns.rcode().equals("NXDOMAIN");
        if (!isTold || !dns.way().referredTo().isEmpty() || dns.way().endless()) {
            throw new Unanswered("the server " + dns.server() + " has no answer (" + dns.rcode() + ")");
        }
        List<Target> targets = new ArrayList<>();
        for (String record : dns.records()) {
            String[] parts = record.split("\\s+");
            if (!dns.type().name().equals("SRV")) {
                targets.add(new Target(parts[parts.length - 1].replaceFirst("\\.$", ""), Map.of()));
            } else if (parts.length == 4 && !parts[3].equals(".")) {
                targets.add(new Target(parts[3].replaceFirst("\\.$", "") + ":" + parts[2], Map.of()));
            }
        }
        return new Answered(targets);
    }
}
