package io.vedette.status.http;

/**
 * Who sends a request, as far as the request shows.
 *
 * @param address the client's IP address, or empty when it is not known
 * @param host the Host header, or empty
 * @param origin the Origin header, which browsers send, or empty
 * @param fetchSite the Sec-Fetch-Site header, which browsers send and no script can set, or empty
 * @param cookies the Cookie header, or empty
 * @param person who signed in at a proxy that is trusted or at the application around this, as {@code operator ann} or {@code viewer ann}; or empty
 */
public record Sender(String address, String host, String origin, String fetchSite, String cookies, String person) {

    /** Nobody in particular. */
    public static final Sender UNKNOWN = new Sender("", "", "", "");

    /** Makes one without cookies, whom no proxy vouches for. */
    public Sender(String address, String host, String origin, String fetchSite) {
        this(address, host, origin, fetchSite, "", "");
    }
}
