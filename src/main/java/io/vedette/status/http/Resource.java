package io.vedette.status.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files of the jar that are served as they are. */
public final class Resource {

    /** What the dashboard is made with stands in folders of its own below {@code vendor}. */
    private static final Pattern ASSET = Pattern.compile(
            "(vendor/[a-z-]{1,40}/(directives/)?)?[A-Za-z0-9][A-Za-z0-9._-]{0,100}\\.(js|css|svg|json|map|webmanifest)");

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json",
            "map", "application/json",
            "webmanifest", "application/manifest+json");

    private static final String FOLDER = "/io/vedette/status/";

    private Resource() {}

    /** Answers with a file of {@code io/vedette/status}. */
    public static Response read(String file, String contentType) {
        return find(file)
                .map(text -> new Response(200, contentType, text, Map.of()))
                .orElseThrow(() -> new IllegalStateException("the jar has no " + file));
    }

    /** Answers with a file of the folder of assets, by its name below it. */
    public static Response asset(String name) {
        Optional<String> text = ASSET.matcher(name).matches() ? find("assets/" + name) : Optional.empty();
        return text.map(found ->
                        new Response(200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), found, Map.of()))
                .orElse(Response.NOTHING);
    }

    private static Optional<String> find(String file) {
        try (InputStream in = Resource.class.getResourceAsStream(FOLDER + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
