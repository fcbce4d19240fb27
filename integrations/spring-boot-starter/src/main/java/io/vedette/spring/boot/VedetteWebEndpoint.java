package io.vedette.spring.boot;

import io.vedette.Vedette;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

/** Answers by HTTP what an operator asks of {@link VedetteEndpoint}: 404 for a check that is not there, 400 with the reason. */
@EndpointWebExtension(endpoint = VedetteEndpoint.class)
public class VedetteWebEndpoint {

    private static final int CONFLICT = 409;

    private final Vedette vedette;
    private final VedetteEndpoint endpoint;

    public VedetteWebEndpoint(Vedette vedette, VedetteEndpoint endpoint) {
        this.vedette = vedette;
        this.endpoint = endpoint;
    }

    /** Does the same as {@link VedetteEndpoint#act}. */
    @WriteOperation
    public WebEndpointResponse<Object> act(
            @Selector String check,
            @Nullable String action,
            @Nullable String time,
            @Nullable String reason,
            @Nullable String by) {
        if (vedette.check(check).isEmpty()) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        try {
            return new WebEndpointResponse<>(endpoint.act(check, action, time, reason, by));
        } catch (InvalidEndpointRequestException e) {
            return refused(e.getReason());
        } catch (IllegalStateException e) { // It cannot be stored now: whoever asks again is heard.
            return new WebEndpointResponse<>(Map.of("error", e.getMessage()), CONFLICT);
        }
    }

    static WebEndpointResponse<Object> refused(String why) {
        return new WebEndpointResponse<>(Map.of("error", why), WebEndpointResponse.STATUS_BAD_REQUEST);
    }
}
