package io.vedette.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.alert.Digest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.TypeConversionException;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * What Camel makes of a {@link Digest} where a component or a step asks for another type: its text as characters or UTF-8, its JSON
 * as a node or a map. Found by Camel in {@code META-INF/services}.
 */
public final class DigestConverters implements TypeConverterLoader {

    private static final JsonMapper JSON = new JsonMapper();

    /** For Camel, which makes it by reflection. */
    public DigestConverters() {}

    @Override
    public void load(TypeConverterRegistry registry) throws TypeConversionException {
        add(registry, String.class, Digest::text);
        add(registry, byte[].class, DigestConverters::bytes);
        add(registry, ByteBuffer.class, digest -> ByteBuffer.wrap(bytes(digest)));
        add(registry, InputStream.class, digest -> new ByteArrayInputStream(bytes(digest)));
        add(registry, Reader.class, digest -> new StringReader(digest.text()));
        add(registry, JsonNode.class, digest -> json(digest, JsonNode.class));
        add(registry, Map.class, digest -> json(digest, Map.class));
    }

    private static <T> void add(TypeConverterRegistry registry, Class<T> type, Function<Digest, T> conversion) {
        registry.addTypeConverter(
                type,
                Digest.class,
                new SimpleTypeConverter(false, (to, exchange, value) -> conversion.apply((Digest) value)));
    }

    private static byte[] bytes(Digest digest) {
        return digest.text().getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T json(Digest digest, Class<T> type) {
        try {
            return JSON.readValue(digest.json(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the JSON of a digest cannot be read", e);
        }
    }
}
