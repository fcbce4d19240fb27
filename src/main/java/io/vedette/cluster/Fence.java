package io.vedette.cluster;

/**
 * The right to decide about the checks of one segment. Every change of such a check names it, and the database refuses it once
 * another node has claimed the segment.
 *
 * @param segment the segment, from 0
 * @param epoch how often the segment was claimed when this node claimed it; grows
 */
public record Fence(int segment, long epoch) {

    /** The right of a node that shares with nobody; the database is not asked about it. */
    public static final Fence ALONE = new Fence(-1, 0);

    /** Returns whether the database knows of it. */
    public boolean isShared() {
        return segment >= 0;
    }
}
