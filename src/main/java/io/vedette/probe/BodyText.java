package io.vedette.probe;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the bytes of a body become text. A byte order mark counts before all else; then the charset of the Content-Type; then
 * what the first bytes tell of JSON without either (RFC 4627, 3); else it is UTF-8. Of a charset that has a letter for each
 * byte, such as the ISO-8859-1 that servers name for whatever they send, well-formed UTF-8 is taken as what it is.
 */
final class BodyText {

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*[\"']?([\\w.:+-]{1,40})", Pattern.CASE_INSENSITIVE);
    /** As nearly all write it who write one. */
    private static final String UTF_8 = "charset=utf-8";

    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    private BodyText() {}

    /** Returns the text; malformed bytes become replacement characters. */
    static String of(byte[] body, String contentType) {
        Optional<Charset> unicode = marked(body);
        Optional<Charset> named = unicode.isPresent() ? unicode : named(contentType);
        String text = decoded(body, named.or(() -> guessed(body)).orElse(StandardCharsets.UTF_8));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * Returns the same for readers of JSON, who tell the encodings of Unicode by their first bytes: the body as it is where it is in
     * one of them by all that is known, else in UTF-8.
     */
    static byte[] unicode(byte[] body, String contentType) {
        // By far most have no charset, or the one that JSON has anyway.
        Optional<Charset> named = named(contentType);
        if (named.isEmpty()
                || named.get().equals(StandardCharsets.UTF_8)
                || named.get().name().startsWith("UTF-16")
                || named.get().name().startsWith("UTF-32")
                || marked(body).isPresent()) {
            return body;
        }
        return decoded(body, named.get()).getBytes(StandardCharsets.UTF_8);
    }

    private static String decoded(byte[] body, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8) || isUnicode(charset) || !hasALetterForEachByte(charset)) {
            return new String(body, charset);
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return text.toString();
        } catch (CharacterCodingException e) {
            return new String(body, charset);
        }
    }

    private static boolean isUnicode(Charset charset) {
        return charset.name().startsWith("UTF-");
    }

    private static boolean hasALetterForEachByte(Charset charset) {
        return charset.newDecoder().maxCharsPerByte() == 1.0f
                && charset.canEncode()
                && charset.newEncoder().maxBytesPerChar() == 1.0f
                && "A".equals(new String(new byte[] {'A'}, charset));
    }

    private static Optional<Charset> named(String contentType) {
        if (contentType.indexOf(';') < 0) {
            return Optional.empty();
        }
        if (contentType.regionMatches(true, contentType.length() - UTF_8.length(), UTF_8, 0, UTF_8.length())) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        Matcher named = CHARSET.matcher(contentType);
        try {
            return named.find() ? Optional.of(Charset.forName(named.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // A name that this Java does not know: what is readable is read.
            return Optional.empty();
        }
    }

    private static Optional<Charset> marked(byte[] body) {
        if (starts(body, 0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (starts(body, 0xff, 0xfe, 0, 0)) {
            return Optional.of(UTF_32LE);
        }
        if (starts(body, 0, 0, 0xfe, 0xff)) {
            return Optional.of(UTF_32BE);
        }
        if (starts(body, 0xff, 0xfe)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return starts(body, 0xfe, 0xff) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    /** A text begins with two letters of ASCII; where zeros stand tells the rest. */
    private static Optional<Charset> guessed(byte[] body) {
        if (body.length < 2 || body[0] != 0 && body[1] != 0) {
            return Optional.empty();
        }
        if (body.length >= 4 && body[0] == 0 && body[1] == 0 && body[2] == 0 && body[3] != 0) {
            return Optional.of(UTF_32BE);
        }
        if (body.length >= 4 && body[0] != 0 && body[1] == 0 && body[2] == 0 && body[3] == 0) {
            return Optional.of(UTF_32LE);
        }
        if (body.length >= 4 && body[0] == 0 && body[1] != 0 && body[2] == 0 && body[3] != 0) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return body.length >= 4 && body[0] != 0 && body[1] == 0 && body[2] != 0 && body[3] == 0
                ? Optional.of(StandardCharsets.UTF_16LE)
                : Optional.empty();
    }

    private static boolean starts(byte[] body, int... bytes) {
        if (body.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((body[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
