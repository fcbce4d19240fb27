package io.vedette.status.pinger;

import io.vedette.config.values.MaskedUrl;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.state.Health;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.util.Map;
import java.util.Optional;

/** What py-pinger's status server answered, as it answered it. */
public final class PyPinger {

    private final Watchlist watchlist;

    public PyPinger(Watchlist watchlist) {
        this.watchlist = watchlist;
    }

    /** Answers with all checks; a browser gets the dashboard at the same address. */
    public Response list(Request request) {
        return data(200, watchlist.all().stream().map(CheckView::of).toList()).with("Vary", "Accept");
    }

    /**
     * Answers with one check.
     *
     * @param raw its name or URL, as it was sent
     */
    public Response task(Request request, String raw) {
        String query = request.target().substring(request.rawPath().length());
        // The query belongs to a URL that stands there as it is, but to nothing that is a name or percent-encoded.
        boolean plainUrl = raw.startsWith("http:/") || raw.startsWith("https:/");
        return find(Request.decoded(raw + query))
                // A raw URL may hold percent signs of its own, which are then part of it.
                .or(() -> find(plainUrl ? raw + query : Request.decoded(raw)))
                .map(watched ->
                        data(watched.record().state().shown() == Health.ERROR ? 500 : 200, CheckView.of(watched)))
                .orElse(Response.NOTHING);
    }

    /** Returns a check by name, or by URL; a proxy may have folded the two slashes of a URL's scheme into one. */
    private Optional<Watched> find(String asked) {
        String masked = MaskedUrl.of(Sources.unfolded(asked));
        return watchlist
                .find(asked)
                .or(() -> watchlist.find(masked))
                .or(() -> watchlist.all().stream()
                        .filter(watched -> watched.check().url().equals(masked))
                        .findFirst());
    }

    private static Response data(int status, Object data) {
        return Response.json(status, ApiJson.write(Map.of("data", data)));
    }
}
