package io.vedette.target;

/** Any service that takes a POST: answers 200 without a body. */
public final class FakeWebhook extends FakeTarget {

    @Override
    protected Response answer(Request request) {
        return Response.of(request.method().equals("POST") ? 200 : 405, "text/plain", "");
    }
}
