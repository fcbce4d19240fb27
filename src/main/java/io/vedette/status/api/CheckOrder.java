package io.vedette.status.api;

import io.vedette.evaluate.Watched;
import io.vedette.state.Health;
import java.util.Comparator;
import java.util.List;

/**
 * Where a check stands in a list. The state is looked at once: it may change while the list is sorted.
 *
 * @param rank the worst state has the smallest
 * @param group the group's name
 * @param name the check's name
 */
record CheckOrder(int rank, String group, String name) implements Comparable<CheckOrder> {

    private static final List<Health> WORST_FIRST =
            List.of(Health.ERROR, Health.DEGRADED, Health.PENDING, Health.SLEEPING, Health.PAUSED, Health.OK);

    private static final Comparator<CheckOrder> ORDER = Comparator.comparingInt(CheckOrder::rank)
            .thenComparing(CheckOrder::group)
            .thenComparing(CheckOrder::name);

    static CheckOrder worst(Watched watched, Health health) {
        return new CheckOrder(
                WORST_FIRST.indexOf(health),
                watched.check().group(),
                watched.check().name());
    }

    static CheckOrder byName(Watched watched) {
        return new CheckOrder(0, "", watched.check().name());
    }

    static CheckOrder of(Cursor cursor) {
        return new CheckOrder((int) cursor.number(0), cursor.text(1), cursor.text(2));
    }

    Cursor cursor() {
        return Cursor.of(rank, group, name);
    }

    @Override
    public int compareTo(CheckOrder other) {
        return ORDER.compare(this, other);
    }
}
