package io.vedette.app.demo;

/** What a simulated system answers over HTTP. */
record Reply(int status, String contentType, String body) {

    static Reply json(int status, String body) {
        return new Reply(status, "application/json", body);
    }

    static Reply json(String body) {
        return json(200, body);
    }

    static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body);
    }

    static Reply html(int status, String body) {
        return new Reply(status, "text/html; charset=utf-8", body);
    }
}
