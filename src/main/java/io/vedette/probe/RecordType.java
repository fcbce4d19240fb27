package io.vedette.probe;

import io.vedette.config.values.Nearest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of DNS records that a check can ask for, and how their values are compared. */
public enum RecordType {
    A,
    AAAA,
    CNAME,
    MX,
    TXT,
    SRV,
    NS,
    SOA,
    PTR,
    CAA;

    private static final Pattern ZEROS = Pattern.compile("(?:^|:)(?:0(?::|$)){2,}");

    /**
     * Returns the type of that name, any case.
     *
     * @throws IllegalArgumentException with a message for the operator
     */
    public static RecordType parse(String text) {
        return find(text).orElseThrow(() -> unknown(text));
    }

    /** Returns the type of that name, any case; empty when there is none. */
    public static Optional<RecordType> find(String text) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(text))
                .findFirst();
    }

    private static IllegalArgumentException unknown(String text) {
        List<String> known = Arrays.stream(values()).map(Enum::name).toList();
        return new IllegalArgumentException("\"" + text + "\" is not a record type that a check can ask for ("
                + String.join(", ", known) + ")" + Nearest.hint(text, known));
    }

    /**
     * Returns the one writing of a record's value, for comparing: addresses in their canonical form, names in lower case without
     * the last dot, single blanks between the parts. A text stays as it is.
     */
    public String canonical(String value) {
        if (this == TXT) {
            return value;
        }
        if (this == A || this == AAAA) {
            return HostAndPort.address(value).map(RecordType::written).orElse(value);
        }
        return Arrays.stream(value.strip().replace("\"", "").split("\\s+"))
                .map(part -> part.endsWith(".") && part.length() > 1 ? part.substring(0, part.length() - 1) : part)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    /** Returns what keeps an expected value from ever being met, for the operator; empty text when nothing does. */
    public String objection(String expected) {
        boolean fits = switch (this) {
            case A ->
                HostAndPort.address(expected)
                        .filter(address -> !(address instanceof Inet6Address))
                        .isPresent();
            case AAAA ->
                HostAndPort.address(expected)
                        .filter(Inet6Address.class::isInstance)
                        .isPresent();
            case MX -> expected.matches("\\d+\\s+\\S+");
            case SRV -> expected.matches("\\d+\\s+\\d+\\s+\\d+\\s+\\S+");
            default -> true;
        };
        return fits ? "" : "\"" + expected + "\" is not the value of " + described();
    }

    private String described() {
        return switch (this) {
            case A -> "an A record, such as 192.0.2.1";
            case AAAA -> "an AAAA record, such as 2001:db8::1";
            case MX -> "an MX record, such as 10 mail.example.org";
            case SRV -> "an SRV record, such as 0 5 5060 sip.example.org";
            default -> name() + " records";
        };
    }

    /** RFC 5952: the longest run of zeros (the first of several) becomes {@code ::}. */
    private static String written(InetAddress address) {
        String full = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return full;
        }
        String longest = "";
        Matcher zeros = ZEROS.matcher(full);
        while (zeros.find()) {
            longest = zeros.group().length() > longest.length() ? zeros.group() : longest;
        }
        return longest.isEmpty() ? full : full.replaceFirst(Pattern.quote(longest), "::");
    }
}
