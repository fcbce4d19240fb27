package io.vedette.spring.boot;

import io.vedette.camel.run.EmbeddedFront;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Answers dashboard and API with the threads of the application's server; a stream of events holds none. */
final class VedetteServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final int PERMANENT_REDIRECT = 308;

    private final transient Supplier<EmbeddedFront> front;
    private transient volatile boolean listened;

    VedetteServlet(Supplier<EmbeddedFront> front) {
        this.front = front;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String base = request.getContextPath() + request.getServletPath();
        String below = request.getRequestURI()
                .substring(Math.min(base.length(), request.getRequestURI().length()));
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        if (below.isEmpty()) {
            // The addresses of the dashboard are relative to its page. Without a host, as only the client knows under
            // which it came.
            response.setStatus(PERMANENT_REDIRECT);
            response.setHeader("Location", base + "/" + query);
            return;
        }
        UnaryOperator<String> headers = name -> String.join(",", Collections.list(request.getHeaders(name)));
        EmbeddedFront.Asked asked = new EmbeddedFront.Asked(
                request.getMethod(), below + query, headers, request.getRemoteAddr(), request.getRemoteUser());
        EmbeddedFront.Answer answer = front.get().answer(asked, most -> text(request.getInputStream(), most));
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        answer.headers().forEach(response::setHeader);
        if (answer.stream()) {
            listen(asked, request, response);
        } else if (!request.getMethod().equals("HEAD")) {
            response.setContentLength(answer.bytes().length);
            response.getOutputStream().write(answer.bytes());
        }
    }

    private void listen(EmbeddedFront.Asked asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        listened = true;
        response.setHeader("X-Accel-Buffering", "no"); // nginx would hold the events back.
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        EventClient client = new EventClient(async, response.getOutputStream());
        client.begin(() -> front.get().listen(asked, client));
    }

    /** Ends the streams of events, before the server begins to wait for its clients. */
    void end() {
        if (listened) {
            front.get().stream().endAll();
        }
    }

    private static Optional<String> text(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        return bytes.length > most ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
}
