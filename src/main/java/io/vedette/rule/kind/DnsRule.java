package io.vedette.rule.kind;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.probe.RecordType;
import io.vedette.rule.Answers;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An answer of the asked type is ok, if it holds every expected value. No such record is an error {@code no-answer}
 * whose message tells why: the name does not exist (NXDOMAIN), it has no record of that type (an empty answer), the
 * server points to others (a referral), its aliases lead in a circle, or the server failed or refused (SERVFAIL, REFUSED). A missing value is an error {@code condition} that shows the values seen.
 *
 * <p>Parameter: {@code expected}, a comma list of values as {@code dig +short} shows them; one with commas in it stands
 * in double quotes, and a text in parts as dig shows it, {@code "v=spf1 " "-all"}. Names are compared without regard to
 * case and last dot, addresses by what they mean, texts (TXT) to the letter. Other values beside the expected ones are
 * allowed.
 */
public final class DnsRule implements Rule {

    private static final Pattern PART = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern ITEM = Pattern.compile("(?:" + PART + "|[^,])++");
    /** One text, or the parts of one as dig shows those of more than 255 bytes. */
    private static final Pattern QUOTED = Pattern.compile(PART + "(?:\\s+" + PART + ")*+");

    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\;])");
    /** A zone may hold hundreds of texts. */
    private static final int MOST_SHOWN = 10;

    private final List<String> expected;

    /** @param expected the values that must all be there; empty when any will do */
    public DnsRule(List<String> expected) {
        this.expected = List.copyOf(expected);
    }

    /** Reads {@code expected}, with {@code type} ({@code A}) to check it against; what is wrong is noted there. */
    public static DnsRule of(Parameters parameters) {
        // The probe complains of an unknown type; any text may be the value of a TXT record.
        RecordType type = RecordType.find(parameters.text("type", "A")).orElse(RecordType.TXT);
        List<String> values = parameters.text("expected").map(DnsRule::items).orElse(List.of());
        values.stream()
                .map(type::objection)
                .filter(objection -> !objection.isEmpty())
                .forEach(objection -> parameters.problem("expected", objection));
        return new DnsRule(values);
    }

    private static List<String> items(String list) {
        return ITEM.matcher(list)
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .map(DnsRule::unquoted)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** The parts of a text belong together without the blanks between their quotes, as they do in the answer. */
    private static String unquoted(String item) {
        if (!QUOTED.matcher(item).matches()) {
            return item;
        }
        String whole = PART.matcher(item).results().map(part -> part.group(1)).collect(Collectors.joining());
        return ESCAPED.matcher(whole).replaceAll("$1");
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Answer.Dns.class).judge(this::judge);
    }

    private Verdict judge(Answer.Dns dns) {
        if (dns.records().isEmpty()) {
            return Verdict.error(Reason.NO_ANSWER, absence(dns));
        }
        List<String> seen = dns.records().stream().map(dns.type()::canonical).toList();
        List<String> missing = expected.stream()
                .filter(value -> !seen.contains(dns.type().canonical(value)))
                .toList();
        if (missing.isEmpty()) {
            return dns.way().before().isEmpty()
                    ? Verdict.ok()
                    : new Verdict(Status.OK, Optional.empty(), asked(dns), List.of(), Verdict.Details.NONE);
        }
        return Verdict.error(
                Reason.CONDITION,
                "expected %s %s of %s, seen %s%s"
                        .formatted(
                                dns.type(),
                                String.join(", ", missing),
                                named(dns),
                                shown(dns.records()),
                                dns.way().before().isEmpty() ? "" : "; " + asked(dns)));
    }

    private static String absence(Answer.Dns dns) {
        return why(dns) + "; " + asked(dns);
    }

    private static String why(Answer.Dns dns) {
        if (dns.way().endless()) {
            List<String> names = new ArrayList<>(dns.aliases());
            names.add(0, dns.name());
            return "the aliases of " + dns.name() + " lead in a circle, or too far: "
                    + String.join(" -> ", names.subList(0, Math.min(MOST_SHOWN, names.size())))
                    + (names.size() > MOST_SHOWN ? " -> and so on" : "");
        }
        String what = named(dns);
        if (!dns.way().referredTo().isEmpty()) {
            return "the server has no answer for " + what + " and refers to "
                    + shown(dns.way().referredTo()) + " (a referral): the zone is not its own";
        }
        return switch (dns.rcode()) {
            case "NOERROR" -> what + " has no " + dns.type() + " record (an empty answer)";
            case "NXDOMAIN" -> what + " does not exist (NXDOMAIN)";
            case "SERVFAIL" -> "the server failed to answer for " + what + " (SERVFAIL)";
            case "REFUSED" -> "the server refuses to answer for " + what + " (REFUSED)";
            default -> "the server answered " + dns.rcode() + " for " + what;
        };
    }

    private static String asked(Answer.Dns dns) {
        return dns.way()
                .before()
                .map(named -> "asked " + named + ", which does not know the alias, then " + dns.server()
                        + ", a resolver of this machine")
                .orElse("asked " + dns.server());
    }

    private static String named(Answer.Dns dns) {
        List<String> aliases = dns.aliases();
        return aliases.isEmpty() ? dns.name() : aliases.get(aliases.size() - 1) + " (the alias of " + dns.name() + ")";
    }

    private static String shown(List<String> records) {
        String first = String.join(", ", records.subList(0, Math.min(MOST_SHOWN, records.size())));
        return records.size() > MOST_SHOWN ? first + " and " + (records.size() - MOST_SHOWN) + " more" : first;
    }
}
