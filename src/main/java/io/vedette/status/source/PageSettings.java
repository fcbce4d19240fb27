package io.vedette.status.source;

import io.vedette.check.Check;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What operators set of the pages; read again for every page, as most of it takes effect at once.
 *
 * @param priorityTags tags whose checks come first among those with a problem, the most important first
 * @param timeZone the zone of the times that this server writes into pages
 * @param baseUrl the address under which people reach the dashboard, without a slash at its end; empty where none is set
 * @param status what outsiders see
 */
public record PageSettings(List<String> priorityTags, ZoneId timeZone, String baseUrl, StatusPageSettings status) {

    /** The rank of a check of which nothing says how important it is. */
    public static final int LAST = Integer.MAX_VALUE;

    public PageSettings {
        priorityTags = List.copyOf(priorityTags);
    }

    /** Returns the rank of a check among those with a problem, 1 for the first: its own priority, else the place of its first tag. */
    public int rank(Check check) {
        return check.priority() > 0
                ? check.priority()
                : tier(check).map(tag -> priorityTags.indexOf(tag) + 1).orElse(LAST);
    }

    /** Returns the tag by which a check without a priority of its own is ranked. */
    public Optional<String> tier(Check check) {
        return check.priority() > 0
                ? Optional.empty()
                : priorityTags.stream().filter(check.tags()::contains).findFirst();
    }
}
