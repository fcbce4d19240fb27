package io.vedette.status;

import io.vedette.evaluate.Watched;
import io.vedette.process.Loggers;
import io.vedette.status.access.Access;
import io.vedette.status.access.Admission;
import io.vedette.status.access.Elsewhere;
import io.vedette.status.access.Scope;
import io.vedette.status.api.Heartbeats;
import io.vedette.status.http.BodyLimit;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Lane;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import io.vedette.store.NotDecided;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** Answers what the status server is asked, by the table of {@link Routes}; how a request comes here is not its affair. */
public final class StatusServer {

    private static final Logger LOG = Loggers.HTTP;

    private final Sources sources;
    private final Access access;
    private final RouteTable table;
    private final Set<String> atOnce;
    private final Heartbeats jobs;

    /**
     * @param access who may ask for what
     * @param sample whether the sample task is offered
     * @param statusPage whether published checks are shown to anybody
     * @param elsewhere the provider at which people sign in
     */
    public record Options(Access access, BooleanSupplier sample, boolean statusPage, Optional<Elsewhere> elsewhere) {

        /** Makes some without a provider. */
        public Options(Access access, BooleanSupplier sample, boolean statusPage) {
            this(access, sample, statusPage, Optional.empty());
        }
    }

    /**
     * @param sources what the API shows
     * @param jobs takes the calls of watched jobs
     * @param metrics answers what Prometheus asks
     */
    public StatusServer(Sources sources, Options options, Heartbeats jobs, Function<Request, Response> metrics) {
        this.sources = sources;
        this.access = options.access();
        this.jobs = jobs;
        this.table = Routes.of(sources, options, jobs, metrics);
        this.atOnce = table.rows().stream()
                .map(row -> new Request(row.method(), row.path(), "", ""))
                .filter(request -> lane(request) == Lane.EVENT_LOOP)
                .map(Request::rawPath)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns all that is served. */
    List<Route> table() {
        return table.rows();
    }

    /** Whether a path is the status server's own, before any route of an operator's. */
    public boolean reserves(String path) {
        return table.reserves(path);
    }

    /** Whether a path is answered on the event loop, before anything else is asked. */
    public boolean answersAtOnce(String path) {
        return path != null && atOnce.contains(path);
    }

    /** Returns the answer, whatever is asked. May take long: a password is verified, the store is asked. */
    public Response answer(Request request) {
        Admission admission = admission(request);
        if (admission instanceof Admission.Unverified) {
            admission = verified(request);
        }
        return admission instanceof Admission.Granted granted
                ? unread(request).orElseGet(() -> admitted(request.by(granted.who())))
                : ((Admission.Denied) admission).response();
    }

    /** Tells who may be answered at all; safe for an event loop. Who may not ask is not told either what is served. */
    public Admission admission(Request request) {
        return access.admission(request, scope(request)).to(request);
    }

    /** Tells whether the answer to an admitted request that takes long may go on; safe for an event loop. */
    public boolean mayGoOn(Request request) {
        return access.mayGoOn(request, scope(request));
    }

    /** Tells the same of a request that was {@link Admission.Unverified}; takes a good part of a second, or as long as the store does. */
    public Admission verified(Request request) {
        return access.verified(request, scope(request)).to(request);
    }

    /** Tells apart what is verified, by client and by what it shows. */
    public String fingerprint(Request request) {
        return access.fingerprint(request);
    }

    /** Returns who may send a request. */
    Scope scope(Request request) {
        ServedPath served = at(request);
        Scope scope = served.scope(request.method());
        if (scope == Scope.HEARTBEAT && jobs.isSecret(served.name(request))) {
            return Scope.LINK;
        }
        if (scope != Scope.PUBLISHED) {
            return scope;
        }
        Optional<Watched> check = sources.find(served.name(request));
        return check.isPresent() && check.get().check().published() ? Scope.ANYBODY : Scope.of(request.method());
    }

    /** Returns which threads answer a request. */
    public Lane lane(Request request) {
        return at(request)
                .taking(request.method())
                .map(row -> row.lane().apply(request))
                .orElse(Lane.MEMORY);
    }

    /** Returns how large the body of a request may be. */
    public BodyLimit body(Request request) {
        return at(request).body();
    }

    /** Returns what a request that may be answered is answered whatever its body says; empty when that has to be read. */
    public Optional<Response> unread(Request request) {
        ServedPath served = at(request);
        Optional<Route> row = served.taking(request.method());
        if (row.isEmpty()) {
            return Optional.of((served.rows().isEmpty() ? ErrorResponses.nothing(request) : served.wrongMethod(request))
                    .to(request));
        }
        return row.get()
                .early()
                .apply(row.get().rawName(request))
                .or(() -> misnamed(row.get(), request))
                .map(response -> response.to(request));
    }

    /** Refuses a parameter that nobody knows: it was meant to change what is done. */
    private static Optional<Response> misnamed(Route row, Request request) {
        return row.misnamed(request).map(refused -> ErrorResponses.refused(request, refused));
    }

    /** Returns the answer to a request that may be answered, whatever happens, with nothing of our inside. */
    public Response admitted(Request request) {
        ServedPath served = at(request);
        try {
            // The fields of a form count as parameters.
            return served.taking(request.method())
                    .map(row -> misnamed(row, request).orElseGet(() -> answer(served, row, request)))
                    .orElseGet(() -> unread(request).orElseThrow())
                    .to(request);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LOG.error("{} {} failed", request.method(), request.rawPath(), e);
            return ErrorResponses.failed(request);
        }
    }

    private static Response answer(ServedPath served, Route row, Request request) {
        Response response;
        try {
            response = row.answer(request);
        } catch (Refused e) {
            response = ErrorResponses.refused(request, e);
        } catch (NotDecided e) {
            response = ErrorResponses.refused(
                    request,
                    new Refused(409, "it cannot be stored now: " + e.getMessage() + "; try again in a moment"));
        }
        return response.status() == 404 && served.wasMeantForOther(row) ? served.wrongMethod(request) : response;
    }

    private ServedPath at(Request request) {
        return table.at(request.rawPath());
    }
}
