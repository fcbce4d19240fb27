package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.Watched;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.HeartbeatOutput;
import io.vedette.probe.kind.HeartbeatProbe;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Request;
import io.vedette.store.JobCalls;
import io.vedette.store.Store;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a job's calls, and where it is to call. What came to this process is shown at once, what came to another one as soon as
 * it is stored.
 */
final class HeartbeatJson {

    private static final String TOKEN = "token ";

    private final HeartbeatSecrets secrets;
    private final Store store;

    HeartbeatJson(Store store) {
        this.secrets = HeartbeatSecrets.of(store);
        this.store = store;
    }

    /** Adds it to a check; null for one that is no heartbeat check. The secret address is shown to persons who may act, not to holders of tokens. */
    void addTo(ObjectNode node, Watched watched, Request request) {
        Optional<HeartbeatProbe> probe =
                watched.probe().filter(HeartbeatProbe.class::isInstance).map(HeartbeatProbe.class::cast);
        if (probe.isEmpty()) {
            node.putNull("heartbeat");
            return;
        }
        String name = watched.check().name();
        HeartbeatBook book = probe.get().book();
        Optional<JobCalls> stored = store.calls().find(name);
        Optional<HeartbeatBook.Entry> last = last(book.last(name), stored);
        Optional<HeartbeatOutput> output = book.output(name).or(() -> said(stored));
        boolean mayCall = request.mayAct() && !request.who().startsWith(TOKEN);
        node.putObject("heartbeat")
                .put("path", HeartbeatProbe.path(name))
                .put(
                        "secretPath",
                        mayCall ? secrets.of(watched).map(HeartbeatProbe::path).orElse(null) : null)
                .put("last", ApiJson.time(last.map(HeartbeatBook.Entry::at)))
                .put("failed", last.map(HeartbeatBook.Entry::failed).orElse(false))
                .put("exitCode", last.flatMap(HeartbeatBook.Entry::exit).orElse(null))
                .put("started", ApiJson.time(book.startedAt(name)))
                .put(
                        "runTimeMs",
                        last.flatMap(HeartbeatBook.Entry::ran)
                                .map(Duration::toMillis)
                                .orElse(null))
                .put("event", output.map(HeartbeatOutput::event).orElse(null))
                .put("outputAt", ApiJson.time(output.map(HeartbeatOutput::at)))
                .put(
                        "output",
                        output.map(HeartbeatOutput::text).map(ApiJson::known).orElse(null));
    }

    /** The node that a call came to knows the exit code too. */
    private static Optional<HeartbeatBook.Entry> last(Optional<HeartbeatBook.Entry> known, Optional<JobCalls> stored) {
        return stored.flatMap(JobCalls::ended)
                .filter(end ->
                        known.filter(entry -> end.at().equals(entry.at())).isPresent())
                .map(end -> new HeartbeatBook.Entry(end.at(), end.failed(), end.message(), end.exit(), end.ran()))
                .or(() -> known);
    }

    private static Optional<HeartbeatOutput> said(Optional<JobCalls> stored) {
        return stored.flatMap(JobCalls::output).map(said -> new HeartbeatOutput(said.at(), said.event(), said.text()));
    }
}
