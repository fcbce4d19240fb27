package io.vedette.camel.load;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a routes file could not be read, and what it may define all the same: a check, a target or a template
 * of it makes no mistake by that.
 *
 * @param anything whether nobody knows what it holds
 * @param names all that may be the name of something in it
 */
record Unread(boolean anything, Set<String> names) {

    /** Of a file that was read whole. */
    static final Unread NOTHING = new Unread(false, Set.of());

    /** Of a file that could not be opened, or that somebody is about to write. */
    static final Unread ANYTHING = new Unread(true, Set.of());

    /** A key that gives a name to something, in YAML or in a URI, and the name. */
    private static final Pattern NAMED =
            Pattern.compile("\\b(?:routeId|route-id|id|check|target)[\"']?[ \\t]*[:=][ \\t]*(?:\"([^\"\\n"
                    + "]*)\"|'([^'\\n"
                    + "]*)'|([^\\s,}&\"'#][^\\n"
                    + ",}&\"'#]*))");

    /** Of a file, or a part of one, whose text has this in it. */
    static Unread of(String text) {
        Set<String> names = new HashSet<>();
        Matcher matcher = NAMED.matcher(text);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    names.add(matcher.group(group).strip());
                }
            }
        }
        return new Unread(false, names);
    }

    /** What of several files could not be read. */
    static Unread of(Collection<Unread> all) {
        Set<String> names = new HashSet<>();
        all.forEach(one -> names.addAll(one.names()));
        return new Unread(all.stream().anyMatch(Unread::anything), names);
    }

    /** Whether something of that name may be in it. */
    boolean mayHold(String name) {
        return anything || names.contains(name);
    }
}
