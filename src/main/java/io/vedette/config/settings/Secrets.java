package io.vedette.config.settings;

import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.PercentDecoded;
import io.vedette.config.values.Problem;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must never be shown, and how a text is shown without it. Every secret that the configuration knows is told to it
 * once; texts that may hold one (a log line, an error, a URL) go through {@link #mask(String)}.
 *
 * <p>This is the second net: Vedette does not write the value of a secret setting into any text of its own. It catches what
 * others say, such as a server that repeats the header it got. A secret that is an ordinary word ({@code production}) is
 * masked only where it stands for a secret, such as after {@code password=}.
 */
public final class Secrets {

    /** Shorter ends of a text are no secret's beginning to speak of. */
    private static final int SHORTEST_BEGINNING = 4;

    /** What stands where a secret stood. */
    public static final String MASK = MaskedUrl.MASK;

    /**
     * So many are remembered; beyond it those go that were not heard of for longest. A reload tells all that it finds again,
     * so that only those that rotated away can be among them.
     */
    private static final int MOST = 200_000;

    private static final Set<String> SECRET_NAMES =
            Set.of("auth", "headers", "webhook-url", "clientKey", "clientCertificate");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(token|secret|password|passwd|dsn|api[_-]?key|secret[_-]?key|credentials?)");

    /** Where a word stands for a secret, and the word: {@code "password":"swordfish"}, {@code Bearer swordfish}. */
    private static final Pattern STANDS_FOR_ONE = Pattern.compile(
            "(?i)(?:token|secret|passw(?:or)?d|passwd|pwd|pass|key|auth|authorization|cookie|credentials?)\\\\?[\"']?\\s{0,5}[:=]"
                    + "\\s{0,5}\\\\?[\"']?(?:(?:bearer|basic|token)\\s{1,5})?([^\\s\"'\\\\,;&}\\])]{1,200})"
                    + "|\\b(?:bearer|basic)\\s{1,5}([^\\s\"'\\\\,;&}\\])]{1,200})");

    private static final Pattern QUOTED = Pattern.compile("(?<=[\"']|: )([^\"'\\s]{1,200})(?=[\"']|\\s|$)");

    /** What an owner holds for now: the present secret, and the one before, which may still be on its way. */
    private record Holding(WeakReference<Object> owner, Deque<String> secrets) {}

    /** By when they were last heard of. */
    private final Map<String, Boolean> learned = new LinkedHashMap<>(64, 0.75f, true);

    private final List<Holding> held = new ArrayList<>();
    private final SecretIndex plain = new SecretIndex();
    /** Those that are not the same in UTF-8, with a blank for a plus sign. */
    private final SecretIndex octets = new SecretIndex();
    /** Those that cannot be told from ordinary text. */
    private final Set<String> words = ConcurrentHashMap.newKeySet();

    /** Takes secrets into the list; null and empty ones are passed over. */
    public synchronized void learn(Collection<String> secrets) {
        for (String secret : secrets) {
            String text = secret == null ? "" : secret.strip();
            if (text.isEmpty() || PlainWords.isSyntax(text)) {
                continue;
            }
            if (!isTelling(text)) {
                words.add(text);
            } else if (learned.put(text, true) == null) {
                add(text);
                if (learned.size() > MOST) {
                    String eldest = learned.keySet().iterator().next();
                    learned.remove(eldest);
                    forget(eldest);
                }
            }
        }
    }

    /**
     * Takes a secret that passes, such as a login's token, until its owner has had two others, or is gone. A plain word is
     * passed over: a server that gives out "expected" must not make messages unreadable.
     */
    public synchronized void hold(Object owner, String secret) {
        held.removeIf(holding -> {
            boolean isOver = holding.owner().get() == null;
            if (isOver) {
                holding.secrets().forEach(this::forgetUnlessHeld);
            }
            return isOver;
        });
        String text = secret == null ? "" : secret.strip();
        if (!isTelling(text)) {
            return;
        }
        Holding own = held.stream()
                .filter(holding -> holding.owner().get() == owner)
                .findFirst()
                .orElseGet(() -> {
                    Holding fresh = new Holding(new WeakReference<>(owner), new ArrayDeque<>());
                    held.add(fresh);
                    return fresh;
                });
        if (own.secrets().contains(text)) {
            return;
        }
        own.secrets().addLast(text);
        add(text);
        if (own.secrets().size() > 2) {
            forgetUnlessHeld(own.secrets().removeFirst());
        }
    }

    private void forgetUnlessHeld(String secret) {
        boolean isHeld = held.stream()
                .anyMatch(other ->
                        other.secrets().contains(secret) && other.owner().get() != null);
        if (!isHeld && !learned.containsKey(secret)) {
            forget(secret);
        }
    }

    private void add(String secret) {
        plain.add(secret);
        plain.add(lower(secret));
        String sent = PercentDecoded.plain(secret);
        if (!sent.equals(secret) && sent.length() >= SecretIndex.SHORTEST) {
            octets.add(sent);
        }
    }

    /** As hosts and health words are shown, whatever their case was: the like of a secret in the wrong place. */
    private static String lower(String secret) {
        String lower = secret.toLowerCase(Locale.ROOT);
        return isTelling(lower) ? lower : secret;
    }

    private void forget(String secret) {
        plain.remove(secret);
        if (!learned.containsKey(lower(secret))) {
            plain.remove(lower(secret));
        }
        octets.remove(PercentDecoded.plain(secret));
    }

    private static boolean isTelling(String secret) {
        return secret.length() >= SecretIndex.SHORTEST && !PlainWords.contain(secret);
    }

    /**
     * Returns the text with every known secret, and every URL's credentials, masked; null stays null. A secret is also found
     * where some of its characters are percent-encoded, as it stands in a URL.
     */
    public String mask(String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        String masked = text;
        if (!plain.isEmpty()) {
            Mask mask = new Mask(text);
            plain.find(text, mask::cover);
            if (PercentDecoded.isNeeded(text)) {
                PercentDecoded decoded = PercentDecoded.of(text);
                SecretIndex.Found found = (start, end) -> mask.cover(decoded.starts()[start], decoded.ends()[end - 1]);
                plain.find(decoded.bytes(), found);
                octets.find(decoded.bytes(), found);
            }
            masked = mask.text();
        }
        return MaskedUrl.of(words.isEmpty() ? masked : withoutWords(masked));
    }

    /** Masks a text that was cut: besides what {@link #mask} does, an end that is the beginning of a secret. */
    public String maskCut(String text) {
        String masked = mask(text);
        int longest = 0;
        for (String secret : all()) {
            int length = Math.min(secret.length() - 1, masked.length());
            while (length > longest && length >= SHORTEST_BEGINNING && !masked.endsWith(secret.substring(0, length))) {
                length--;
            }
            longest = length >= SHORTEST_BEGINNING ? Math.max(longest, length) : longest;
        }
        return longest == 0 ? masked : masked.substring(0, masked.length() - longest) + MASK;
    }

    /**
     * Returns the text without the ordinary words that are secret all the same where they are quoted, or stand behind a colon: for
     * messages about a value, which may be a secret in the wrong place.
     */
    String maskQuoted(String text) {
        return words.isEmpty()
                ? text
                : QUOTED.matcher(text)
                        .replaceAll(found ->
                                words.contains(found.group(1)) ? MASK : Matcher.quoteReplacement(found.group()));
    }

    /** Words that are secret all the same, where they stand for a secret. */
    private String withoutWords(String text) {
        if (text.indexOf(':') < 0 && text.indexOf('=') < 0 && text.indexOf(' ') < 0) {
            return text;
        }
        Matcher named = STANDS_FOR_ONE.matcher(text);
        StringBuilder masked = null;
        int from = 0;
        while (named.find()) {
            int group = named.group(1) == null ? 2 : 1;
            if (words.contains(named.group(group))) {
                masked = masked == null ? new StringBuilder() : masked;
                masked.append(text, from, named.start(group)).append(MASK);
                from = named.end(group);
            }
        }
        return masked == null ? text : masked.append(text, from, text.length()).toString();
    }

    /** What is masked of one text. */
    private static final class Mask {

        private final String text;
        private BitSet covered;

        Mask(String text) {
            this.text = text;
        }

        void cover(int start, int end) {
            covered = covered == null ? new BitSet(text.length()) : covered;
            covered.set(start, end);
        }

        String text() {
            if (covered == null) {
                return text;
            }
            StringBuilder masked = new StringBuilder(text.length());
            int from = 0;
            for (int start = covered.nextSetBit(0); start >= 0; start = covered.nextSetBit(from)) {
                masked.append(text, from, start).append(MASK);
                from = covered.nextClearBit(start);
            }
            return masked.append(text, from, text.length()).toString();
        }
    }

    /**
     * Returns the same problem with no secret in what it says, {@linkplain Problem#shortened() shortened}: a value that is
     * not valid may be a secret, such as a vault's.
     */
    public Problem masked(Problem problem) {
        return problem.saying(maskQuoted(mask(problem.message()))).shortened();
    }

    /** Returns how many secrets are masked wherever they stand. */
    public synchronized int size() {
        return all().size();
    }

    /** Returns whether a setting or parameter of this name holds a secret, judged by its last word. */
    public static boolean isSecretName(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return SettingKey.of(name)
                .map(SettingKey::isSecret)
                .orElseGet(() ->
                        SECRET_NAMES.contains(last) || SECRET_NAME.matcher(last).matches());
    }

    /** Returns all that is masked wherever it stands, longest first; for proving that none of it is shown. */
    public synchronized List<String> all() {
        return Stream.concat(learned.keySet().stream(), held.stream().flatMap(one -> one.secrets().stream()))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Returns everything that it was given, for another instance to learn. */
    public synchronized List<String> given() {
        return Stream.concat(all().stream(), words.stream()).toList();
    }
}
