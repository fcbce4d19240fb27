package io.vedette.status.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the status server is asked.
 *
 * @param method GET, HEAD, POST …
 * @param target path and query as they were sent, nothing decoded
 * @param accept the Accept header, or empty
 * @param authorization the Authorization header, or empty
 * @param body the beginning of the text that was sent, or empty
 * @param ifNoneMatch the If-None-Match header, or empty
 * @param sender who asks
 * @param who the user or the token that was shown, such as {@code user ann}; empty where nothing is asked for
 * @param acceptEncoding the Accept-Encoding header, or empty
 */
public record Request(
        String method,
        String target,
        String accept,
        String authorization,
        String body,
        String ifNoneMatch,
        Sender sender,
        String who,
        String acceptEncoding) {

    /** What the name of somebody who may look only stands behind. */
    public static final String VIEWER = "viewer ";

    /** So many bytes of a body are read. */
    public static final int MOST_BODY_BYTES = 10_240;

    /**
     * Returns the same with its body.
     *
     * @param form its fields as a query, or empty: they count as parameters too
     * @param text its beginning as a text, or empty
     */
    public Request withBody(String form, String text) {
        String whole = form.isEmpty() ? target : target + (target.contains("?") ? "&" : "?") + form;
        return new Request(method, whole, accept, authorization, text, ifNoneMatch, sender, who, acceptEncoding);
    }

    /** Makes a request of which it is not known yet what it shows. */
    public Request(
            String method,
            String target,
            String accept,
            String authorization,
            String body,
            String ifNoneMatch,
            Sender sender) {
        this(method, target, accept, authorization, body, ifNoneMatch, sender, "", "");
    }

    /** Returns the same as sent by somebody. */
    public Request by(String whom) {
        return new Request(method, target, accept, authorization, body, ifNoneMatch, sender, whom, acceptEncoding);
    }

    /** Returns the same of somebody who takes answers in these encodings. */
    public Request accepting(String encodings) {
        return new Request(method, target, accept, authorization, body, ifNoneMatch, sender, who, encodings);
    }

    /** Whether an answer may be packed by gzip. */
    public boolean takesGzip() {
        return Arrays.stream(acceptEncoding.split(","))
                .map(one -> one.toLowerCase(Locale.ROOT).replaceAll("\\s", ""))
                .anyMatch(one -> one.equals("gzip") || one.startsWith("gzip;") && !one.matches("gzip;q=0(\\.0*)?"));
    }

    /** Returns the name of the user or of the token that was shown, without what it is; empty where nothing is asked for. */
    public String name() {
        return who.substring(who.indexOf(' ') + 1);
    }

    /** Returns whether whoever asks may act, too. */
    public boolean mayAct() {
        return !who.startsWith(VIEWER);
    }

    /** Makes a request without a body, of nobody in particular. */
    public Request(String method, String target, String accept, String authorization) {
        this(method, target, accept, authorization, "", "", Sender.UNKNOWN);
    }

    /** Returns the path as it was sent, without the query. */
    public String rawPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Whether a person's browser asks: one that names HTML, and likes it no less than JSON. */
    public boolean wantsPage() {
        return AcceptHeader.of(accept).prefersPage();
    }

    /**
     * A target as the client wrote it. Clients that percent-encode nothing send UTF-8, of which the server has made a
     * character of every byte.
     */
    public static String asWritten(String target) {
        if (target.chars().allMatch(c -> c < 0x80) || !target.chars().allMatch(c -> c < 0x100)) {
            return target;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(target.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return target;
        }
    }

    /** Returns a parameter of the query, decoded; empty when it is not given. */
    public String parameter(String name) {
        return pairs().filter(pair -> nameOf(pair).equals(name))
                .findFirst()
                .map(pair -> pair.contains("=") ? plain(pair.substring(pair.indexOf('=') + 1)) : "")
                .orElse("");
    }

    /** Returns the names of the parameters of the query, decoded, in their order; one that is given twice is there twice. */
    public List<String> parameterNames() {
        return pairs().map(Request::nameOf).toList();
    }

    private Stream<String> pairs() {
        String query = target.substring(Math.min(target.length(), rawPath().length() + 1));
        return Arrays.stream(query.split("&")).filter(pair -> !pair.isEmpty());
    }

    private static String nameOf(String pair) {
        return plain(pair.contains("=") ? pair.substring(0, pair.indexOf('=')) : pair);
    }

    private static String plain(String encoded) {
        return decoded(encoded.replace("+", "%20"));
    }

    /**
     * Returns whether the body of a request that calls it a form is JSON all the same: curl calls whatever {@code -d} sends a form, and
     * no name of a field begins with a brace.
     */
    public static boolean isJson(String form) {
        return form.stripLeading().startsWith("{");
    }

    /** Returns a form as the text that it may be: its beginning, decoded where it is encoded. */
    public static String fieldsAsText(String form) {
        return decoded(
                form.substring(0, Math.min(form.length(), MOST_BODY_BYTES)).replace("+", " "));
    }

    /** Returns text percent-decoded once; what is no valid encoding stays as it is. */
    public static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // A raw URL may hold a percent sign of its own.
        }
    }
}
