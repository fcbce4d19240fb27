package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.MuteStatus;
import io.vedette.evaluate.Watched;
import io.vedette.state.CheckState;
import io.vedette.state.Mute;
import io.vedette.status.http.ApiJson;
import io.vedette.status.source.Sources;
import java.util.Locale;

/** What keeps targets from being notified of a check, as the API shows it. */
final class MuteJson {

    private final Sources sources;

    MuteJson(Sources sources) {
        this.sources = sources;
    }

    /** Adds mute, pause, acknowledgement, and whether it flaps. */
    void put(ObjectNode node, Watched watched) {
        MuteStatus muted = sources.mutes().of(watched);
        if (muted.isOn()) {
            node.putObject("mute")
                    .put("kind", muted.mute().name().toLowerCase(Locale.ROOT))
                    .put("until", ApiJson.time(muted.until()))
                    .put("reason", known(muted.reason()))
                    .put("by", known(muted.by()))
                    .put(
                            "silence",
                            muted.mute() == Mute.SILENCED
                                    ? SilenceList.idFor(sources, watched).orElse(null)
                                    : null);
        } else {
            node.putNull("mute");
        }
        pause(node, watched.record().state());
        acknowledged(node, watched.record().state());
        node.put("flapping", sources.mutes().isFlapping(watched));
    }

    private static void acknowledged(ObjectNode node, CheckState state) {
        state.acknowledgement()
                .ifPresentOrElse(
                        one -> node.putObject("acknowledged")
                                .put("by", known(one.by()))
                                .put("reason", known(one.reason()))
                                .put("at", ApiJson.time(one.at())),
                        () -> node.putNull("acknowledged"));
    }

    private static void pause(ObjectNode node, CheckState state) {
        state.pause()
                .ifPresentOrElse(
                        pause -> node.putObject("pause")
                                .put("status", state.health().code())
                                .put("since", ApiJson.time(pause.since()))
                                .put("until", ApiJson.time(pause.until()))
                                .put("reason", known(pause.reason()))
                                .put("by", known(pause.by())),
                        () -> node.putNull("pause"));
    }
}
