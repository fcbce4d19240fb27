package io.vedette.config.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Finds any of many texts in another one, in a time that does not grow with their number: they are kept by their first four
 * characters. Texts come and go one at a time. Safe for several threads; changes are made by one at a time.
 */
final class SecretIndex {

    /** The shortest text that it can find. */
    static final int SHORTEST = 4;

    /** One bit for each of so many hashes of a beginning; most places of a text are passed over by it. */
    private static final int BITS = 1 << 18;

    private final AtomicLongArray beginnings = new AtomicLongArray(BITS / Long.SIZE);
    private final ConcurrentMap<Long, Bucket> buckets = new ConcurrentHashMap<>();

    /** The texts that begin alike. */
    private static final class Bucket {

        private final Set<String> texts = ConcurrentHashMap.newKeySet();
        /** Their lengths, longest first. */
        private volatile int[] lengths = {};

        void measure() {
            lengths = texts.stream()
                    .map(String::length)
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        void add(String text) {
            int length = text.length();
            if (texts.add(text) && Arrays.stream(lengths).noneMatch(known -> known == length)) {
                lengths = IntStream.concat(Arrays.stream(lengths), IntStream.of(length))
                        .boxed()
                        .sorted(Comparator.reverseOrder())
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }

        /** Returns the length of the longest text that stands at a place; 0 for none. */
        int at(String text, int place) {
            for (int length : lengths) {
                if (place + length <= text.length() && texts.contains(text.substring(place, place + length))) {
                    return length;
                }
            }
            return 0;
        }
    }

    /** Told where a text was found. */
    @FunctionalInterface
    interface Found {
        void between(int start, int end);
    }

    boolean isEmpty() {
        return buckets.isEmpty();
    }

    void add(String text) {
        long beginning = beginning(text);
        buckets.computeIfAbsent(beginning, key -> new Bucket()).add(text);
        int bit = bit(beginning);
        beginnings.accumulateAndGet(bit / Long.SIZE, 1L << bit, (before, mask) -> before | mask);
    }

    void remove(String text) {
        long beginning = beginning(text);
        Bucket bucket = buckets.get(beginning);
        if (bucket != null && bucket.texts.remove(text)) {
            bucket.measure();
            if (bucket.texts.isEmpty()) {
                buckets.remove(beginning);
            }
        }
    }

    /** Tells of the longest known text at each place of another one, by rising places. */
    void find(String text, Found found) {
        long beginning = 0;
        for (int i = 0; i < text.length(); i++) {
            beginning = beginning << Character.SIZE | text.charAt(i);
            int bit = bit(beginning);
            if (i < SHORTEST - 1 || (beginnings.get(bit / Long.SIZE) & 1L << bit) == 0) {
                continue;
            }
            Bucket bucket = buckets.get(beginning);
            int start = i - SHORTEST + 1;
            int length = bucket == null ? 0 : bucket.at(text, start);
            if (length > 0) {
                found.between(start, start + length);
            }
        }
    }

    private static long beginning(String text) {
        long beginning = 0;
        for (int i = 0; i < SHORTEST; i++) {
            beginning = beginning << Character.SIZE | text.charAt(i);
        }
        return beginning;
    }

    private static int bit(long beginning) {
        long mixed = beginning * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> Long.SIZE - 18);
    }
}
