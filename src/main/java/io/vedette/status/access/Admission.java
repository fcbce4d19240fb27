package io.vedette.status.access;

import io.vedette.status.http.Request;
import io.vedette.status.http.Response;

/** What the gate says of a request, before anything of its body is read. */
public sealed interface Admission {

    /** Returns the response as the client gets it: without a body if that was not asked for. */
    default Admission to(Request request) {
        return this;
    }

    /**
     * It may be answered.
     *
     * @param who the user or the name of the token; empty where nothing was asked for. Limits count by it; may be shown
     */
    record Granted(String who) implements Admission {}

    /** It is answered with this alone. */
    record Denied(Response response) implements Admission {

        @Override
        public Admission to(Request request) {
            return new Denied(response.to(request));
        }
    }

    /**
     * Nobody knows yet, and to find out takes long and must not hold up others.
     *
     * @param stored whether a session is to be looked for in the store; else a password is to be verified
     */
    record Unverified(boolean stored) implements Admission {}
}
