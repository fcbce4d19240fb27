package io.vedette.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Map;
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

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a " + value.getClass().getName() + " cannot be judged: it is neither text nor JSON", e);
        }
    }
}
