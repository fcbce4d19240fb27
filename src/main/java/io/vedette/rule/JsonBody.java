package io.vedette.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.probe.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A body that holds one JSON value as of <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>, in UTF-8 with or
 * without a byte order mark; UTF-16 and UTF-32 are recognised by their first bytes, others by the charset of the Content-Type. Numbers keep every digit. Of a name that
 * occurs twice the last one counts, as in most readers. Anything else is {@code malformed-body}: text after the value,
 * nesting deeper than {@value #DEEPEST} levels, numbers of more than 1,000 digits.
 */
public final class JsonBody {

    /** Deeper nesting is refused. */
    public static final int DEEPEST = 500;

    private static final int SHOWN = 60;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    // Names come from endpoints: interning them would let a stranger fill the JVM's table of strings.
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private JsonBody() {}

    /** Returns the body as one JSON object, or {@code malformed-body}. */
    public static Parsed<ObjectNode> object(Answer.Http response) {
        return read(response, "object")
                .then(value -> value instanceof ObjectNode object
                        ? Parsed.of(object)
                        : malformed("object", "it is " + JsonText.of(value)));
    }

    /** Returns the body as one JSON value of any kind, or {@code malformed-body}. */
    public static Parsed<JsonNode> value(Answer.Http response) {
        return read(response, "value");
    }

    private static Parsed<JsonNode> read(Answer.Http response, String expected) {
        Parsed<JsonNode> value = read(response.json(), expected);
        if (value instanceof Parsed.Refused<JsonNode> && BodyExcerpt.isPage(response.mediaType(), response.text())) {
            return malformed(expected, "it is " + BodyExcerpt.of(response) + "; the template for a page is http");
        }
        // Some name an encoding and then do not use it: only what cannot be read is put down to it.
        return value instanceof Parsed.Refused<JsonNode> && response.packing().isPresent()
                ? malformed(
                        expected,
                        "it is " + Text.bounded(response.packing().get(), SHOWN) + "-encoded, which was not asked for")
                : value;
    }

    private static Parsed<JsonNode> read(byte[] body, String expected) {
        try {
            JsonNode value = READER.readTree(body);
            return value.isMissingNode() ? malformed(expected, "it is empty") : Parsed.of(value);
        } catch (JsonEOFException e) {
            return malformed(expected, "it ends too early, after \"" + end(body) + "\"");
        } catch (StreamConstraintsException e) {
            return malformed(
                    expected, "it is nested deeper than " + DEEPEST + " levels, or holds a number or name too long");
        } catch (MismatchedInputException e) {
            return malformed(expected, "text follows after its end");
        } catch (JsonProcessingException e) {
            return malformed(expected, broken(body, e));
        } catch (NumberFormatException e) {
            // Jackson lets this through for an exponent of more than ten digits.
            return malformed(expected, "it holds a number beyond all bounds");
        } catch (IOException e) {
            return malformed(
                    expected, "its characters are neither UTF-8 nor UTF-16; starts with \"" + start(body) + '"');
        }
    }

    private static <T> Parsed<T> malformed(String expected, String why) {
        return Parsed.refused(Reason.MALFORMED_BODY, "body is not one JSON " + expected + ": " + why);
    }

    private static String broken(byte[] body, JsonProcessingException e) {
        String start = start(body);
        long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        if (!start.startsWith("{") && !start.startsWith("[") || at < 0 || at > body.length) {
            return start.isEmpty() ? "it is empty" : "starts with \"" + start + '"';
        }
        int from = (int) Math.max(0, at - SHOWN / 2);
        return "broken near byte " + at + ": \"" + text(body, from, from + SHOWN) + '"';
    }

    private static String start(byte[] body) {
        int most = BYTE_ORDER_MARK.length;
        boolean marked = body.length >= most && Arrays.equals(body, 0, most, BYTE_ORDER_MARK, 0, most);
        return text(body, marked ? most : 0, 3 * SHOWN);
    }

    private static String end(byte[] body) {
        return text(body, body.length - SHOWN / 2, body.length);
    }

    private static String text(byte[] body, int from, int to) {
        byte[] part = Arrays.copyOfRange(body, Math.max(0, from), Math.min(to, body.length));
        return Text.bounded(new String(part, StandardCharsets.UTF_8).strip(), SHOWN);
    }
}
