package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.Watched;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.HeartbeatOutput;
import io.vedette.probe.kind.HeartbeatProbe;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Request;
import java.time.Duration;
import java.util.Optional;

/** What is known of a job's calls, and where it is to call. */
final class HeartbeatJson {

    private static final String TOKEN = "token ";

    private final HeartbeatSecrets secrets;

    HeartbeatJson(HeartbeatSecrets secrets) {
        this.secrets = secrets;
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
        Optional<HeartbeatBook.Entry> last = book.last(name);
        Optional<HeartbeatOutput> output = book.output(name);
        boolean mayCall = request.mayAct() && !request.who().startsWith(TOKEN);
        node.putObject("heartbeat")
                .put("path", HeartbeatProbe.path(name))
                .put(
                        "secretPath",
                        mayCall ? secrets.of(watched).map(HeartbeatProbe::path).orElse(null) : null)
                .put("last", ApiJson.time(last.map(HeartbeatBook.Entry::at)))
                .put("failed", last.map(HeartbeatBook.Entry::failed).orElse(false))
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
}
