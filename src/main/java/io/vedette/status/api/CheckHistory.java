package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.history.Bucket;
import io.vedette.history.Result;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The results of one check: one by one, or gathered for a chart. Also of a check that is watched no more. */
final class CheckHistory {

    private static final Duration LONGEST = Duration.ofDays(400);

    private final Sources sources;

    CheckHistory(Sources sources) {
        this.sources = sources;
    }

    private record Line(String at, String status, long tookMs, String reason, String message) {

        static Line of(Result result) {
            return new Line(
                    ApiJson.time(result.at()),
                    result.status().code(),
                    result.took().toMillis(),
                    known(result.reason()),
                    known(result.message()));
        }
    }

    Response answer(Request request, String asked) {
        Query query = new Query(request);
        String check = sources.find(asked).map(one -> one.check().name()).orElse(asked);
        boolean isKnown = sources.watchlist().find(check).isPresent()
                || !sources.history().results(check, soon(), 1).isEmpty();
        if (!isKnown) {
            throw Refused.unknown(check);
        }
        return query.flag("buckets").orElse(false) ? buckets(query, check) : results(query, check);
    }

    private Response results(Query query, String check) {
        Paged<Result> page = KeysetPage.page(
                query,
                Result::at,
                soon(),
                (before, most) -> KeysetPage.Found.all(sources.history().results(check, before, most)));
        return new Paged<>(page.data().stream().map(Line::of).toList(), page.page()).response();
    }

    private Response buckets(Query query, String check) {
        Instant to = query.time("to").orElse(sources.clock().instant());
        Instant from = query.time("from").orElse(to.minus(Duration.ofDays(1)));
        Duration span = Duration.between(from, to);
        if (span.isNegative() || span.isZero() || span.compareTo(LONGEST) > 0) {
            throw new Refused(400, "from: must be before \"to\", and not by more than " + LONGEST.toDays() + " days");
        }
        List<ObjectNode> buckets = sources.history().buckets(check, from, to).stream()
                .map(CheckHistory::json)
                .toList();
        return Response.json(200, ApiJson.write(ApiJson.data(buckets)));
    }

    private static ObjectNode json(Bucket bucket) {
        return ApiJson.object()
                .put("from", ApiJson.time(bucket.from()))
                .put("widthMs", bucket.width().toMillis())
                .put("ok", bucket.ok())
                .put("degraded", bucket.degraded())
                .put("error", bucket.error())
                .put("sleeping", bucket.sleeping())
                .put("tookMeanMs", bucket.tookMean().toMillis())
                .put("tookMostMs", bucket.tookMost().toMillis());
    }

    /** Returns the end of what is newest: what was asked in this very millisecond belongs to it. */
    private Instant soon() {
        return sources.clock().instant().plusSeconds(1);
    }
}
