package io.vedette.status.source;

import java.util.List;
import java.util.Map;

/** The checks that people add in the dashboard, which stand in a file of their own. Safe for several threads. */
public interface CheckEdits {

    /**
     * A check of that file.
     *
     * @param values what was filled in, without secrets
     * @param secrets the names of the secrets, which are not shown again
     */
    record Edited(String name, String template, Map<String, String> values, List<String> secrets) {}

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
        public String last() {
            return "";
        }

        @Override
        public Outcome save(String template, String name, Map<String, String> values, boolean isNew) {
            return Outcome.NOT_OFFERED;
        }

        @Override
        public Outcome remove(String name) {
            return Outcome.refused(404, "no check of the dashboard has that name");
        }

        @Override
        public Outcome undo(String name) {
            return Outcome.refused(404, "no check of the dashboard was changed last that has that name");
        }
    };

    /** Whether checks may be added and changed now. */
    boolean isOffered();

    /** Returns the checks, in the order in which they were added. */
    List<Edited> all();

    /** Returns the name of the check whose change may be taken back; empty where there is none. */
    String last();

    /**
     * Adds a check, or changes one.
     *
     * @param values what was filled in; a secret that is not among them stays as it is, an empty one goes
     */
    Outcome save(String template, String name, Map<String, String> values, boolean isNew);

    /** Takes a check away. */
    Outcome remove(String name);

    /** Takes back the last change, which must be of that check. */
    Outcome undo(String name);
}
