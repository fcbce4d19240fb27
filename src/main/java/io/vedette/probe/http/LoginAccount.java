package io.vedette.probe.http;

import io.vedette.probe.Answer.Http;
import java.net.URI;
import java.util.Optional;

/** Where a token is to be had, and how it is asked for. Two are equal that get the same token. */
public sealed interface LoginAccount permits TokenLogin.Account, OAuthClient {

    /** Returns the address that answers with the token. */
    URI url();

    /** Returns the header that probes send the token in. */
    String header();

    /** Returns the same account, whose token is sent in another header. */
    LoginAccount withHeader(String other);

    /** Returns what to ask. */
    HttpRequest request();

    /** Returns another way to ask for the same, for a server that refused the first. */
    Optional<HttpRequest> otherRequest(Http refusal);

    /** Returns the field of the answer that holds the token. */
    String field();

    /** Returns the header's value for a token. */
    String sent(String token);

    /** Returns what a refusal says beside its status; empty text for nothing. */
    String explanation(Http refusal);
}
