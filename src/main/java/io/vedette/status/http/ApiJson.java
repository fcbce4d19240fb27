package io.vedette.status.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The API's JSON: times in ISO-8601 UTC with milliseconds; what is not known is null. */
public final class ApiJson {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, new JsonSerializer<>() {
                @Override
                public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider)
                        throws IOException {
                    json.writeString(time(instant));
                }
            }))
            .build();

    private ApiJson() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Returns {@code {"data":…}} as a tree. */
    public static ObjectNode data(Object data) {
        ObjectNode root = object();
        root.set("data", JSON.valueToTree(data));
        return root;
    }

    public static ObjectNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    public static ArrayNode array(Collection<?> items) {
        return JSON.valueToTree(items);
    }

    /** Returns a tree of what was JSON already. */
    public static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Returns null when there is none. */
    public static String time(Optional<Instant> instant) {
        return instant.map(ApiJson::time).orElse(null);
    }

    /** Returns null when the text is empty. */
    public static String known(String text) {
        return text.isEmpty() ? null : text;
    }
}
