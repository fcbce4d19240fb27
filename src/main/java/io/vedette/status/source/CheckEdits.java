package io.vedette.status.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The checks that people add in the dashboard, which stand in a file of their own. Safe for several threads. */
public interface CheckEdits {

    /**
     * A check of that file.
     *
     * @param values what was filled in, without secrets
     * @param secrets the names of the secrets, which are not shown again
     * @param version tells it from itself as it was before
     */
    record Edited(String name, String template, Map<String, String> values, List<String> secrets, String version) {}

    /** The change that may be taken back. */
    record Last(String name, long change) {}

    /**
     * What came of a change.
     *
     * @param status of HTTP
     * @param why what a person reads of why not; empty where it was done
     * @param faults what is wrong with the fields
     */
    record Outcome(int status, String why, List<NewChecks.Fault> faults) {

        /** It was done. */
        public static final Outcome DONE = new Outcome(200, "", List.of());

        /** Nothing is changed here. */
        public static final Outcome NOT_OFFERED =
                new Outcome(501, "checks are not edited here; see vedette.http.edit", List.of());

        /** It cannot be done as things are. */
        public static Outcome refused(int status, String why) {
            return new Outcome(status, why, List.of());
        }

        public boolean done() {
            return status == 200;
        }
    }

    /** Where there are none. */
    CheckEdits NONE = new CheckEdits() {
        @Override
        public boolean isOffered() {
            return false;
        }

        @Override
        public List<Edited> all() {
            return List.of();
        }

        @Override
        public Optional<Last> last() {
            return Optional.empty();
        }

        @Override
        public Outcome add(String template, String name, Map<String, String> values) {
            return Outcome.NOT_OFFERED;
        }

        @Override
        public Outcome edit(String template, String name, Map<String, String> values, String version) {
            return Outcome.NOT_OFFERED;
        }

        @Override
        public Outcome remove(String name, String version) {
            return Outcome.refused(404, "no check of the dashboard has that name");
        }

        @Override
        public Outcome undo(String name, OptionalLong change) {
            return Outcome.refused(404, "no check of the dashboard was changed last that has that name");
        }
    };

    /** Whether checks may be added and changed now. */
    boolean isOffered();

    /** Returns the checks, in the order in which they were added. */
    List<Edited> all();

    /** Returns the change that may be taken back. */
    Optional<Last> last();

    /** Adds a check. */
    Outcome add(String template, String name, Map<String, String> values);

    /**
     * Changes a check.
     *
     * @param values what was filled in; a secret that is not among them stays as it is, an empty one goes
     * @param version the one that was seen: where it is another by now nothing is done; empty for whatever is there
     */
    Outcome edit(String template, String name, Map<String, String> values, String version);

    /**
     * Takes a check away.
     *
     * @param version as of {@link #edit}
     */
    Outcome remove(String name, String version);

    /**
     * Takes back the last change, which must be of that check.
     *
     * @param change the number that it must have; empty for whatever it is
     */
    Outcome undo(String name, OptionalLong change);
}
