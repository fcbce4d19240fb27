package io.vedette.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A forward proxy on the loopback interface: tunnels by CONNECT, and requests with an absolute address (RFC 9110, 9.3.6; RFC 9112,
 * 3.2.2). It knows every name, and finds all of them on this machine.
 */
public final class ForwardProxy implements AutoCloseable {

    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

    private final RawServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile Optional<String> credentials = Optional.empty();
    private volatile boolean digest;
    private volatile String challenge = "Basic realm=\"proxy\"";

    public ForwardProxy() throws IOException {
        server = new RawServer(this::serve);
    }

    /** Asks for a user and a password from now on, {@code user:password}. */
    public ForwardProxy demanding(String both) {
        credentials = Optional.of(both);
        return this;
    }

    /** Asks for them by a digest (RFC 7616, with MD5 and qop=auth), and takes them in no other way. */
    public ForwardProxy demandingDigest(String both) {
        digest = true;
        return demanding(both).challenging("Digest realm=\"proxy\", qop=\"auth\", nonce=\"n0nce\"");
    }

    /** Asks for them in another way than it accepts. */
    public ForwardProxy challenging(String other) {
        challenge = other;
        return this;
    }

    public int port() {
        return server.port();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** {@code http://user:password@127.0.0.1:PORT}. */
    public String url(String both) {
        return "http://" + both + "@127.0.0.1:" + server.port();
    }

    /** The first lines of the requests, in order. */
    public List<String> asked() {
        return asked;
    }

    /** All that came to it unencrypted. */
    public List<String> heads() {
        return heads;
    }

    private void serve(Socket client) throws IOException {
        while (true) {
            List<String> head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            asked.add(head.get(0));
            heads.addAll(head);
            if (credentials.isPresent() && !isAuthorized(head, credentials.get())) {
                client.getInputStream().readNBytes(length(head));
                say(
                        client,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: " + challenge
                                + "\r\nContent-Length: 3\r\n\r\nno\n");
                continue;
            }
            String[] line = head.get(0).split(" ");
            if (line[0].equals("CONNECT")) {
                tunnel(client, port(line[1]));
            } else {
                forward(client, line, head);
            }
            return;
        }
    }

    private boolean isAuthorized(List<String> head, String both) {
        return digest
                ? head.stream()
                        .anyMatch(line -> isDigest(line, both, head.get(0).split(" ")[0]))
                : head.stream().anyMatch(authorization(both)::equalsIgnoreCase);
    }

    private static boolean isDigest(String line, String both, String method) {
        if (!line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization: digest ")) {
            return false;
        }
        Map<String, String> given = new TreeMap<>();
        Matcher parameter = PARAMETER.matcher(line);
        while (parameter.find()) {
            given.put(parameter.group(1), parameter.group(2) == null ? parameter.group(3) : parameter.group(2));
        }
        int colon = both.indexOf(':');
        String user = md5(both.substring(0, colon) + ":proxy:" + both.substring(colon + 1));
        String asked = md5(method + ":" + given.get("uri"));
        return md5(String.join(":", user, "n0nce", given.get("nc"), given.get("cnonce"), "auth", asked))
                .equals(given.get("response"));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String authorization(String both) {
        return "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static int port(String authority) {
        return Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
    }

    private void tunnel(Socket client, int port) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            Thread back = new Thread(() -> copy(target, client), "proxy-back");
            back.setDaemon(true);
            back.start();
            copy(client, target);
        } catch (IOException e) {
            say(client, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        }
    }

    private void forward(Socket client, String[] line, List<String> head) throws IOException {
        String rest = line[1].substring("http://".length());
        String authority = rest.substring(0, rest.indexOf('/'));
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port(authority))) {
            StringBuilder request = new StringBuilder(
                    line[0] + " " + rest.substring(rest.indexOf('/')) + " HTTP/1.1\r\nConnection: close\r\n");
            head.stream()
                    .skip(1)
                    .filter(header -> !header.toLowerCase(Locale.ROOT).matches("(proxy-|connection:).*"))
                    .forEach(header -> request.append(header).append("\r\n"));
            say(target, request + "\r\n");
            target.getOutputStream().write(client.getInputStream().readNBytes(length(head)));
            target.getOutputStream().flush();
            copy(target, client);
        }
    }

    private static int length(List<String> head) {
        return head.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(header -> Integer.parseInt(header.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two is gone, and so is what they said.
            Thread.yield();
        }
    }

    private static void say(Socket to, String text) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Byte by byte: what follows belongs to the tunnel. */
    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read >= 0; read = in.read()) {
            if (read == '\n') {
                String whole = line.toString().strip();
                if (whole.isEmpty()) {
                    return lines;
                }
                lines.add(whole);
                line.setLength(0);
            } else {
                line.append((char) read);
            }
        }
        return List.of();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
