package io.vedette.app.demo;

import java.time.Instant;

/**
 * When a simulated system is unwell, and how. Rounds of two to four minutes follow each other; somewhere in each it is
 * unwell for a quarter of the time or so, in the next of its ways. The same seed gives the same times.
 *
 * @param seed what makes this system's times its own
 * @param ways how many ways it has to be unwell
 */
record Moods(long seed, int ways) {

    /** The mood of a healthy system; the ways to be unhealthy count from 1. */
    static final int WELL = 0;

    private static final int SHORTEST_ROUND = 120;
    private static final int LONGEST_ROUND = 240;

    /** Returns the moods of a system by its name. */
    static Moods of(long seed, String name, int ways) {
        return new Moods(mixed(seed ^ mixed(name.hashCode())), ways);
    }

    int at(Instant now) {
        long round = between(SHORTEST_ROUND, LONGEST_ROUND, seed);
        long second = now.getEpochSecond() + between(0, LONGEST_ROUND, mixed(seed));
        long number = Math.floorDiv(second, round);
        long within = Math.floorMod(second, round) * 100 / round;
        long start = between(25, 60, mixed(seed + number));
        long length = between(20, 35, mixed(seed - number));
        return within >= start && within < start + length ? 1 + (int) Math.floorMod(number, (long) ways) : WELL;
    }

    boolean isWell(Instant now) {
        return at(now) == WELL;
    }

    private static long between(long least, long most, long random) {
        return least + Math.floorMod(random, most - least + 1);
    }

    /** Spreads a number over all 64 bits (the finalizer of SplitMix64). */
    private static long mixed(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
