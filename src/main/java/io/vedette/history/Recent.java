package io.vedette.history;

import io.vedette.rule.Status;
import io.vedette.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The latest results of one check, packed because there may be ten thousand checks. Times are kept to the millisecond,
 * messages up to {@link #MESSAGE} characters. Not safe for several threads.
 */
final class Recent {

    /** The longest message of a result, enough for a line of a table. Incidents keep the whole message. */
    static final int MESSAGE = 200;

    private static final Status[] STATUSES = Status.values();

    private final int most;
    private int first;
    private int size;
    private long[] at = new long[8];
    private int[] took = new int[8];
    private byte[] status = new byte[8];
    private String[] reason = new String[8];
    private String[] message = new String[8];

    Recent(int most) {
        this.most = most;
    }

    int size() {
        return size;
    }

    /** Returns whether all results are from before a time. */
    boolean isBefore(Instant time) {
        return size == 0 || at[(first + size - 1) % at.length] < time.toEpochMilli();
    }

    void add(Result result) {
        if (size == at.length && size < most) {
            resize(Math.min(most, size * 2));
        }
        int next = (first + size) % at.length;
        if (size == at.length) {
            first = (first + 1) % at.length;
        } else {
            size++;
        }
        int before = (next + at.length - 1) % at.length;
        at[next] = result.at().toEpochMilli();
        took[next] = (int) Math.min(Integer.MAX_VALUE, result.took().toMillis());
        status[next] = (byte) result.status().ordinal();
        reason[next] = result.reason();
        String text = Text.bounded(result.message(), MESSAGE);
        // An outage repeats the same message.
        message[next] = size > 1 && text.equals(message[before]) ? message[before] : text;
    }

    /** Forgets all but the latest. */
    void trim(int kept) {
        if (size > kept) {
            first = (first + size - kept) % at.length;
            size = kept;
            resize(Math.max(8, kept));
        }
    }

    /** Returns the latest results before a time in milliseconds since 1970, newest first. */
    List<Result> before(String check, long before, int wanted) {
        List<Result> found = new ArrayList<>(Math.min(size, wanted));
        for (int i = size - 1; i >= 0 && found.size() < wanted; i--) {
            int slot = (first + i) % at.length;
            if (at[slot] < before) {
                found.add(new Result(
                        check,
                        Instant.ofEpochMilli(at[slot]),
                        STATUSES[status[slot]],
                        Duration.ofMillis(took[slot]),
                        reason[slot],
                        message[slot]));
            }
        }
        return found;
    }

    private void resize(int length) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> (first + i) % at.length);
        long[] newAt = new long[length];
        int[] newTook = new int[length];
        byte[] newStatus = new byte[length];
        String[] newReason = new String[length];
        String[] newMessage = new String[length];
        for (int i = 0; i < size; i++) {
            newAt[i] = at[order[i]];
            newTook[i] = took[order[i]];
            newStatus[i] = status[order[i]];
            newReason[i] = reason[order[i]];
            newMessage[i] = message[order[i]];
        }
        at = newAt;
        took = newTook;
        status = newStatus;
        reason = newReason;
        message = newMessage;
        first = 0;
    }
}
