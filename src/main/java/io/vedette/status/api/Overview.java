package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.history.Incident;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.PageSettings;
import io.vedette.status.source.Sources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person sees first: how many checks need somebody, those that have a problem in parts and in the order in which to look at
 * them, all of them by group, and which targets take no alerts.
 */
public final class Overview {

    private static final Set<Standing> PROBLEMS =
            EnumSet.of(Standing.ATTENTION, Standing.DEGRADED, Standing.ACKNOWLEDGED, Standing.SILENCED);

    /** So many rows fill the first screen. */
    private static final int FIRST = 20;

    private static final String STANDINGS =
            Arrays.stream(Standing.values()).map(Standing::code).collect(Collectors.joining(", "));

    private final Sources sources;
    private final CheckRows rows;
    private final CheckGroups groups;

    public Overview(Sources sources) {
        this.sources = sources;
        this.rows = new CheckRows(sources);
        this.groups = new CheckGroups(sources);
    }

    public Response answer(Request request) {
        Query query = new Query(request);
        boolean all = query.word("fields", "all", List.of("all", "counts")).equals("all");
        String by = query.word("by", "group", CheckGroups.KINDS);
        String order = query.word("sort", "worst", OverviewRow.ORDERS);
        Optional<Set<Standing>> show = query.text("show").map(Overview::standings);
        int limit = query.limit();
        CheckFilter filter = CheckFilter.of(query);

        PageSettings pages = sources.pages().get();
        List<OverviewRow> matching = rows(filter, pages);
        Map<Standing, List<OverviewRow>> parts = parts(matching);

        ObjectNode data = ApiJson.object();
        data.put("at", ApiJson.time(sources.clock().instant()));
        head(data, parts);
        if (all) {
            Set<Standing> shown = show.orElse(filter.isOff() ? PROBLEMS : EnumSet.allOf(Standing.class));
            parts(data.putArray("parts"), parts, shown, order, limit, pages);
            data.set("groups", ApiJson.array(groups.summaries(matching, by)));
            lastProblem(data, parts);
        }
        return Response.json(200, ApiJson.write(ApiJson.data(data)));
    }

    /**
     * Returns, as JSON, what of it is painted before any script has asked: the counts, the targets that take no alerts, and the first
     * of those that have a problem. Without the time, so that the same is the same.
     */
    public String first() {
        PageSettings pages = sources.pages().get();
        Map<Standing, List<OverviewRow>> parts = parts(rows(CheckFilter.OFF, pages));
        ObjectNode data = ApiJson.object();
        head(data, parts);
        parts(data.putArray("parts"), parts, PROBLEMS, "worst", FIRST, pages);
        return ApiJson.write(data);
    }

    private List<OverviewRow> rows(CheckFilter filter, PageSettings pages) {
        return sources.watchlist().all().stream()
                .filter(one -> filter.takes(one.check()))
                .map(one -> OverviewRow.of(sources, pages, one))
                .toList();
    }

    private static Map<Standing, List<OverviewRow>> parts(List<OverviewRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        OverviewRow::standing, () -> new EnumMap<>(Standing.class), Collectors.toList()));
    }

    private void head(ObjectNode data, Map<Standing, List<OverviewRow>> parts) {
        data.put("total", sources.watchlist().size());
        counts(data.putObject("counts"), parts);
        targets(data.putArray("targets"));
    }

    private static Set<Standing> standings(String list) {
        Set<Standing> standings = EnumSet.noneOf(Standing.class);
        for (String word : list.split(",")) {
            standings.add(Arrays.stream(Standing.values())
                    .filter(one -> one.code().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> Refused.parameter("show", word, "one of " + STANDINGS)));
        }
        return standings;
    }

    static void counts(ObjectNode node, Map<Standing, List<OverviewRow>> parts) {
        for (Standing standing : Standing.values()) {
            node.put(standing.code(), parts.getOrDefault(standing, List.of()).size());
        }
    }

    private void parts(
            ArrayNode list,
            Map<Standing, List<OverviewRow>> parts,
            Set<Standing> shown,
            String order,
            int limit,
            PageSettings pages) {
        int left = limit;
        for (Standing standing : shown) {
            List<OverviewRow> part = new ArrayList<>(parts.getOrDefault(standing, List.of()));
            if (part.isEmpty()) {
                continue;
            }
            part.sort(OverviewRow.order(order));
            List<OverviewRow> page = part.subList(0, Math.min(left, part.size()));
            left -= page.size();
            list.addObject()
                    .put("part", standing.code())
                    .put("total", part.size())
                    .set("checks", ApiJson.array(rows.of(page, pages)));
        }
    }

    private void targets(ArrayNode list) {
        sources.targets().all().stream()
                .filter(target -> target.failuresInARow() > 0 || target.misconfigured())
                .forEach(target -> list.addObject()
                        .put("name", target.name())
                        .put("state", Alerts.state(target))
                        .put("failingSince", ApiJson.time(target.failingSince()))
                        .put("notBefore", ApiJson.time(target.notBefore()))
                        .put("error", known(target.error()))
                        .put("waiting", sources.store().waiting(target.name())));
    }

    /** Adds the last incident that is over, where there is no problem now: what a person asks next. */
    private void lastProblem(ObjectNode data, Map<Standing, List<OverviewRow>> parts) {
        boolean calm = PROBLEMS.stream().noneMatch(parts::containsKey);
        Optional<Incident> last = calm
                ? sources
                        .history()
                        .incidents(
                                Optional.empty(),
                                Optional.of(false),
                                sources.clock().instant(),
                                1)
                        .stream()
                        .findFirst()
                : Optional.empty();
        last.ifPresentOrElse(
                one -> data.putObject("lastProblem")
                        .put("check", one.check())
                        .put("health", one.health().code())
                        .put("from", ApiJson.time(one.from()))
                        .put("to", ApiJson.time(one.to())),
                () -> data.putNull("lastProblem"));
    }
}
