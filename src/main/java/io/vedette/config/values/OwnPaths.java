package io.vedette.config.values;

/**
 * Those paths of the status server that more has to know than its table, {@code status.Routes}: a job is told where to call, the
 * sample check asks the sample task, what answers first lives, and errors of the API have a form of their own.
 */
public final class OwnPaths {

    /** The API. */
    public static final String API = "/api/v1";

    /** Whether the process lives. */
    public static final String LIVE = "/health/live";
    /** The parameter by which {@link #LIVE} is asked whether the start is over. */
    public static final String STARTED = "started";

    /** Where a watched job calls, with the name of its check behind it. */
    public static final String HEARTBEAT = "/heartbeat/";

    /** The sample task. */
    public static final String SAMPLE_TASK = "/sample/task";

    /** Where those who were told of a problem acknowledge it, with the name of the check behind it: messages link there. */
    public static final String ACKNOWLEDGE = "/acknowledge/";

    /** The page for outsiders, which its feed names. */
    public static final String STATUS = "/status";

    /** Where people sign in. */
    public static final String LOGIN = "/login";

    /** Where a provider of OpenID Connect sends them back to. */
    public static final String SIGNED_IN = "/oidc-callback";

    private OwnPaths() {}
}
