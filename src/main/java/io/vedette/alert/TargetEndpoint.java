package io.vedette.alert;

import java.util.Map;

/**
 * A Camel endpoint that a kind of target is spoken to through, where that is not HTTP.
 *
 * @param uri its address, without anything secret
 * @param options what is set on it by name; secrets may be in it, so that it is no part of the address
 */
public record TargetEndpoint(String uri, Map<String, Object> options) {

    public TargetEndpoint {
        options = Map.copyOf(options);
    }

    /** Shows nothing secret. */
    @Override
    public String toString() {
        return "TargetEndpoint[" + uri + "]";
    }
}
