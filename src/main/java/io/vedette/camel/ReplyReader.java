package io.vedette.camel;

import io.vedette.alert.Reply;
import io.vedette.config.settings.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Makes one value, a {@link Reply}, of what an {@code http:} endpoint left in the message; older notify routes call it as a
 * step. A target may send our own credentials back; they are masked here, so
 * that no error message can show them.
 */
final class ReplyReader implements Processor {

    private static final int MOST_BYTES = 64 * 1024;

    private final Secrets secrets;

    ReplyReader(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        exchange.getMessage().setBody(read(exchange.getMessage()));
    }

    /** Returns the answer, of its body the first 64 KiB. */
    Reply read(Message message) throws IOException {
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, int.class);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.getHeaders().forEach((name, value) -> {
            if (value != null) {
                headers.put(name, secrets.mask(value.toString()));
            }
        });
        return new Reply(status, headers, secrets.mask(body(message)));
    }

    private static String body(Message message) throws IOException {
        InputStream stream = message.getBody(InputStream.class);
        if (stream == null) {
            return "";
        }
        try (stream) {
            return new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
