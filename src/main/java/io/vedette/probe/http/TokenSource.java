package io.vedette.probe.http;

import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.Deadline;

/** Where a probe gets the token that it sends along. Safe for several threads. */
public interface TokenSource {

    /** Returns the header the token is sent in, raw, without a scheme word. */
    String header();

    /**
     * Returns the token, from memory where it is known.
     *
     * @param attempt whose probe waits; cutting it short ends the wait, and nothing that others wait for too
     * @param deadline until when that probe can wait
     */
    String token(Attempt attempt, Deadline deadline) throws LoginFailed;

    /**
     * Takes that {@code refused} was answered with 401 or 403.
     *
     * @return whether another token can be had by asking again
     */
    boolean renews(String refused);

    /** Returns a token that is always the same. */
    static TokenSource fixed(String header, String token) {
        return new TokenSource() {
            @Override
            public String header() {
                return header;
            }

            @Override
            public String token(Attempt attempt, Deadline deadline) {
                return token;
            }

            @Override
            public boolean renews(String refused) {
                return false;
            }
        };
    }

    /** No token could be had. */
    final class LoginFailed extends Exception {

        private final transient Trouble trouble;

        LoginFailed(Trouble trouble) {
            super(trouble.message());
            this.trouble = trouble;
        }

        /** Returns what a check says that could not log in. */
        public Trouble trouble() {
            return trouble;
        }
    }
}
