package io.vedette.probe.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.AbstractMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.LazyLaxLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the heads of the answers of one connection. What is not HTTP is recognised by its first bytes, as they come: by itself the
 * client passes over lines that it does not know and waits for the end of one that has none. Lenient where servers are
 * known to be careless and browsers or curl are lenient too: a blank before a header's colon, a header over several lines,
 * lines that end with a line feed alone, no reason after the status, {@code http/1.1} in lower case.
 */
final class ResponseParser extends AbstractMessageParser<ClassicHttpResponse> {

    private static final int FINAL = 200;

    private final FirstBytes firstBytes = new FirstBytes();
    /** Whether the head before this one was an answer's, and not that of an interim one, such as 103. */
    private boolean answered;

    ResponseParser(Http1Config limits) {
        super(limits, LazyLaxLineParser.INSTANCE);
    }

    /** The answer broke off within its head. */
    static final class CutOff extends ConnectionClosedException {

        private static final long serialVersionUID = 1L;

        CutOff(IOException cause) {
            super("the head of the answer is not complete");
            initCause(cause);
        }
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        if (answered && buffer.length() > 0) {
            // Came before anything was asked, such as a body after a 204: no answer of this request.
            throw new NotHttp("more came after the answer before");
        }
        firstBytes.expect(in, buffer.length() > 0);
        try {
            ClassicHttpResponse response = super.parse(buffer, firstBytes);
            answered = response != null && response.getCode() >= FINAL;
            return response;
        } catch (HttpException e) {
            throw new NotHttp("its head is not: " + NotHttp.printable(e.getMessage()));
        } catch (MessageConstraintException e) {
            throw new NotHttp("its head has no end");
        } catch (NotHttp | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw firstBytes.came() ? new CutOff(e) : e;
        } finally {
            firstBytes.expect(null, true);
        }
    }

    @Override
    protected ClassicHttpResponse createMessage(CharArrayBuffer line) throws NotHttp {
        int at = "HTTP/1.".length();
        boolean known = line.length() > at + 1
                && "HTTP/1.".equalsIgnoreCase(line.substring(0, at))
                && isDigit(line.charAt(at))
                && isBlank(line.charAt(at + 1));
        int code = known ? skipBlanks(line, at + 1) : 0;
        int end = code + 3;
        boolean numbered = known
                && end <= line.length()
                && line.charAt(code) != '0'
                && isDigit(line.charAt(code))
                && isDigit(line.charAt(code + 1))
                && isDigit(line.charAt(code + 2))
                && (end == line.length() || isBlank(line.charAt(end)));
        if (!numbered) {
            throw new NotHttp("it begins with \"" + NotHttp.printable(line.toString()) + "\"");
        }
        ClassicHttpResponse response = new BasicClassicHttpResponse(
                Integer.parseInt(line.substring(code, end)), line.substringTrimmed(end, line.length()));
        response.setVersion(line.charAt(at) == '0' ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1);
        return response;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static int skipBlanks(CharArrayBuffer line, int from) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Looks at what comes first, before it is a line. */
    private static final class FirstBytes extends FilterInputStream {

        private static final byte[] HTTP = {'H', 'T', 'T', 'P', '/'};
        /** Enough to tell what a server speaks. */
        private static final int MOST = 80;

        private int matched;
        private boolean came;

        FirstBytes() {
            super(null);
        }

        /** @param begun whether the first bytes were read already */
        void expect(InputStream next, boolean begun) {
            in = next;
            matched = begun ? HTTP.length : 0;
            came = begun;
        }

        boolean came() {
            return came;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            int count = in.read(bytes, offset, most);
            if (count > 0) {
                came = true;
                for (int i = offset; matched < HTTP.length && i < offset + count; i++) {
                    look(bytes, i, offset + count);
                }
            }
            return count;
        }

        private void look(byte[] bytes, int at, int end) throws IOException {
            int next = bytes[at] >= 'a' && bytes[at] <= 'z' ? bytes[at] - 'a' + 'A' : bytes[at];
            if (next == HTTP[matched]) {
                matched++;
            } else if (matched > 0 || next != '\r' && next != '\n') {
                int from = Math.max(0, at - matched);
                byte[] first = Arrays.copyOf(Arrays.copyOfRange(bytes, from, Math.min(end, from + MOST)), MOST);
                int length = Math.min(end - from, MOST);
                while (length < MOST && in.available() > 0) {
                    length += Math.max(0, in.read(first, length, MOST - length));
                }
                throw NotHttp.beginning(Arrays.copyOf(first, length));
            }
        }
    }
}
