package io.vedette.app.pryv;

import java.util.Optional;

/**
 * The account and the access to create or use.
 *
 * @param username of the account that only health checks use
 * @param email of a new account
 * @param appId the application that calls name themselves after
 * @param hosting where a new account is made; needed only where there are several
 * @param invitation the invitation token of a new account, on platforms that ask for one
 * @param accessName the name of the access
 * @param level what the access may do with all streams: {@code read} is enough to get events
 */
public record SetupRequest(
        String username,
        String email,
        String appId,
        Optional<String> hosting,
        Optional<String> invitation,
        String accessName,
        String level) {

    public static final String USERNAME = "healthmetrics01";
    public static final String APP_ID = "pryv-metrics";
    public static final String ACCESS_NAME = "metricsAccess";
}
