package io.vedette.camel;

import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.alert.TargetProtocol;
import io.vedette.config.settings.Secrets;
import java.io.IOException;
import org.apache.camel.Exchange;

/**
 * One digest on its way to a target, as the steps of its notify route see it: {@code vedette:alerts} puts it into the
 * exchange variable {@value #VARIABLE}, so that routes need no beans.
 */
public final class TargetCall {

    /** The variable's name. */
    public static final String VARIABLE = "target";

    private final Digest digest;
    private final TargetProtocol protocol;
    private final ReplyReader reader;

    public TargetCall(Digest digest, TargetProtocol protocol, Secrets secrets) {
        this.digest = digest;
        this.protocol = protocol;
        this.reader = new ReplyReader(secrets);
    }

    /** Returns what is to be sent, in the vendor's form: {@code ${variable.target.message}}. */
    public Object message() {
        return protocol.message(digest);
    }

    /** Returns what else the kind of target has for its route: {@code ${variable.target.protocol.url}}. */
    public TargetProtocol protocol() {
        return protocol;
    }

    /** Returns the address in the header {@code CamelHttpUri} as {@code http:} endpoints take it; see {@link TargetAddress}. */
    public String address(Exchange exchange) {
        return TargetAddress.standIn(exchange.getMessage().getHeader(Exchange.HTTP_URI, "", String.class));
    }

    /** Reads the answer that the call left in the message, and throws when the target did not take what was sent. */
    public void judge(Exchange exchange) throws IOException, DeliveryFailed {
        protocol.judge(reader.read(exchange.getMessage()));
    }
}
