package io.vedette.status.access;

import io.vedette.config.values.LocalUser.Role;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;

/**
 * Somebody who signed in.
 *
 * @param name as others read it
 * @param role what they may do
 */
public record Person(String name, Role role) {

    /** Returns who asks, as it is passed on with a request. */
    String who() {
        return (role == Role.VIEWER ? Request.VIEWER : "user ") + name;
    }

    /** Tells whether they may send a request. */
    Admission admission(Request request, Scope scope) {
        return role == Role.OPERATOR || scope == Scope.READ
                ? new Admission.Granted(who())
                : new Admission.Denied(ErrorResponses.of(request, 403, name + " may look, but not act"));
    }
}
