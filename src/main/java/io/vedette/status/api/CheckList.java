package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.Watched;
import io.vedette.state.Health;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The list of checks: filtered, counted, sorted, cut into pages. */
public final class CheckList {

    private static final String STATES =
            Arrays.stream(Health.values()).map(Health::code).collect(Collectors.joining(", "));

    private final Sources sources;
    private final CheckJson json;

    public CheckList(Sources sources) {
        this.sources = sources;
        this.json = new CheckJson(sources);
    }

    private record Row(Watched watched, Health health, CheckOrder order) {}

    public Response answer(Request request) {
        Query query = new Query(request);
        Set<Health> states = states(query);
        boolean worstFirst =
                query.word("sort", "worst", List.of("worst", "name")).equals("worst");
        boolean summary = query.word("fields", "all", List.of("all", "summary")).equals("summary");
        int limit = query.limit();
        CheckFilter filter = CheckFilter.of(query);
        Optional<CheckOrder> after = Cursor.given(query, 3).map(CheckOrder::of);

        List<Watched> all = sources.watchlist().all();
        List<Row> matching = all.stream()
                .filter(one -> filter.takes(one.check()))
                .map(one -> row(one, worstFirst))
                .toList();
        List<Row> rows = matching.stream()
                .filter(row -> states.contains(row.health()))
                .sorted((one, other) -> one.order().compareTo(other.order()))
                .toList();
        List<Row> rest = after.map(place -> rows.stream()
                        .filter(row -> row.order().compareTo(place) > 0)
                        .toList())
                .orElse(rows);
        List<Row> page = rest.subList(0, Math.min(limit, rest.size()));
        Optional<Cursor> next = rest.size() <= limit
                ? Optional.empty()
                : Optional.of(page.get(page.size() - 1).order().cursor());

        List<Watched> shown = page.stream().map(Row::watched).toList();
        List<ObjectNode> data = summary ? shown.stream().map(json::summary).toList() : json.withHistory(shown);
        ObjectNode root = Paged.of(data, rows.size(), limit, next).json();
        root.set("counts", counts(matching));
        root.set("groups", ApiJson.array(groups(all)));
        root.set("tags", ApiJson.array(tags(all)));
        return Response.json(200, ApiJson.write(root));
    }

    /** Returns the states of a comma list; all of them when none is given. */
    private static Set<Health> states(Query query) {
        Set<Health> states = EnumSet.noneOf(Health.class);
        query.text("status").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(word -> states.add(Arrays.stream(Health.values())
                        .filter(health -> health.code().equals(word.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> Refused.parameter("status", word, "one of " + STATES))));
        return states.isEmpty() ? EnumSet.allOf(Health.class) : states;
    }

    private static Row row(Watched watched, boolean worstFirst) {
        Health health = watched.record().state().shown();
        return new Row(watched, health, worstFirst ? CheckOrder.worst(watched, health) : CheckOrder.byName(watched));
    }

    private static ObjectNode counts(List<Row> rows) {
        Map<Health, Integer> counts = new EnumMap<>(Health.class);
        Arrays.stream(Health.values()).forEach(health -> counts.put(health, 0));
        rows.forEach(row -> counts.merge(row.health(), 1, Integer::sum));
        ObjectNode node = ApiJson.object();
        counts.forEach((health, count) -> node.put(health.code(), count));
        return node;
    }

    private static Set<String> groups(List<Watched> all) {
        Set<String> groups = new TreeSet<>();
        all.forEach(one -> groups.add(one.check().group()));
        groups.remove("");
        return groups;
    }

    private static Set<String> tags(List<Watched> all) {
        Set<String> tags = new TreeSet<>();
        all.forEach(one -> tags.addAll(one.check().tags()));
        return tags;
    }
}
