package io.vedette.status.http;

/**
 * Who sends a request, as far as the request shows.
 *
 * @param address the client's IP address, or empty when it is not known
 * @param host the Host header, or empty
 * @param origin the Origin header, which browsers send, or empty
 * @param fetchSite the Sec-Fetch-Site header, which browsers send and no script can set, or empty
 */
public record Sender(String address, String host, String origin, String fetchSite) {

    /** Nobody in particular. */
    public static final Sender UNKNOWN = new Sender("", "", "", "");
}
