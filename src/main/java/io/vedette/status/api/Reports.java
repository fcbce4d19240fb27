package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.Watched;
import io.vedette.history.Bucket;
import io.vedette.history.Incident;
import io.vedette.history.Uptime;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The report of a month (UTC) for each group: uptime by results, incidents, how long in all, and the longest outage. */
public final class Reports {

    private static final int MOST_INCIDENTS = 20_000;

    private final Sources sources;

    public Reports(Sources sources) {
        this.sources = sources;
    }

    private record Span(Instant from, Instant to) {

        /** How much of an incident lies within. */
        Duration of(Incident incident, Instant now) {
            Instant begin = incident.from().isBefore(from) ? from : incident.from();
            Instant end = incident.to().orElse(now);
            Instant last = end.isAfter(to) ? to : end;
            return last.isAfter(begin) ? Duration.between(begin, last) : Duration.ZERO;
        }
    }

    public Response answer(Request request) {
        Query query = new Query(request);
        Instant now = sources.clock().instant();
        YearMonth month =
                query.text("month").map(Reports::month).orElseGet(() -> YearMonth.from(now.atOffset(ZoneOffset.UTC)));
        Span span = new Span(
                month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        Optional<String> only = query.text("group");
        Map<String, List<Watched>> groups = sources.watchlist().all().stream()
                .filter(one -> only.map(one.check().group()::equals).orElse(true))
                .collect(Collectors.groupingBy(one -> one.check().group(), TreeMap::new, Collectors.toList()));
        List<Incident> read =
                sources.history().incidents(Optional.empty(), Optional.empty(), span.to(), MOST_INCIDENTS);
        Map<String, List<Incident>> incidents = read.stream()
                .filter(one -> !span.of(one, now).isZero())
                .collect(Collectors.groupingBy(Incident::check));
        List<String> names = groups.values().stream()
                .flatMap(List::stream)
                .map(one -> one.check().name())
                .toList();
        Map<String, Uptime> uptimes =
                sources.history().buckets(names, span.from(), span.to(), buckets -> uptime(buckets, span));
        Map<String, Instant> since = sources.history().since(names);
        List<ObjectNode> lines = new ArrayList<>();
        groups.forEach((name, checks) -> lines.add(line(name, checks, uptimes, since, incidents, span, now)));
        ObjectNode data = ApiJson.object()
                .put("month", month.toString())
                .put("from", ApiJson.time(span.from()))
                .put("to", ApiJson.time(span.to()))
                .put("truncated", read.size() == MOST_INCIDENTS);
        data.set("groups", ApiJson.array(lines));
        return Response.json(200, ApiJson.write(ApiJson.data(data)));
    }

    private static YearMonth month(String given) {
        try {
            return YearMonth.parse(given);
        } catch (DateTimeException e) {
            throw Refused.parameter("month", given, "a month such as 2026-11");
        }
    }

    private ObjectNode line(
            String name,
            List<Watched> checks,
            Map<String, Uptime> uptimes,
            Map<String, Instant> since,
            Map<String, List<Incident>> incidents,
            Span span,
            Instant now) {
        List<ObjectNode> each = new ArrayList<>();
        List<Incident> all = new ArrayList<>();
        long up = 0;
        long down = 0;
        Optional<Instant> first = Optional.empty();
        for (Watched watched : checks) {
            String check = watched.check().name();
            Uptime uptime = uptimes.getOrDefault(check, uptime(List.of(), span));
            Optional<Instant> begun = Optional.ofNullable(since.get(check));
            first = CheckGroups.earlier(first, begun);
            List<Incident> own = incidents.getOrDefault(check, List.of());
            up += uptime.up();
            down += uptime.down();
            all.addAll(own);
            ObjectNode node = ApiJson.object().put("check", check);
            CheckGroups.share(node, "uptime", Optional.of(uptime), begun);
            each.add(summed(node, own, span, now));
        }
        ObjectNode node = ApiJson.object().put("group", known(name));
        CheckGroups.share(
                node, "uptime", Optional.of(new Uptime(Duration.between(span.from(), span.to()), up, down)), first);
        summed(node, all, span, now);
        node.set("checks", ApiJson.array(each));
        return node;
    }

    private static ObjectNode summed(ObjectNode node, List<Incident> incidents, Span span, Instant now) {
        Optional<Incident> longest = incidents.stream().max(Comparator.comparing(one -> span.of(one, now)));
        node.put("incidents", incidents.size());
        node.put(
                "totalMs",
                incidents.stream()
                        .mapToLong(one -> span.of(one, now).toMillis())
                        .sum());
        longest.ifPresentOrElse(
                one -> node.putObject("longest")
                        .put("id", one.id())
                        .put("check", one.check())
                        .put("from", ApiJson.time(one.from()))
                        .put("ms", span.of(one, now).toMillis()),
                () -> node.putNull("longest"));
        return node;
    }

    private static Uptime uptime(List<Bucket> buckets, Span span) {
        long up = 0;
        long down = 0;
        for (Bucket bucket : buckets) {
            up += bucket.ok() + bucket.degraded();
            down += bucket.error();
        }
        return new Uptime(Duration.between(span.from(), span.to()), up, down);
    }
}
