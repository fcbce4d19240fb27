package io.vedette.config.values;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the value of a setting may be, and how it is read. */
public enum SettingType {
    /** One line of text. */
    TEXT("one line of text", SettingType::oneLine),
    /** A password, plain or as a bcrypt hash. */
    PASSWORD(
            "one line of plain text, or a bcrypt hash ($2a$, $2b$, $2y$) of cost 4 to 15; other hashes are not"
                    + " supported",
            text -> PasswordHash.checked(oneLine(text))),
    /** A name that may stand anywhere. */
    NAME("a name of at most 100 letters, digits and . _ -", SettingType::name),
    /** A secret that programs share. */
    PASSPHRASE("one line of at least 16 characters", SettingType::passphrase),
    /** A {@link Discovery}. */
    DISCOVERY(Discovery.EXPECTED, Discovery::parse),
    /** A comma list of {@link AccessToken}s. */
    TOKENS(
            "a comma list of NAME:TOKEN, NAME:read:TOKEN or NAME:heartbeat:TOKEN, each name once, where a token is at"
                    + " least 16 letters, digits or . _ ~ + / - or else sha256: with 64 hexadecimal digits",
            AccessToken::list),
    /** A comma list of {@link LocalUser}s. */
    USERS(
            "a comma list of NAME:viewer:PASSWORD or NAME:operator:PASSWORD, each name once, the password plain without commas or as a"
                    + " bcrypt hash",
            LocalUser::list),
    /** Text of one or several lines. */
    MESSAGE("text", text -> text),
    FLAG("true or false", SettingType::flag),
    /** A {@link Duration}, 0 included. */
    DURATION("a duration: 60s, 8m, 2h, 3d, 250ms or a number of seconds", Durations::parse),
    /** A {@link Duration} longer than 0. */
    POSITIVE_DURATION("a duration longer than 0s: 60s, 8m, 2h, 3d or a number of seconds", Durations::parsePositive),
    /** A number of things. */
    COUNT("a whole number from 1 to 1000", text -> Parameters.wholeNumber(text, 1, 1_000)),
    /** A port that a server may listen at; 0 means any free one. */
    PORT("a port from 0 to 65535", SettingType::port),
    /** A whole number from 0. */
    WHOLE_NUMBER("a whole number from 0 to 1000000", text -> Parameters.wholeNumber(text, 0, 1_000_000)),
    /** A comma list of names or addresses, without ports. */
    HOSTS("a comma list of host names or IP addresses", SettingType::hosts),
    /** A name or address to listen at. */
    HOST("a host name or an IP address", Addresses::host),
    /** An absolute http or https {@link URI}. */
    URL("a URL that starts with http:// or https://", Parameters::httpUrl),
    /** A comma list of different URLs. */
    URLS("a comma list of URLs", SettingType::urls),
    /** A URL, or a host with or without a port. */
    URL_OR_HOST("a URL or a host", SettingType::urlOrHost),
    /** An {@link Instant}. */
    INSTANT("an instant such as 2018-06-28T11:37:48Z", SettingType::instant),
    /** A {@link ZoneId}. */
    TIME_ZONE("a time zone such as UTC or Europe/Zurich", SettingType::zone),
    /** A {@link Path}; a relative one starts from the folder of the configuration. */
    PATH("a path, relative to the folder of this file", Path::of),
    /** The path of a URL, without a slash at its end. */
    URL_PATH("a path such as /vedette, of letters, digits and . _ ~ - between its slashes", SettingType::urlPath),
    /** A JDBC URL of one of the databases that work. */
    DATABASE_URL("jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE", SettingType::databaseUrl),
    /** A Sentry DSN. */
    DSN("a Sentry DSN such as https://KEY@HOST/PROJECT", SettingType::dsn),
    /** A colour, or a pair of which the second is for dark pages. */
    COLOURS("a colour such as #0b5c63, or two with a comma, the second for dark pages", SettingType::colours),
    /** The code of a language that pages speak. */
    LANGUAGE("en or de", SettingType::language),
    /** The name of an HTTP header. */
    HEADER("the name of an HTTP header", HeaderText::name),
    /** A {@link ProxyAddress}, {@link ProxyAddress#NONE} included. */
    PROXY(
            "http://HOST:PORT, with USER:PASSWORD@ before the host if the proxy asks for them, or none",
            ProxyAddress::parse),
    /** The hosts of a {@link NoProxy}. */
    NO_PROXY("a comma list of hosts, domains such as .example.org, addresses and ranges, or * for all", NoProxy::parse),
    /** A comma list of addresses and address ranges, {@code all} or {@code none}. */
    RANGES("all, none, or a comma list of addresses and ranges such as 10.0.0.0/8", Addresses::ranges);

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern URL_PATHS = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int SHORTEST_PASSPHRASE = 16;
    private static final Pattern BARE_NUMBER = Pattern.compile("[\\d.]+");

    private final String expected;
    private final Function<String, ?> parser;

    SettingType(String expected, Function<String, ?> parser) {
        this.expected = expected;
        this.parser = parser;
    }

    /** Returns what may be written, for help and for messages that must not show what was written. */
    public String expected() {
        return expected;
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException with a message for the operator, which shows the value
     */
    public Object parse(String text) {
        return parser.apply(text);
    }

    /** Returns whether it is a comma list. */
    public boolean isList() {
        return switch (this) {
            case TOKENS, USERS, HOSTS, URLS, NO_PROXY, RANGES -> true;
            default -> false;
        };
    }

    /**
     * Returns a valid value as Camel and Vedette read it alike: Camel takes a bare number for milliseconds, so that it gets its
     * unit here.
     */
    public String canonical(String text) {
        return switch (this) {
            case FLAG -> text.toLowerCase(Locale.ROOT);
            case DURATION, POSITIVE_DURATION -> BARE_NUMBER.matcher(text).matches() ? text + "s" : text;
            default -> text;
        };
    }

    private static String colours(String text) {
        if (!text.matches("#[0-9A-Fa-f]{6}(\\s*,\\s*#[0-9A-Fa-f]{6})?")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a colour such as #0b5c63, nor two of them");
        }
        return text;
    }

    private static String language(String text) {
        if (!List.of("en", "de").contains(text)) {
            throw new IllegalArgumentException("\"" + text + "\" is not en or de");
        }
        return text;
    }

    private static String oneLine(String text) {
        if (CONTROL.matcher(text).find()) {
            throw new IllegalArgumentException("must be one line without control characters");
        }
        return text;
    }

    private static String name(String text) {
        if (NAMES.matcher(text).matches()) {
            return text;
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is not a name; write at most 100 letters, digits and . _ -");
    }

    private static String passphrase(String text) {
        if (oneLine(text).length() < SHORTEST_PASSPHRASE) {
            throw new IllegalArgumentException("must have at least " + SHORTEST_PASSPHRASE + " characters");
        }
        return text;
    }

    static Boolean flag(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
    }

    private static List<String> hosts(String commaList) {
        return Parameters.items(commaList).stream().map(Addresses::host).toList();
    }

    private static Integer port(String text) {
        return Parameters.wholeNumber(text, 0, 65_535);
    }

    private static List<URI> urls(String commaList) {
        List<URI> urls = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String item : Parameters.items(commaList)) {
            if (!seen.add(item)) {
                complaints.add("\"" + MaskedUrl.of(item) + "\" is given twice");
                continue;
            }
            try {
                urls.add(Parameters.httpUrl(item));
            } catch (IllegalArgumentException e) {
                complaints.add(e.getMessage());
            }
        }
        if (!complaints.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", complaints));
        }
        return List.copyOf(urls);
    }

    private static String urlOrHost(String text) {
        if (text.contains("://")) {
            return Parameters.httpUrl(text).toString();
        }
        String host = text.replaceFirst("(?<=[^:]):\\d{1,5}$", "");
        Addresses.host(host);
        return text;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not an instant; write 2018-06-28T11:37:48Z");
        }
    }

    private static String urlPath(String text) {
        if (URL_PATHS.matcher(text).matches()) {
            return text;
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is not a path of a URL; write /vedette, without a slash at its end");
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a time zone; write UTC or Europe/Zurich", e);
        }
    }

    private static String databaseUrl(String text) {
        if (text.startsWith("jdbc:sqlite:") || text.startsWith("jdbc:postgresql:")) {
            return oneLine(text);
        }
        throw new IllegalArgumentException("\"" + MaskedUrl.of(text)
                + "\" is not a database; write jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE");
    }

    private static String dsn(String text) {
        URI dsn = Parameters.httpUrl(text);
        String path = dsn.getPath();
        if (dsn.getHost() == null) {
            throw new IllegalArgumentException(
                    "names a host with an underscore, which Sentry's client does not accept");
        }
        if (dsn.getRawUserInfo() == null || path.isEmpty() || path.endsWith("/")) {
            throw new IllegalArgumentException("is not a Sentry DSN");
        }
        return text;
    }
}
