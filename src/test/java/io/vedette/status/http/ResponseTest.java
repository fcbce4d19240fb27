package io.vedette.status.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent of answers that are kept for many. */
class ResponseTest {

    private static final Path ASSETS = Path.of("src/main/resources/io/vedette/status/assets");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "br, GZIP | true",
                "gzip;q=0.5 | true",
                "deflate, gzip;q=0 | false",
                "gzip; q=0.0 | false",
                "x-gzipped | false",
                "'' | false"
            })
    void isPackedForThoseWhoTakeThat(String encodings, boolean packed) throws IOException {
        Response kept = Resource.asset("app.js");

        Response sent = kept.known(request("").accepting(encodings));

        assertThat(sent.headers().containsKey("Content-Encoding")).isEqualTo(packed);
        assertThat(sent.headers()).containsEntry("Vary", "Accept-Encoding").containsKey("ETag");
        byte[] bytes = sent.bytes();
        assertThat(packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes)
                .isEqualTo(kept.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isPackedOnceForAll() {
        Request asked = request("").accepting("gzip");

        assertThat(Resource.asset("app.js").known(asked).bytes())
                .isSameAs(Resource.asset("app.js").known(asked).bytes());
    }

    @Test
    void isOnlyATagForThoseWhoHaveIt() {
        Response kept = Resource.asset("icon-192.png");

        assertThat(kept.bytes()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(kept.contentType()).isEqualTo("image/png");
        assertThat(kept.known(request("").accepting("gzip")).headers()).doesNotContainKey("Content-Encoding");
        Response again = kept.known(request(kept.headers().get("ETag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
    }

    /** Each step from one script to those that it imports would be another turn to the server before anything is shown. */
    @Test
    void thePageNamesAllScriptsThatItsFirstOneNeeds() throws IOException {
        String page = Files.readString(ASSETS.resolve("index.html"));
        Set<String> needed = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of("app.js"));
        Pattern imports = Pattern.compile("(?m)^import[^;]*?from \"(\\.[^\"]+)\"");
        while (!open.isEmpty()) {
            String script = open.remove();
            if (!needed.add(script) || !Files.exists(ASSETS.resolve(script))) {
                continue;
            }
            Matcher found = imports.matcher(Files.readString(ASSETS.resolve(script)));
            while (found.find()) {
                open.add(Path.of(script)
                        .resolveSibling(found.group(1))
                        .normalize()
                        .toString());
            }
        }
        needed.remove("app.js");

        assertThat(needed).hasSizeGreaterThan(15);
        assertThat(needed)
                .allSatisfy(script ->
                        assertThat(page).contains("<link rel=\"modulepreload\" href=\"assets/" + script + "\">"));
    }

    private static Request request(String ifNoneMatch) {
        return new Request("GET", "/assets/app.js", "", "", "", ifNoneMatch, Sender.UNKNOWN);
    }
}
