package io.vedette.selfhealth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How Vedette itself is doing, part by part. What it watches does not count: a failing check or a target that is down is
 * no illness of the one who tells of it.
 *
 * @param parts in the order in which they are shown
 */
public record SelfHealth(List<Part> parts) {

    public SelfHealth {
        parts = List.copyOf(parts);
    }

    /** Returns whether all is well. */
    public boolean isUp() {
        return parts.stream().allMatch(Part::up);
    }

    /** Returns whether a part does less than it should, though all are up. */
    public boolean isLimited() {
        return isUp() && parts.stream().anyMatch(Part::isLimited);
    }

    /** Returns the parts that are not well. */
    public List<Part> down() {
        return parts.stream().filter(part -> !part.up()).toList();
    }

    /**
     * One part.
     *
     * @param up whether it is well
     * @param message what is wrong, in one line; empty while it is well. Of one that is up: what is limited
     * @param data figures for whoever looks closer; texts, numbers
     */
    public record Part(String name, boolean up, String message, Map<String, Object> data) {

        public Part {
            data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }

        static Part up(String name, Map<String, Object> data) {
            return new Part(name, true, "", data);
        }

        /** Returns a part that does less than it should, and is no reason to take Vedette out of service. */
        static Part limited(String name, String message, Map<String, Object> data) {
            return new Part(name, true, message, data);
        }

        /** Returns whether it is up, and does less than it should. */
        public boolean isLimited() {
            return up && !message.isEmpty();
        }

        static Part down(String name, String message, Map<String, Object> data) {
            return new Part(name, false, message, data);
        }
    }
}
