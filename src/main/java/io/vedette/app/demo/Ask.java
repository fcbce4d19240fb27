package io.vedette.app.demo;

/**
 * A request to a simulated system.
 *
 * @param authorization the header of that name, or empty text
 */
record Ask(String method, String body, String authorization) {

    static final Ask GET = new Ask("GET", "", "");
}
