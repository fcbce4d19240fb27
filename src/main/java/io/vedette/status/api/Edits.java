package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.state.Act;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.CheckEdits;
import io.vedette.status.source.NewChecks;
import io.vedette.status.source.Sources;
import java.util.List;
import java.util.OptionalLong;

/** Adds checks of the dashboard, changes them and takes them away; the answer is the list of them as it is then. */
public final class Edits {

    private final Sources sources;
    private final NewChecks checks;

    public Edits(Sources sources) {
        this.sources = sources;
        this.checks = sources.newChecks();
    }

    public Response answer(Request request) {
        return list(200);
    }

    private Response list(int status) {
        ObjectNode data = ApiJson.object().put("offered", checks.edits().isOffered());
        checks.edits()
                .last()
                .ifPresentOrElse(
                        last -> data.put("undo", last.name()).put("change", last.change()),
                        () -> data.putNull("undo").putNull("change"));
        data.set(
                "checks",
                ApiJson.array(checks.edits().all().stream().map(Edits::json).toList()));
        return Response.json(status, ApiJson.write(ApiJson.data(data)));
    }

    private static ObjectNode json(CheckEdits.Edited check) {
        ObjectNode node = ApiJson.object().put("name", check.name()).put("template", check.template());
        ObjectNode values = node.putObject("values");
        check.values().forEach(values::put);
        node.set("secrets", ApiJson.array(check.secrets()));
        return node.put("version", check.version());
    }

    /** Adds a check, or changes the one of its name where {@code edit} is true. */
    public Response save(Request request) {
        if (!checks.edits().isOffered()) {
            throw refused(CheckEdits.Outcome.NOT_OFFERED);
        }
        FilledInForm form = FilledInForm.of(request, checks, List.of("edit", "version", "by"));
        if (new Query(request).flag("edit").orElse(false)) {
            CheckEdits.Outcome edited =
                    checks.edits().edit(form.template(), form.name(), form.values(), version(request));
            return done(request, edited, Act.Kind.EDIT, form.name(), 200);
        }
        CheckEdits.Outcome added = checks.edits().add(form.template(), form.name(), form.values());
        return done(request, added, Act.Kind.ADD, form.name(), 201);
    }

    public Response remove(Request request, String name) {
        return done(request, checks.edits().remove(name, version(request)), Act.Kind.DELETE, name, 200);
    }

    /** Takes back the last change. */
    public Response undo(Request request, String name) {
        OptionalLong change =
                new Query(request).text("change").map(Edits::number).orElse(OptionalLong.empty());
        return done(request, checks.edits().undo(name, change), Act.Kind.UNDO, name, 200);
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw Refused.parameter("change", text, "a number");
        }
    }

    private static String version(Request request) {
        return new Query(request).text("version").orElse("");
    }

    private Response done(Request request, CheckEdits.Outcome outcome, Act.Kind kind, String name, int status) {
        if (!outcome.faults().isEmpty()) {
            ObjectNode faults = ApiJson.object();
            faults.set("faults", CheckTrial.faults(outcome.faults()));
            return ErrorResponses.problem(request, outcome.status(), outcome.why(), faults);
        }
        if (!outcome.done()) {
            throw refused(outcome);
        }
        sources.mutes().acts().add(By.noted(request), kind, name, "");
        return list(status);
    }

    private static Refused refused(CheckEdits.Outcome outcome) {
        return new Refused(outcome.status(), outcome.why());
    }
}
