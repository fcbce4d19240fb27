package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.check.Check;
import io.vedette.evaluate.Watched;
import io.vedette.history.Cell;
import io.vedette.history.Uptime;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.status.http.ApiJson;
import io.vedette.status.source.PageSettings;
import io.vedette.status.source.ShownVerdict;
import io.vedette.status.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of the overview: what, why, since when, who was told, who has it, and the last two hours. */
final class CheckRows {

    /** A line of a row holds no more. */
    private static final int MESSAGE = 300;

    private final Sources sources;
    private final MuteJson mutes;

    CheckRows(Sources sources) {
        this.sources = sources;
        this.mutes = new MuteJson(sources);
    }

    List<ObjectNode> of(List<OverviewRow> rows, PageSettings pages) {
        Instant now = sources.clock().instant();
        Map<String, List<Cell>> cells =
                sources.history().cells(rows.stream().map(OverviewRow::name).toList(), now);
        Notified notified = new Notified(sources);
        return rows.stream()
                .map(row -> {
                    ObjectNode node = row(row, pages);
                    notified.put(node, row.watched());
                    cells(
                            node.putObject("cells"),
                            row.watched().check(),
                            cells.getOrDefault(row.name(), List.of()),
                            now);
                    return node;
                })
                .toList();
    }

    private ObjectNode row(OverviewRow row, PageSettings pages) {
        Watched watched = row.watched();
        Check check = watched.check();
        CheckState state = watched.record().state();
        Optional<Verdict> shown = ShownVerdict.of(watched);
        ObjectNode node = ApiJson.object();
        node.put("name", check.name());
        node.put("group", known(check.group()));
        node.set("tags", ApiJson.array(check.tags()));
        node.put("priority", check.priority() == 0 ? null : check.priority());
        node.put("tier", pages.tier(check).orElse(null));
        node.put("status", state.shown().code());
        node.put("since", ApiJson.time(row.since()));
        node.put("reason", shown.map(Verdict::reasonCode).map(ApiJson::known).orElse(null));
        node.put(
                "message",
                shown.map(verdict -> known(Text.bounded(verdict.message(), MESSAGE)))
                        .orElse(null));
        node.put(
                "tookMs",
                watched.latest().map(latest -> latest.took().toMillis()).orElse(null));
        node.put("errorIntervalMs", check.errorInterval().toMillis());
        mutes.put(node, watched);
        return node;
    }

    /**
     * Adds cells as text, a letter each: {@code o} ok, {@code d} degraded, {@code e} error, {@code s} sleeping, {@code .} nothing; and how
     * slow each was, as a digit from 0 to 9 of the slowest. What is asked more seldom than once in a cell is as it was until it is asked again.
     */
    static void cells(ObjectNode node, Check check, List<Cell> cells, Instant now) {
        long slowest = cells.stream()
                .mapToLong(cell -> cell.slowest().toMillis())
                .max()
                .orElse(0);
        long carried = check.interval().toMillis() / Cell.WIDTH.toMillis();
        StringBuilder states = new StringBuilder();
        StringBuilder heights = new StringBuilder();
        char last = '.';
        char height = '0';
        long left = 0;
        for (Cell cell : cells) {
            if (cell.worst().isPresent()) {
                last = letter(cell.worst().get());
                height = slowest == 0 ? '0' : (char) ('0' + 9 * cell.slowest().toMillis() / slowest);
                left = carried;
                states.append(last);
            } else {
                states.append(left-- > 0 ? last : '.');
            }
            heights.append(height);
        }
        Instant from = Instant.ofEpochMilli(
                (Math.floorDiv(now.toEpochMilli(), Cell.WIDTH.toMillis()) - Cell.KEPT + 1) * Cell.WIDTH.toMillis());
        node.put("from", ApiJson.time(from))
                .put("widthMs", Cell.WIDTH.toMillis())
                .put("states", states.toString())
                .put("heights", heights.toString());
    }

    private static char letter(Status status) {
        return switch (status) {
            case OK -> 'o';
            case DEGRADED -> 'd';
            case ERROR -> 'e';
            case SLEEPING -> 's';
        };
    }

    /** Returns a line for each check of an open group. */
    List<ObjectNode> lines(List<OverviewRow> rows, Map<String, Uptime> uptime, Map<String, Instant> since) {
        List<ObjectNode> lines = new ArrayList<>(rows.size());
        for (OverviewRow row : rows) {
            Optional<Verdict> shown = ShownVerdict.of(row.watched());
            ObjectNode node = ApiJson.object()
                    .put("name", row.name())
                    .put("status", row.watched().record().state().shown().code())
                    .put("standing", row.standing().code())
                    .put(
                            "reason",
                            shown.map(Verdict::reasonCode).map(ApiJson::known).orElse(null))
                    .put(
                            "tookMs",
                            row.watched()
                                    .latest()
                                    .map(latest -> latest.took().toMillis())
                                    .orElse(null));
            CheckGroups.share(
                    node, Optional.ofNullable(uptime.get(row.name())), Optional.ofNullable(since.get(row.name())));
            lines.add(node);
        }
        return lines;
    }
}
