package io.vedette.discovery;

import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Probe;

/** A web address of Prometheus' {@code http_sd}: status 200 and JSON, or no answer. */
final class HttpOrigin implements Origin {

    private final Probe probe;

    /** @param probe a GET of the address */
    HttpOrigin(Probe probe) {
        this.probe = probe;
    }

    @Override
    public Answered look(Attempt attempt) throws Unanswered, InterruptedException {
        Answer answer = probe.ask(attempt);
        if (!(answer instanceof Answer.Http http)) {
            throw Troubles.of(answer);
        }
        if (http.status() != 200) {
            throw new Unanswered("answers with status " + http.status() + ", expected 200");
        }
        if (http.tooLarge()) {
            throw new Unanswered("answers with more than request.maxBodyBytes");
        }
        if (!http.mediaType().equals("application/json")) {
            throw new Unanswered("answers with \"" + http.mediaType() + "\", expected application/json");
        }
        try {
            return new Answered(TargetGroups.ofJson(http.json()));
        } catch (Unanswered e) {
            throw new Unanswered("its answer " + e.getMessage());
        }
    }
}
