package io.vedette.status.http;

/** How large the body of a request may be. */
public enum BodyLimit {
    /** The parameters of an action. */
    PARAMETERS(16 * 1024, 512),
    /** The end of a job's log, sent line by line; a form in either encoding, and any text that is called one. */
    LOG(1024 * 1024, 8 * 1024);

    private final int bytes;
    private final int pieces;

    BodyLimit(int bytes, int pieces) {
        this.bytes = bytes;
        this.pieces = pieces;
    }

    /** Returns the most bytes. */
    public int bytes() {
        return bytes;
    }

    /** Returns the most chunks that they may come in: a chunk of one byte costs the event loop as much as one of a thousand. */
    public int pieces() {
        return pieces;
    }
}
