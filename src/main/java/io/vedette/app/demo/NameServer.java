package io.vedette.app.demo;

import io.vedette.check.CheckYaml;
import io.vedette.process.DaemonThreads;
import io.vedette.process.Loggers;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * A DNS server that knows two names: a shop, and an account of a Pryv.io platform, which leads to a core by a CNAME and,
 * when the platform's database is out of reach, has no records and no error either.
 */
final class NameServer implements AutoCloseable {

    private static final Logger LOG = Loggers.DEMO;

    private static final int TTL = 60;
    private static final String ADDRESS = "192.0.2.10";
    private static final Name SHOP = Name.fromConstantString("www.shop.example.");
    private static final Name ACCOUNT = Name.fromConstantString("healthmetrics01.pryv.example.");
    private static final Name CORE = Name.fromConstantString("co1.pryv.example.");

    private final DatagramSocket socket;
    private final Clock clock;
    private final Moods shop;
    private final Moods account;

    NameServer(Clock clock, long seed) throws IOException {
        this.clock = clock;
        this.shop = Moods.of(seed, "shop-name", 2);
        this.account = Moods.of(seed, "pryv-dns", 1);
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        DaemonThreads.start("vedette-demo-dns", this::serve);
    }

    List<CheckYaml> checks() {
        String resolver = "127.0.0.1:" + socket.getLocalPort();
        Map<String, String> shopName = new LinkedHashMap<>();
        shopName.put("host", "www.shop.example");
        shopName.put("resolver", resolver);
        shopName.put("expected", ADDRESS);
        shopName.put("group", "network");
        Map<String, String> accountName = new LinkedHashMap<>();
        accountName.put("domain", "pryv.example");
        accountName.put("resolver", resolver);
        accountName.put("group", "pryv");
        return List.of(new CheckYaml("shop-name", "dns", shopName), new CheckYaml("pryv-dns", "pryv-dns", accountName));
    }

    Message answer(Message query, Instant now) throws IOException {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        Record question = query.getQuestion();
        if (question == null) {
            answer.getHeader().setRcode(Rcode.FORMERR);
            return answer;
        }
        answer.addRecord(question, Section.QUESTION);
        if (question.getName().equals(SHOP)) {
            shop(answer, shop.at(now));
        } else if (question.getName().equals(ACCOUNT)) {
            if (account.isWell(now)) {
                answer.addRecord(new CNAMERecord(ACCOUNT, DClass.IN, TTL, CORE), Section.ANSWER);
                answer.addRecord(address(CORE, ADDRESS), Section.ANSWER);
            }
        } else {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return answer;
    }

    private static void shop(Message answer, int mood) throws IOException {
        switch (mood) {
            case 1 -> answer.getHeader().setRcode(Rcode.SERVFAIL);
            case 2 -> answer.addRecord(address(SHOP, "192.0.2.99"), Section.ANSWER);
            default -> answer.addRecord(address(SHOP, ADDRESS), Section.ANSWER);
        }
    }

    private static ARecord address(Name name, String address) throws IOException {
        return new ARecord(name, DClass.IN, TTL, InetAddress.getByName(address));
    }

    private void serve() {
        byte[] buffer = new byte[4_096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                byte[] answer = answer(query, clock.instant()).toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException | RuntimeException e) {
                if (!socket.isClosed()) {
                    LOG.warn("demo: a DNS question got no answer: {}", e.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
