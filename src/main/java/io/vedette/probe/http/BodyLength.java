package io.vedette.probe.http;

import java.util.Iterator;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;

/**
 * Where the body of an answer ends (RFC 9112, 6.3): chunked before a length, and else at the end of the connection. A length
 * that is said twice is one, as curl, browsers and Go take it; two different ones are an answer that nobody can read.
 */
final class BodyLength implements ContentLengthStrategy {

    private static final int SHOWN = 20;

    @Override
    public long determineLength(HttpMessage answer) throws ProtocolException {
        if (isChunked(answer)) {
            return CHUNKED;
        }
        Iterator<Header> headers = answer.headerIterator(HttpHeaders.CONTENT_LENGTH);
        long length = UNDEFINED;
        while (headers.hasNext()) {
            String value = String.valueOf(headers.next().getValue());
            // By far most answers have one header with one number.
            for (String part : value.indexOf(',') < 0 ? new String[] {value} : value.split(",")) {
                long next = number(part.strip());
                if (length != UNDEFINED && length != next) {
                    throw new ProtocolException("two lengths, Content-Length " + length + " and " + next);
                }
                length = next;
            }
        }
        return length;
    }

    private static boolean isChunked(HttpMessage answer) {
        Iterator<Header> codings = answer.headerIterator(HttpHeaders.TRANSFER_ENCODING);
        String last = "";
        while (codings.hasNext()) {
            String value = String.valueOf(codings.next().getValue());
            last = value.substring(value.lastIndexOf(',') + 1).strip();
        }
        return last.equalsIgnoreCase("chunked");
    }

    private static long number(String text) throws ProtocolException {
        try {
            if (!text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9') {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // Told below, as what is no number at all.
        }
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        throw new ProtocolException("Content-Length \"" + NotHttp.printable(shown) + "\" is not a length");
    }
}
