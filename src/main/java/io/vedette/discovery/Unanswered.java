package io.vedette.discovery;

/** Says that a source gave no answer that can be taken: what is known of it stays. The message is for operators. */
final class Unanswered extends Exception {

    private static final long serialVersionUID = 1;

    Unanswered(String message) {
        super(message);
    }
}
