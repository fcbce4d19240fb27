package io.vedette.rule;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * A text that an operator's regular expression is tried on, and that ends the trying when its thread is interrupted. Java's engine
 * goes back over a text for longer than anybody lives where an expression allows it; but it reads each character here. Whoever reads
 * very many waits for a turn after each few milliseconds, so that all those that take for ever leave half of the processors to others.
 */
public final class StoppableText implements CharSequence {

    /** Half of the processors; in the order in which they were asked for. */
    private static final Semaphore TURNS =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private static final int LOOK = 1 << 10;
    /** Some milliseconds. */
    private static final int TURN = 1 << 20;

    private final String text;
    private int reads;
    private boolean hasTurn;

    private StoppableText(String text) {
        this.text = text;
    }

    /**
     * Returns whether all of a text matches.
     *
     * @throws CancellationException when the thread is interrupted meanwhile; it stays so
     */
    public static boolean matches(Pattern pattern, String text) {
        StoppableText stoppable = new StoppableText(text);
        try {
            return pattern.matcher(stoppable).matches();
        } finally {
            stoppable.end();
        }
    }

    /**
     * Returns whether a part of a text matches.
     *
     * @throws CancellationException when the thread is interrupted meanwhile; it stays so
     */
    public static boolean find(Pattern pattern, String text) {
        StoppableText stoppable = new StoppableText(text);
        try {
            return pattern.matcher(stoppable).find();
        } finally {
            stoppable.end();
        }
    }

    private void end() {
        if (hasTurn) {
            hasTurn = false;
            TURNS.release();
        }
    }

    @Override
    public char charAt(int index) {
        if (++reads % LOOK == 0) {
            look();
        }
        return text.charAt(index);
    }

    private void look() {
        if (Thread.currentThread().isInterrupted()) {
            throw stopped();
        }
        if (reads % TURN == 0) {
            end();
            try {
                TURNS.acquire();
                hasTurn = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw stopped();
            }
        }
    }

    private static CancellationException stopped() {
        return new CancellationException("stopped");
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
