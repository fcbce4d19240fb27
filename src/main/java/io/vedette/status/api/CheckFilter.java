package io.vedette.status.api;

import io.vedette.check.Check;
import io.vedette.status.http.Query;
import java.util.Locale;
import java.util.Optional;

/** Which checks are asked for: of a group, with a tag, with words in name, address, group or tags. */
record CheckFilter(Optional<String> group, Optional<String> tag, Optional<String> words) {

    /** All. */
    static final CheckFilter OFF = new CheckFilter(Optional.empty(), Optional.empty(), Optional.empty());

    static CheckFilter of(Query query) {
        return new CheckFilter(query.text("group"), query.text("tag"), query.text("q"));
    }

    /** Returns whether all are. */
    boolean isOff() {
        return group.isEmpty() && tag.isEmpty() && words.isEmpty();
    }

    boolean takes(Check check) {
        return group.map(check.group()::equals).orElse(true)
                && tag.map(check.tags()::contains).orElse(true)
                && words.map(wanted -> holds(check, wanted.toLowerCase(Locale.ROOT)))
                        .orElse(true);
    }

    private static boolean holds(Check check, String wanted) {
        return contains(check.name(), wanted)
                || contains(check.url(), wanted)
                || contains(check.group(), wanted)
                || check.tags().stream().anyMatch(tag -> contains(tag, wanted));
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
