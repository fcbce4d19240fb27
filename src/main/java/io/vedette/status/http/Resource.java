package io.vedette.status.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Files of the jar that are served as they are. Each is read, tagged and packed once: a page is made of forty of them. */
public final class Resource {

    /** What the dashboard is made with stands in folders of its own below {@code vendor}. */
    private static final Pattern ASSET = Pattern.compile(
            "(vendor/[a-z-]{1,40}/(directives/)?)?[A-Za-z0-9][A-Za-z0-9._-]{0,100}\\.(js|css|svg|png|json|map|webmanifest)");

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "json", "application/json",
            "map", "application/json",
            "webmanifest", "application/manifest+json");

    private static final String FOLDER = "/io/vedette/status/";

    /** Of files that there are, so that there are no more than those. */
    private static final Map<String, Response> KEPT = new ConcurrentHashMap<>();

    private Resource() {}

    /** Answers with a file of {@code io/vedette/status}. */
    public static Response read(String file, String contentType) {
        return kept(file, contentType).orElseThrow(() -> new IllegalStateException("the jar has no " + file));
    }

    /** Answers with a file of the folder of assets, by its name below it. */
    public static Response asset(String name) {
        return ASSET.matcher(name).matches()
                ? kept("assets/" + name, TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                        .orElse(Response.NOTHING)
                : Response.NOTHING;
    }

    private static Optional<Response> kept(String file, String contentType) {
        Response known = KEPT.get(file);
        return known != null
                ? Optional.of(known)
                : bytes(file).map(bytes -> KEPT.computeIfAbsent(file, name -> response(name, contentType, bytes)));
    }

    private static Response response(String file, String contentType, byte[] bytes) {
        return file.endsWith(".png")
                ? Response.picture(contentType, bytes)
                : new Response(200, contentType, new String(bytes, StandardCharsets.UTF_8), Map.of()).kept();
    }

    private static Optional<byte[]> bytes(String file) {
        try (InputStream in = Resource.class.getResourceAsStream(FOLDER + file)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
