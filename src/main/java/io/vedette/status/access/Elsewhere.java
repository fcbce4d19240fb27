package io.vedette.status.access;

import io.vedette.config.values.OwnPaths;
import io.vedette.status.http.Request;
import java.util.Optional;

/**
 * A provider at which people sign in, and which tells who they are. Its calls may last as long as the provider takes: never on an event
 * loop.
 */
public interface Elsewhere {

    /** The path to which the provider sends people back, below the address under which they reach the pages. */
    String BACK = OwnPaths.SIGNED_IN;

    /** What came of a step. */
    sealed interface Outcome {

        /**
         * The browser goes there.
         *
         * @param address of the provider
         * @param cookie the header that binds the sign-in to the browser
         */
        record Away(String address, String cookie) implements Outcome {}

        /**
         * Somebody signed in.
         *
         * @param proof what tells the provider of whom it is, when they sign out
         * @param place the path below the pages' own where they were going; begins with a slash
         */
        record In(Person person, String proof, String place) implements Outcome {}

        /**
         * Nobody signs in, now.
         *
         * @param why in plain words, with what to do; may hold text of the provider
         */
        record Refused(int status, String why) implements Outcome {}
    }

    /** Returns what it calls itself. */
    String provider();

    /** Returns what people call it: the name of its host. */
    String name();

    /**
     * Begins a sign-in.
     *
     * @param place where the person was going; another one than a path of this server is forgotten
     */
    Outcome begin(Request request, String place);

    /** Ends one, with what the provider sent the browser back with. */
    Outcome end(Request request);

    /** Returns the address at which the provider signs out, too; empty where it has none. Takes no time. */
    Optional<String> out(String proof);
}
