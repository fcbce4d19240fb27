package io.vedette.camel.http;

import io.vedette.status.http.BodyLimit;
import io.vedette.status.http.Request;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the body of one request and keeps only its beginning, however long it is: nothing that the status server serves needs more. A
 * heartbeat may come with the end of a log, or with a form, whose fields count as parameters of the query. curl says of any text that
 * it is a form, so {@code curl -d "disk 100% full"} sends one whose percent-encoding is broken: of a heartbeat the text is taken as it
 * is, for all else it is no body that can be read.
 */
public final class RequestBody {

    /** The most that any path takes. */
    public static final int MOST_BYTES = BodyLimit.LOG.bytes();

    private static final int MOST_FORM_BYTES = 64 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    /** Takes the outcome once, on the event loop of the connection. */
    interface Reader {

        /**
         * It was read.
         *
         * @param form its fields as a query, or empty
         * @param text its beginning
         */
        void read(String form, String text);

        /** It is larger than what is taken, or comes in more pieces. */
        void tooLarge();

        /** It breaks off, or is none. */
        void unreadable();
    }

    private final HttpServerRequest asked;
    private final Buffer given;
    private final BodyLimit limit;
    private final Reader reader;
    private final boolean form;
    private final boolean multipart;
    private final Buffer kept = Buffer.buffer();
    private long length;
    private int pieces;
    private boolean over;

    private RequestBody(HttpServerRequest asked, Buffer given, BodyLimit limit, Reader reader) {
        this.asked = asked;
        this.given = given;
        this.limit = limit;
        this.reader = reader;
        this.form = isOf(asked, FORM);
        this.multipart = isOf(asked, MULTIPART);
    }

    /** Whether a body follows the headers. */
    static boolean isExpected(HttpServerRequest asked) {
        String declared = asked.getHeader("Content-Length");
        return declared == null
                ? asked.headers().contains("Transfer-Encoding")
                : !declared.strip().equals("0");
    }

    /** Whether the request says itself that its body is larger than what is taken. */
    static boolean isTooLarge(HttpServerRequest asked, BodyLimit limit) {
        String declared = asked.getHeader("Content-Length");
        return declared != null
                && declared.matches("\\d+")
                && (declared.length() > 18 || Long.parseLong(declared) > limit.bytes());
    }

    /**
     * Reads the body; resumes a paused request.
     *
     * @param given what somebody has read of it already
     */
    static void read(HttpServerRequest asked, Buffer given, BodyLimit limit, Reader reader) {
        new RequestBody(asked, given, limit, reader).begin();
    }

    private void begin() {
        if (asked.isEnded()) {
            take(given);
            end(this::tell);
            return;
        }
        if (!isExpected(asked)) {
            asked.resume();
            reader.read("", "");
            return;
        }
        if ("100-continue".equalsIgnoreCase(asked.getHeader("Expect"))) {
            asked.response().writeContinue();
        }
        if (multipart && isLog()) {
            asked.setExpectMultipart(true);
            asked.uploadHandler(file -> file.handler(bytes -> {})); // Nobody keeps files.
        }
        asked.handler(this::take);
        asked.exceptionHandler(failure -> end(reader::unreadable));
        asked.endHandler(ended -> end(this::tell));
        asked.resume();
    }

    private void take(Buffer bytes) {
        length += bytes.length();
        pieces++;
        if (length > limit.bytes() || pieces > limit.pieces()) {
            end(reader::tooLarge);
            return;
        }
        int room = (form ? MOST_FORM_BYTES : Request.MOST_BODY_BYTES) - kept.length();
        if (room > 0 && !multipart) {
            kept.appendBuffer(bytes, 0, Math.min(room, bytes.length()));
        }
    }

    private void tell() {
        if (multipart) {
            MultiMap fields = asked.formAttributes();
            reader.read(query(fields), text(fields));
        } else {
            String text = kept.toString(StandardCharsets.UTF_8);
            boolean fields = form && !Request.isJson(text);
            if (fields && !isLog() && !isForm(text)) {
                reader.unreadable(); // Who acts here is to know that nothing of it was understood.
                return;
            }
            reader.read(fields ? text : "", fields ? Request.fieldsAsText(text) : beginning(text));
        }
    }

    /** What is called a form is kept longer. */
    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), Request.MOST_BODY_BYTES));
    }

    private void end(Runnable outcome) {
        if (!over) {
            over = true;
            outcome.run();
        }
    }

    private static boolean isForm(String text) {
        try {
            URLDecoder.decode(text, StandardCharsets.UTF_8);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String query(MultiMap fields) {
        return fields.entries().stream()
                .map(field -> encoded(field.getKey()) + '=' + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String text(MultiMap fields) {
        return fields.entries().stream().map(RequestBody::written).collect(Collectors.joining("&"));
    }

    private static String written(Map.Entry<String, String> field) {
        return field.getValue().isEmpty() ? field.getKey() : field.getKey() + '=' + field.getValue();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private boolean isLog() {
        return limit == BodyLimit.LOG;
    }

    private static boolean isOf(HttpServerRequest asked, String type) {
        String given = asked.getHeader("Content-Type");
        return given != null && given.strip().toLowerCase(Locale.ROOT).startsWith(type);
    }
}
