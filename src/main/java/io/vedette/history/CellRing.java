package io.vedette.history;

import io.vedette.rule.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The latest {@link Cell}s of one check, packed because there may be ten thousand checks: 200 bytes each. Not safe for several threads. */
final class CellRing {

    private static final Status[] STATUSES = Status.values();
    private static final byte NOTHING = -1;

    private final byte[] worst = new byte[Cell.KEPT];
    private final int[] slowest = new int[Cell.KEPT];
    private long newest;
    private boolean begun;

    CellRing() {
        Arrays.fill(worst, NOTHING);
    }

    /** Adds a result; one that is older than all that is kept changes nothing. */
    void add(Instant at, Status status, Duration took) {
        long cell = number(at);
        if (!begun) {
            newest = cell;
            begun = true;
        }
        while (newest < cell && cell - newest < Cell.KEPT) {
            clear(++newest);
        }
        if (newest < cell) {
            Arrays.fill(worst, NOTHING);
            Arrays.fill(slowest, 0);
            newest = cell;
        }
        if (newest - cell < Cell.KEPT) {
            int slot = slot(cell);
            worst[slot] = (byte) Math.max(worst[slot], status.ordinal());
            slowest[slot] = Math.max(slowest[slot], (int) Math.min(Integer.MAX_VALUE, took.toMillis()));
        }
    }

    /** Forgets everything: the clock was set, and nobody knows any more what stands in line with what. */
    void clear() {
        Arrays.fill(worst, NOTHING);
        Arrays.fill(slowest, 0);
        begun = false;
    }

    /** Returns the cells up to now, the oldest first. */
    List<Cell> until(Instant now) {
        long last = number(now);
        List<Cell> cells = new ArrayList<>(Cell.KEPT);
        for (long cell = last - Cell.KEPT + 1; cell <= last; cell++) {
            boolean known = begun && cell <= newest && newest - cell < Cell.KEPT && worst[slot(cell)] != NOTHING;
            cells.add(
                    known
                            ? new Cell(Optional.of(STATUSES[worst[slot(cell)]]), Duration.ofMillis(slowest[slot(cell)]))
                            : Cell.EMPTY);
        }
        return cells;
    }

    private void clear(long cell) {
        worst[slot(cell)] = NOTHING;
        slowest[slot(cell)] = 0;
    }

    private static int slot(long cell) {
        return (int) Math.floorMod(cell, (long) Cell.KEPT);
    }

    private static long number(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), Cell.WIDTH.toMillis());
    }
}
