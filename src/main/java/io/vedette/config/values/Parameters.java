package io.vedette.config.values;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The parameters of one check, read strictly: whoever needs a parameter asks for it by name, type and default; what is
 * malformed is noted, and what nobody asked for is unknown. A read never throws, so that all problems are found at once.
 *
 * <p>An empty value counts as absent. Not safe for use by several threads; a check is built by one.
 */
public final class Parameters {

    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_NAME = 500;
    /** What servers take at most, give or take. */
    private static final int LONGEST_URL = 8_192;

    private final Map<String, String> values;
    private final Set<String> asked = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();

    public Parameters(Map<String, String> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** Returns the text of a parameter, without blanks at its ends. */
    public Optional<String> text(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Returns the text of a parameter that must be there; its absence is a problem, and the answer is then empty text. */
    public String required(String name) {
        return text(name).orElseGet(() -> {
            problem(name, "is missing");
            return "";
        });
    }

    /** Returns the text of a parameter; {@code standard} when it is not given. */
    public String text(String name, String standard) {
        return text(name).orElse(standard);
    }

    /** Returns a duration such as {@code 60s}; see {@link Durations}. */
    public Duration duration(String name, Duration standard) {
        return parsed(name, Durations::parse).orElse(standard);
    }

    /** Returns a duration, or nothing when it is not given. */
    public Optional<Duration> duration(String name) {
        return parsed(name, Durations::parse);
    }

    /** Returns a duration that must be longer than nothing. */
    public Duration positiveDuration(String name, Duration standard) {
        return parsed(name, Durations::parsePositive).orElse(standard);
    }

    /** Returns a whole number from {@code least} to {@code most}. */
    public int number(String name, int standard, int least, int most) {
        return parsed(name, text -> wholeNumber(text, least, most)).orElse(standard);
    }

    /** Returns {@code true} or {@code false}, any case. */
    public boolean flag(String name, boolean standard) {
        return parsed(name, SettingType::flag).orElse(standard);
    }

    /** Returns a name of one line and at most {@value #LONGEST_NAME} characters, as databases and pages take it. */
    public Optional<String> name(String name) {
        return parsed(name, Parameters::shortLine);
    }

    /** Returns the items of a comma list, each of them a {@linkplain #name(String) name}. */
    public List<String> names(String name) {
        return parsed(
                        name,
                        text -> items(text).stream().map(Parameters::shortLine).toList())
                .orElse(List.of());
    }

    private static String shortLine(String text) {
        if (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be one line of at most " + LONGEST_NAME + " characters");
        }
        return text;
    }

    /** Returns the items of a comma list, blanks at their ends dropped, empty ones left out; empty when not given. */
    public List<String> list(String name) {
        return text(name).map(Parameters::items).orElse(List.of());
    }

    /** Returns an absolute {@code http} or {@code https} URL with a host that must be there; null when it is missing or bad. */
    public URI url(String name) {
        return text(name).isEmpty()
                ? missing(name)
                : parsed(name, Parameters::httpUrl).orElse(null);
    }

    /** Returns what {@code parser} makes of the text; an {@link IllegalArgumentException} becomes a problem of this parameter. */
    public <T> Optional<T> parsed(String name, Function<String, T> parser) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                problem(name, e.getMessage());
                return Optional.empty();
            } catch (StackOverflowError e) {
                problem(name, "is nested too deeply");
                return Optional.empty();
            }
        });
    }

    /** Notes a problem that the reader of a parameter found. */
    public void problem(String name, String message) {
        asked.add(name);
        problems.add(Problem.error(null, 0, name, message));
    }

    /** Notes something that the operator should know but that keeps nothing from running. */
    public void warning(String name, String message) {
        asked.add(name);
        problems.add(Problem.warning(null, 0, name, message));
    }

    /** Takes parameters that nobody asked for so far and nobody will: whoever gave one learns that it changes nothing. */
    public void withoutEffect(Collection<String> names) {
        names.stream()
                .filter(name -> !asked.contains(name) && values.containsKey(name))
                .forEach(name -> warning(name, "has no effect in this template"));
    }

    /** Returns whether nothing was found wrong so far. */
    public boolean isFaultless() {
        return problems.stream().noneMatch(Problem::isError);
    }

    /** Returns an absolute {@code http} or {@code https} URL as it was written; {@code standard} when not given or bad. */
    public String address(String name, String standard) {
        return parsed(name, Parameters::httpUrl).map(URI::toString).orElse(standard);
    }

    /** Returns the names of all parameters that somebody asked for so far. */
    public Set<String> asked() {
        return new TreeSet<>(asked);
    }

    /** Returns what was wrong, and every parameter that nobody asked for and that is not in {@code alsoKnown}. */
    public List<Problem> problems(Collection<String> alsoKnown) {
        Set<String> known = new TreeSet<>(asked);
        known.addAll(alsoKnown);
        List<Problem> all = new ArrayList<>(problems);
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                all.add(Problem.error(
                        null, 0, name, "is not a parameter of this template" + Nearest.hint(name, known)));
            }
        }
        return all;
    }

    /** Reads an absolute http or https URL; a message for the operator when it is none. */
    public static URI httpUrl(String text) {
        if (text.length() > LONGEST_URL) {
            throw new IllegalArgumentException("is longer than " + LONGEST_URL + " characters");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + MaskedUrl.of(text) + "\" is not a URL: " + e.getReason());
        }
        String scheme = uri.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException(
                    "\"" + MaskedUrl.of(text) + "\" is not a URL; it must start with http:// or https://");
        }
        if (Authority.host(uri) == null) {
            throw new IllegalArgumentException("\"" + MaskedUrl.of(text) + "\" has no valid host" + hostHint(uri));
        }
        if (Authority.port(uri) > HIGHEST_PORT) {
            throw new IllegalArgumentException("\"" + MaskedUrl.of(text) + "\" has no valid port");
        }
        return uri;
    }

    private static String hostHint(URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        return authority.chars().anyMatch(c -> c > '~')
                ? "; its name may have letters, digits, -, _ and ., others only in their xn-- form"
                : "";
    }

    static int wholeNumber(String text, int least, int most) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    text.matches("[+-]?[0-9]+")
                            ? "\"" + text + "\" is not between " + least + " and " + most
                            : "\"" + text + "\" is not a whole number");
        }
        if (number < least || number > most) {
            throw new IllegalArgumentException("\"" + text + "\" is not between " + least + " and " + most);
        }
        return number;
    }

    /** Returns the items of a comma list, without blanks around them and without empty ones. */
    public static List<String> items(String commaList) {
        return Arrays.stream(commaList.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private URI missing(String name) {
        problem(name, "is missing");
        return null;
    }
}
