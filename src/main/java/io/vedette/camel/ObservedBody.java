package io.vedette.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Message;

/** The body that another endpoint left, as bytes for the rules: text as it is, values as JSON. */
final class ObservedBody {

    /** Dates are ISO-8601 text. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(new SimpleModule().addSerializer(TemporalAccessor.class, new ToStringSerializer()))
            .build();

    private ObservedBody() {}

    /**
     * A map, a list, a number or a truth value is written as JSON, such as the rows of a query; everything else is converted
     * by Camel, and what it cannot convert is JSON too.
     *
     * @throws IllegalArgumentException when a value has no JSON form
     */
    static byte[] of(Message message) {
        Object body = message.getBody();
        if (body == null) {
            return new byte[0];
        }
        boolean value = body instanceof Map
                || body instanceof Collection
                || body instanceof Number
                || body instanceof Boolean
                || body instanceof Object[];
        byte[] bytes = value ? null : message.getBody(byte[].class);
        return bytes == null ? json(body) : bytes;
    }

    /**
     * Rows of a query have columns whose case says nothing, and which each database writes in its own: here it is always the lower
     * one, so that a check reads the same of all of them.
     */
    private static Object rows(Object body) {
        if (body instanceof Collection<?> rows) {
            return rows.stream().map(ObservedBody::row).toList();
        }
        return row(body);
    }

    private static Object row(Object value) {
        if (!(value instanceof Map<?, ?> row) || !isBlindToCase(row)) {
            return value;
        }
        Map<String, Object> lower = new LinkedHashMap<>();
        row.forEach((name, column) -> lower.put(String.valueOf(name).toLowerCase(Locale.ROOT), column));
        return lower;
    }

    /** Such as those of Spring: there is no name in it that is not found in another case too. */
    private static boolean isBlindToCase(Map<?, ?> row) {
        Set<Object> names = new HashSet<>(row.keySet());
        for (Object name : names) {
            String text = name instanceof String string ? string : "";
            String other = text.equals(text.toLowerCase(Locale.ROOT))
                    ? text.toUpperCase(Locale.ROOT)
                    : text.toLowerCase(Locale.ROOT);
            if (!other.equals(text)) {
                return !names.contains(other) && row.containsKey(other);
            }
        }
        return false;
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(rows(value));
        } catch (JsonProcessingException | RuntimeException e) {
            // Such as a map that somebody changes meanwhile.
            throw new IllegalArgumentException(
                    "a " + value.getClass().getName() + " cannot be judged: it is neither text nor JSON", e);
        }
    }
}
