package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Response;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param data the entries
 * @param page where it stands
 */
record Paged<T>(List<T> data, Place page) {

    /**
     * Where a page stands.
     *
     * @param total how many entries there are on all pages; null where nobody counts them
     * @param limit how many the page may have
     * @param next the cursor of the coming page; null on the last one
     */
    public record Place(Integer total, int limit, String next) {}

    static <T> Paged<T> of(List<T> data, Integer total, int limit, Optional<Cursor> next) {
        return new Paged<>(data, new Place(total, limit, next.map(Cursor::word).orElse(null)));
    }

    ObjectNode json() {
        return ApiJson.tree(this);
    }

    Response response() {
        return Response.json(200, ApiJson.write(this));
    }
}
