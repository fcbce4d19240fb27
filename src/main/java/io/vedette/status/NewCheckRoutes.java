package io.vedette.status;

import static io.vedette.status.Route.delete;
import static io.vedette.status.Route.post;
import static io.vedette.status.http.Lane.STORE;

import io.vedette.status.api.CheckTrial;
import io.vedette.status.api.Edits;
import io.vedette.status.source.Sources;
import java.util.List;

/** The rows of the table for checks that are made in the dashboard. */
final class NewCheckRoutes {

    private NewCheckRoutes() {}

    static List<Route> of(Sources sources) {
        CheckTrial trial = new CheckTrial(sources.newChecks());
        Edits edits = new Edits(sources);
        return List.of(
                ApiRoutes.shown("/api/v1/templates", trial::templates),
                post("/api/v1/try", trial::attempt).forTrials().by(STORE),
                ApiRoutes.shown("/api/v1/edits", edits::answer),
                post("/api/v1/edits", edits::save).forTrials().by(STORE),
                ApiRoutes.done("/api/v1/edits/{name}/undo", edits::undo)
                        .forTrials()
                        .taking("change", "by"),
                delete("/api/v1/edits/{name}", edits::remove)
                        .forTrials()
                        .by(STORE)
                        .taking("version", "by"));
    }
}
