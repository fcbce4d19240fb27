package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.check.Check;
import io.vedette.history.History;
import io.vedette.history.Uptime;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.PageSettings;
import io.vedette.status.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All checks by group, tag, template or target: each group with the state of its worst, counts and uptime of a day. */
public final class CheckGroups {

    /** What checks can be grouped by. */
    static final List<String> KINDS = List.of("group", "tag", "template", "target");

    /** Nobody overlooks more; those with the worst checks come first. */
    private static final int MOST = 500;

    private final Sources sources;

    public CheckGroups(Sources sources) {
        this.sources = sources;
    }

    /** A group while its checks are counted. */
    private static final class Sum {

        private final String name;
        private final Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        private long up;
        private long down;
        private Optional<Instant> since = Optional.empty();

        Sum(String name) {
            this.name = name;
        }

        void add(OverviewRow row, Uptime uptime, Instant first) {
            counts.merge(row.standing(), 1, Integer::sum);
            if (uptime != null) {
                up += uptime.up();
                down += uptime.down();
                since = earlier(since, Optional.ofNullable(first));
            }
        }

        Standing worst() {
            return counts.keySet().iterator().next();
        }

        ObjectNode json() {
            ObjectNode node = ApiJson.object().put("name", known(name)).put("worst", worst().code());
            ObjectNode counted = node.putObject("counts");
            for (Standing standing : Standing.values()) {
                counted.put(standing.code(), counts.getOrDefault(standing, 0));
            }
            share(node, Optional.of(new Uptime(History.WINDOWS.get(0), up, down)), since);
            return node;
        }
    }

    /** Returns groups, the one with the worst check first. */
    List<ObjectNode> summaries(List<OverviewRow> rows, String by) {
        Map<String, Uptime> uptime = uptime(rows);
        Map<String, Instant> since = since(rows);
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (OverviewRow row : rows) {
            for (String name : names(row.watched().check(), by)) {
                sums.computeIfAbsent(name, Sum::new).add(row, uptime.get(row.name()), since.get(row.name()));
            }
        }
        return sums.values().stream()
                .sorted(Comparator.comparing(Sum::worst)
                        .thenComparing(sum ->
                                -sum.counts.get(sum.worst()) * (sum.worst().isProblem() ? 1 : 0))
                        .thenComparing(sum -> sum.name))
                .limit(MOST)
                .map(Sum::json)
                .toList();
    }

    /** Answers with the checks of one group: those with a problem first, then by name. */
    public Response lines(Request request) {
        Query query = new Query(request);
        String by = query.word("by", "group", KINDS);
        String name = query.text("name").orElse("");
        CheckFilter filter = CheckFilter.of(query);
        int limit = query.limit();
        PageSettings pages = sources.pages().get();
        List<OverviewRow> rows = new ArrayList<>(sources.watchlist().all().stream()
                .filter(one ->
                        filter.takes(one.check()) && names(one.check(), by).contains(name))
                .map(one -> OverviewRow.of(sources, pages, one))
                .toList());
        rows.sort(Comparator.comparing(OverviewRow::standing).thenComparing(OverviewRow::name));
        List<OverviewRow> page = rows.subList(0, Math.min(limit, rows.size()));
        return Paged.of(
                        new CheckRows(sources).lines(page, uptime(page), since(page)),
                        rows.size(),
                        limit,
                        Optional.empty())
                .response();
    }

    private Map<String, Uptime> uptime(List<OverviewRow> rows) {
        return sources.history()
                .uptime(
                        rows.stream().map(OverviewRow::name).toList(),
                        History.WINDOWS.get(0),
                        sources.clock().instant());
    }

    private Map<String, Instant> since(List<OverviewRow> rows) {
        return sources.history().since(rows.stream().map(OverviewRow::name).toList());
    }

    static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }

    /** Returns the groups that a check stands in; the one without a name for a check in none. */
    private List<String> names(Check check, String by) {
        List<String> names = switch (by) {
            case "tag" -> check.tags();
            case "template" -> List.of(check.template());
            case "target" ->
                sources.targets().names().stream().filter(check::notifies).toList();
            default -> List.of(check.group());
        };
        return names.isEmpty() ? List.of("") : names;
    }

    /** Adds the uptime of a day, with what it is counted of. */
    static void share(ObjectNode node, Optional<Uptime> uptime, Optional<Instant> since) {
        share(node, "uptime24h", uptime, since);
    }

    /**
     * Adds an uptime under a name, with what it is counted of.
     *
     * @param since when results began to be counted, which may be within the window
     */
    static void share(ObjectNode node, String name, Optional<Uptime> uptime, Optional<Instant> since) {
        node.putObject(name)
                .put("up", uptime.map(Uptime::up).orElse(0L))
                .put("down", uptime.map(Uptime::down).orElse(0L))
                .put("since", ApiJson.time(since));
    }
}
