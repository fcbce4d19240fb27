package io.vedette.selfhealth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The health of Vedette itself, part by part. What it watches does not count: a failing check or a target that is down is not a
 * fault of Vedette.
 *
 * @param parts in the order in which they are shown
 */
public record SelfHealth(List<Part> parts) {

    public SelfHealth {
        parts = List.copyOf(parts);
    }

    /** Returns whether all parts are healthy. */
    public boolean isUp() {
        return parts.stream().allMatch(Part::up);
    }

    /** Returns whether all parts are up, but one does less than it should. */
    public boolean isLimited() {
        return isUp() && parts.stream().anyMatch(Part::isLimited);
    }

    /** Returns the unhealthy parts. */
    public List<Part> down() {
        return parts.stream().filter(part -> !part.up()).toList();
    }

    /**
     * One part.
     *
     * @param up whether the part is healthy
     * @param message what is wrong, in one line; empty if nothing is. If the part is up: what is limited
     * @param data details as texts and numbers
     */
    public record Part(String name, boolean up, String message, Map<String, Object> data) {

        public Part {
            data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }

        static Part up(String name, Map<String, Object> data) {
            return new Part(name, true, "", data);
        }

        /** Returns a part that does less than it should, which is no reason to take Vedette out of service. */
        static Part limited(String name, String message, Map<String, Object> data) {
            return new Part(name, true, message, data);
        }

        /** Returns whether it is up, but does less than it should. */
        public boolean isLimited() {
            return up && !message.isEmpty();
        }

        static Part down(String name, String message, Map<String, Object> data) {
            return new Part(name, false, message, data);
        }
    }
}
