package io.vedette.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on the loopback interface, UDP and TCP on one port, that answers as its script says. */
public final class DnsAnswerer implements AutoCloseable {

    /** What to answer; empty to stay silent. */
    public interface Script {
        Optional<byte[]> answer(Message query, boolean overTcp) throws IOException;
    }

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Script script;
    private final List<Message> asked = new CopyOnWriteArrayList<>();

    private DnsAnswerer(DatagramSocket udp, ServerSocket tcp, Script script) {
        this.udp = udp;
        this.tcp = tcp;
        this.script = script;
    }

    public static DnsAnswerer start(Script script) throws IOException {
        return start(InetAddress.getLoopbackAddress(), script);
    }

    public static DnsAnswerer start(InetAddress at, Script script) throws IOException {
        for (int i = 0; ; i++) {
            ServerSocket tcp = new ServerSocket(0, 50, at);
            try {
                DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), at);
                DnsAnswerer answerer = new DnsAnswerer(udp, tcp, script);
                run("dns-udp", answerer::serveUdp);
                run("dns-tcp", answerer::serveTcp);
                return answerer;
            } catch (BindException e) {
                tcp.close();
                if (i == 20) {
                    throw e;
                }
            }
        }
    }

    /** A server that answers with these records, written as in a zone file: {@code a.example. 60 IN A 192.0.2.1}. */
    public static DnsAnswerer with(int rcode, String... records) throws IOException {
        return start(
                (query, overTcp) -> Optional.of(response(query, rcode, records).toWire()));
    }

    /** A response to the query: recursion is available, and the records are those given. */
    public static Message response(Message query, int rcode, String... records) throws IOException {
        Message response = new Message(query.getHeader().getID());
        Header header = response.getHeader();
        header.setFlag(Flags.QR);
        header.setFlag(Flags.RA);
        header.setRcode(rcode);
        response.addRecord(query.getQuestion(), Section.QUESTION);
        for (String record : records) {
            response.addRecord(parse(record), Section.ANSWER);
        }
        return response;
    }

    public static Record parse(String line) throws IOException {
        String[] parts = line.split(" ", 5);
        return Record.fromString(
                Name.fromString(parts[0]),
                Type.value(parts[3]),
                DClass.IN,
                Long.parseLong(parts[1]),
                parts[4],
                Name.root);
    }

    public HostAndPort address() {
        return new HostAndPort("127.0.0.1", udp.getLocalPort());
    }

    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort());
    }

    /** All questions so far. */
    public List<Message> asked() {
        return asked;
    }

    private void serveUdp() throws IOException {
        byte[] buffer = new byte[4096];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udp.receive(packet);
            byte[] received = Arrays.copyOf(packet.getData(), packet.getLength());
            Optional<byte[]> answer = answer(received, false);
            if (answer.isPresent()) {
                udp.send(new DatagramPacket(answer.get(), answer.get().length, packet.getSocketAddress()));
            }
        }
    }

    private void serveTcp() throws IOException {
        while (true) {
            try (Socket client = tcp.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                byte[] received = in.readNBytes(in.readUnsignedShort());
                Optional<byte[]> answer = answer(received, true);
                if (answer.isPresent()) {
                    DataOutputStream out = new DataOutputStream(client.getOutputStream());
                    out.writeShort(answer.get().length);
                    out.write(answer.get());
                    out.flush();
                    client.shutdownOutput();
                    in.read();
                }
            }
        }
    }

    private Optional<byte[]> answer(byte[] received, boolean overTcp) throws IOException {
        Message query = new Message(received);
        asked.add(query);
        return script.answer(query, overTcp);
    }

    private interface Service {
        void run() throws IOException;
    }

    private static void run(String name, Service service) {
        Thread thread = new Thread(
                () -> {
                    try {
                        service.run();
                    } catch (IOException e) {
                        // The sockets are closed: the test is over.
                        return;
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }

    /** A server that refuses to recurse, as the authoritative ones do for names of others. */
    public static byte[] refused(Message query) throws IOException {
        Message response = response(query, Rcode.REFUSED);
        response.getHeader().unsetFlag(Flags.RA);
        return response.toWire();
    }
}
