package io.vedette.camel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Values as JSON. Rows of a query have columns whose case says nothing, and which each database writes in its own: here it is always the
 * lower one, so that a check reads the same of all of them.
 */
final class BodyJson {

    /** A map with more entries is no row of a query. */
    private static final int MOST_COLUMNS = 2_000;

    /** Dates are ISO-8601 text. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(new SimpleModule().addSerializer(TemporalAccessor.class, new ToStringSerializer()))
            .build();

    private BodyJson() {}

    /** Writes a value, one element of a list after the other, for as long as they are taken. */
    static void write(Object value, BoundedBytes into) throws IOException {
        JsonGenerator generator = JSON.createGenerator(into);
        if (value instanceof Collection<?> || value instanceof Iterator<?>) {
            Iterator<?> elements = value instanceof Collection<?> list ? list.iterator() : (Iterator<?>) value;
            generator.writeStartArray();
            while (elements.hasNext()) {
                into.look();
                JSON.writeValue(generator, row(elements.next()));
            }
            generator.writeEndArray();
        } else {
            JSON.writeValue(generator, row(value));
        }
        generator.flush();
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
        Set<Object> names = new HashSet<>();
        int columns = 0;
        for (Object name : row.keySet()) {
            names.add(name);
            columns++;
            if (columns > MOST_COLUMNS) {
                return false;
            }
        }
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
}
