package io.vedette.target;

import io.vedette.probe.TestAuthority;
import io.vedette.probe.TlsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server on loopback that speaks SMTP (RFC 5321) with STARTTLS (RFC 3207) and AUTH PLAIN (RFC 4954), keeps what it took, and
 * misbehaves on demand.
 */
public final class FakeSmtp implements AutoCloseable {

    /** Closes the connection in place of an answer. */
    public static final String CUT = "cut";
    /** Never answers. */
    public static final String HANG = "hang";
    /** What the end of a mail's data is called in {@link #answer}. */
    public static final String END_OF_DATA = ".";

    private final ServerSocket listening;
    private final Optional<SSLContext> tls;
    private final boolean fromTheFirstByte;
    private final Optional<String> login;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** A mail that was taken. */
    public record Mail(List<String> recipients, String data, boolean encrypted) {

        /** Returns a header's value, its lines joined; empty when there is none. */
        public String header(String name) {
            String head = data.substring(0, data.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]+", " ");
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private FakeSmtp(Optional<SSLContext> tls, boolean fromTheFirstByte, Optional<String> login) {
        this.tls = tls;
        this.fromTheFirstByte = fromTheFirstByte;
        this.login = login;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** In clear, without a login. */
    public static FakeSmtp plain() {
        return new FakeSmtp(Optional.empty(), false, Optional.empty());
    }

    /** In clear until the client turns on TLS; then with a login. */
    public static FakeSmtp startTls(TestAuthority identity, String user, String password) {
        return new FakeSmtp(
                Optional.of(TlsServer.context(identity)), false, Optional.of("\0" + user + "\0" + password));
    }

    /** With TLS from the first byte, and a login. */
    public static FakeSmtp secure(TestAuthority identity, String user, String password) {
        return new FakeSmtp(Optional.of(TlsServer.context(identity)), true, Optional.of("\0" + user + "\0" + password));
    }

    /** Answers a command that begins so with this, from now on; an empty answer is the usual one again. */
    public FakeSmtp answer(String command, String reply) {
        if (reply.isEmpty()) {
            answers.remove(command);
        } else {
            answers.put(command, reply);
        }
        return this;
    }

    /** Returns {@code smtp://127.0.0.1:PORT}. */
    public String address() {
        return (fromTheFirstByte ? "smtps://127.0.0.1:" : "smtp://127.0.0.1:") + listening.getLocalPort();
    }

    public int port() {
        return listening.getLocalPort();
    }

    public List<Mail> mails() {
        return mails;
    }

    public List<String> commands() {
        return commands;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket client : open) {
            client.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                daemon(() -> serve(client));
            } catch (IOException e) {
                continue; // The test is over, as the loop's condition tells, or the client was gone.
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket client = fromTheFirstByte ? encrypted(accepted) : accepted) {
            new Conversation(client, fromTheFirstByte).go();
        } catch (IOException e) {
            // The client has seen enough; what it makes of that is what tests look at.
            commands.add("gone: " + e.getMessage());
        }
    }

    private SSLSocket encrypted(Socket client) throws IOException {
        SSLSocket socket = (SSLSocket)
                tls.orElseThrow().getSocketFactory().createSocket(client, "127.0.0.1", client.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "fake-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. */
    private final class Conversation {

        private final boolean encrypted;
        private final Socket client;
        private final BufferedReader in;
        private final OutputStream out;
        private final List<String> recipients = new ArrayList<>();

        Conversation(Socket client, boolean encrypted) throws IOException {
            this.client = client;
            this.encrypted = encrypted;
            this.in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            this.out = client.getOutputStream();
        }

        void go() throws IOException {
            if (!say("", "220 fake ESMTP")) {
                return;
            }
            converse();
        }

        private void converse() throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                String verb = line.toUpperCase(java.util.Locale.ROOT);
                if (verb.equals("STARTTLS") && tls.isPresent()) {
                    say(line, "220 go ahead");
                    new Conversation(encrypted(client), true).converse();
                    return;
                }
                if (!say(line, reply(line, verb)) || verb.equals("QUIT")) {
                    return;
                }
                if (verb.equals("DATA") && !answers.containsKey("DATA") && !takeMail()) {
                    return;
                }
            }
        }

        private boolean takeMail() throws IOException {
            StringBuilder data = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(END_OF_DATA)) {
                    if (answered(END_OF_DATA).isEmpty()) {
                        mails.add(new Mail(List.copyOf(recipients), data.toString(), encrypted));
                    }
                    recipients.clear();
                    return say(END_OF_DATA, "250 2.0.0 queued");
                }
                data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            return false;
        }

        private String reply(String line, String verb) {
            if (verb.startsWith("EHLO")) {
                String more = tls.isPresent() && !encrypted ? "250-STARTTLS\r\n" : "";
                return "250-fake\r\n" + more + (login.isPresent() ? "250-AUTH PLAIN\r\n" : "") + "250 8BITMIME";
            }
            if (verb.startsWith("AUTH PLAIN ")) {
                String given = new String(Base64.getDecoder().decode(line.substring(11)), StandardCharsets.UTF_8);
                return login.filter(known -> given.endsWith(known)).isPresent()
                        ? "235 2.7.0 welcome"
                        : "535 5.7.8 bad credentials";
            }
            if (verb.startsWith("RCPT TO:") && answered(line).isEmpty()) {
                recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
            }
            if (verb.equals("RSET") || verb.startsWith("MAIL FROM:")) {
                recipients.clear();
            }
            return verb.equals("DATA") ? "354 go on" : verb.equals("QUIT") ? "221 bye" : "250 2.0.0 ok";
        }

        private Optional<String> answered(String command) {
            return answers.entrySet().stream()
                    .filter(one -> one.getKey().isEmpty() ? command.isEmpty() : command.startsWith(one.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        /** Returns whether the connection goes on. */
        private boolean say(String command, String usual) throws IOException {
            String reply = answered(command).orElse(usual);
            if (reply.equals(CUT)) {
                client.close();
                return false;
            }
            if (reply.equals(HANG)) {
                while (in.read() >= 0) {} // Until the client gives up.
                return false;
            }
            out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        }
    }
}
