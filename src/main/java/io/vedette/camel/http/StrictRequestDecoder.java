package io.vedette.camel.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.List;

/**
 * Takes no request for one whose end two servers could see at different places, which is how requests are smuggled past a proxy
 * (RFC 9112, sections 5.2, 6.1 and 6.3): lines that end with a bare line feed, headers that are continued on the next line, a length
 * beside a transfer encoding. Vert.x answers 400 then and closes the connection. What a decoded request shows as well, such as two
 * {@code Host} headers, is {@link RequestShape}'s.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {

    private ByteBuf bytes;
    private boolean inHeaders;
    private boolean spoiled;

    StrictRequestDecoder(HttpServerOptions options) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(options.getMaxInitialLineLength())
                .setMaxHeaderSize(options.getMaxHeaderSize())
                .setMaxChunkSize(options.getMaxChunkSize())
                .setInitialBufferSize(options.getDecoderInitialBufferSize())
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        int before = out.size();
        bytes = buffer;
        if (!spoiled && inHeaders && isContinued(buffer)) {
            spoiled = true;
            HttpMessage bad = createInvalidMessage();
            bad.setDecoderResult(DecoderResult.failure(continued()));
            out.add(bad);
        }
        if (spoiled) {
            buffer.skipBytes(buffer.readableBytes()); // What follows cannot be distinguished from the rest of it.
            return;
        }
        super.decode(context, buffer, out);
        if (out.size() > before) {
            inHeaders = false;
            out.subList(before, out.size()).forEach(StrictRequestDecoder::tellPlainlyToClose);
        }
    }

    /** Vert.x sees {@code close} alone, and not as one of several words (RFC 9110, section 7.6.1): the client would wait. */
    private static void tellPlainlyToClose(Object decoded) {
        if (decoded instanceof HttpRequest request
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
            request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    /** Drops half a request at the end of its connection: nobody waits for an answer. */
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        if (spoiled || inHeaders) {
            buffer.skipBytes(buffer.readableBytes());
        } else {
            super.decodeLast(context, buffer, out);
        }
    }

    /** Makes a request as Vert.x does. */
    @Override
    protected HttpMessage createMessage(String[] line) {
        if (isContinued(bytes)) {
            throw continued();
        }
        inHeaders = true;
        return new DefaultHttpRequest(
                HttpVersion.valueOf(line[2]), HttpMethod.valueOf(line[0]), line[1], HeadersMultiMap.httpHeaders());
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both a length and a transfer encoding");
    }

    /** Takes nothing more for a request: the connection is to be closed. On its event loop. */
    void ignoreTheRest() {
        spoiled = true;
    }

    private static IllegalArgumentException continued() {
        return new IllegalArgumentException("a header is continued on the next line");
    }

    /** Whether one of the header lines that have come begins with a blank; the buffer begins with a line. */
    private static boolean isContinued(ByteBuf buffer) {
        int end = buffer.writerIndex();
        for (int line = buffer.readerIndex(); line < end; ) {
            byte first = buffer.getByte(line);
            if (first == ' ' || first == '\t') {
                return true;
            }
            if (first == '\r' || first == '\n') {
                return false; // The end of the headers.
            }
            int feed = buffer.indexOf(line, end, (byte) '\n');
            if (feed < 0) {
                return false;
            }
            line = feed + 1;
        }
        return false;
    }
}
