package io.vedette.app.demo;

/**
 * What a simulated system is asked over HTTP.
 *
 * @param authorization the header of that name, or empty text
 */
record Ask(String method, String body, String authorization) {

    static final Ask GET = new Ask("GET", "", "");
}
