package io.vedette.discovery;

import io.vedette.probe.Answer;

/** Why a probe got no answer, as an operator reads it. */
final class Troubles {

    private Troubles() {}

    static Unanswered of(Answer answer) {
        if (answer instanceof Answer.Trouble trouble) {
            return new Unanswered(trouble.message());
        }
        if (answer instanceof Answer.NotAsked own) {
            return new Unanswered("was not asked: " + own.trouble().message());
        }
        return new Unanswered("gave an answer of another kind");
    }
}
