package io.vedette.cluster;

/** Divides checks and targets into segments, which nodes own. The same on every node and in every version. */
public final class Segments {

    /** So many are shared among the nodes: enough that 20 nodes have about the same, few enough to claim all at once. */
    public static final int COUNT = 256;

    private static final String TARGET = "target/";

    private Segments() {}

    /** Returns the segment of a check. */
    public static int ofCheck(String name) {
        return of(name);
    }

    /** Returns the segment of a target, whose owner notifies it. */
    public static int ofTarget(String name) {
        return of(TARGET + name);
    }

    /** FNV-1a over the characters, with a last mixing step: names of checks often differ in their last digit alone. */
    private static int of(String text) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        hash ^= hash >>> 16;
        return Math.floorMod(hash, COUNT);
    }
}
