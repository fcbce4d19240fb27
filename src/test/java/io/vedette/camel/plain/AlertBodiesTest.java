package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.alert.Alerts;
import io.vedette.alert.Digest;
import io.vedette.camel.AlertsConsumer;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverter;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a route from {@code vedette:alerts} hands to other components: text, never nothing. */
class AlertBodiesTest {

    private static final Digest DIGEST = Digest.of(List.of(Alerts.error("billing")));
    private static final BrokerService BROKER = new BrokerService();

    private final Monitored app = new Monitored();

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBroker() throws Exception {
        BROKER.setBrokerName("alert-bodies");
        BROKER.setPersistent(false);
        BROKER.setUseJmx(false);
        BROKER.start();
        BROKER.waitUntilStarted();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        BROKER.stop();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void areTextInAQueue() throws Exception {
        assertThat(received("text", builder -> from(builder).to("jms:queue:text")))
                .isEqualTo(DIGEST.text());
    }

    @Test
    void areTextInAQueueThatADynamicAddressNames() throws Exception {
        assertThat(received(
                        "dynamic",
                        builder -> from(builder)
                                .setVariable("queue", builder.constant("dynamic"))
                                .toD("jms:queue:${variable.queue}")))
                .isEqualTo(DIGEST.text());
    }

    @Test
    void areTextInAQueueOfARecipientList() throws Exception {
        assertThat(received("list", builder -> from(builder).recipientList(builder.constant("jms:queue:list"))))
                .isEqualTo(DIGEST.text());
    }

    @Test
    void areTextInAQueueToWhichAnotherRouteLeads() throws Exception {
        assertThat(received("far", builder -> {
                    builder.from("direct:far").to("jms:queue:far");
                    from(builder).to("direct:far");
                }))
                .isEqualTo(DIGEST.text());
    }

    @Test
    void areTextInAQueueWhereTheRouteTookTheHeadersAway() throws Exception {
        assertThat(received("bare", builder -> from(builder).removeHeaders("*").to("jms:queue:bare")))
                .isEqualTo(DIGEST.text());
    }

    @Test
    void areWhatTheRouteMakesOfThem() throws Exception {
        assertThat(received(
                        "json",
                        builder -> from(builder)
                                .setBody(builder.simple("${body.json}"))
                                .to("jms:queue:json")))
                .isEqualTo(DIGEST.json());
    }

    @Test
    void areTextInAFile() throws Exception {
        app.routes(builder -> from(builder).to("file:" + folder + "?fileName=alerts.txt"));
        app.start();

        assertThat(tell()).isEmpty();

        assertThat(folder.resolve("alerts.txt")).hasContent(DIGEST.text());
    }

    @Test
    void areTextInATopic() throws Exception {
        MockProducer<Object, Object> producer = new MockProducer<>(
                true, new RoundRobinPartitioner(), cast(new StringSerializer()), cast(new StringSerializer()));
        KafkaComponent kafka = new KafkaComponent();
        kafka.setKafkaClientFactory(new DefaultKafkaClientFactory() {
            @Override
            public Producer<Object, Object> getProducer(java.util.Properties properties) {
                return producer;
            }

            @Override
            public String getBrokers(KafkaConfiguration configuration) {
                return "localhost:1";
            }
        });
        app.context().addComponent("kafka", kafka);
        app.routes(builder -> from(builder).to("kafka:alerts"));
        app.start();

        assertThat(tell()).isEmpty();

        assertThat(producer.history())
                .singleElement()
                .satisfies(sent -> assertThat(sent.value()).isEqualTo(DIGEST.text()));
    }

    @SuppressWarnings("unchecked")
    private static org.apache.kafka.common.serialization.Serializer<Object> cast(StringSerializer serializer) {
        return (org.apache.kafka.common.serialization.Serializer<Object>)
                (org.apache.kafka.common.serialization.Serializer<?>) serializer;
    }

    @Test
    void areTheDigestItselfWithinTheApplication() throws Exception {
        app.context().addComponent("jms", jms());
        app.routes(builder -> {
            builder.from("direct:near").to("mock:near");
            builder.from("seda:later").to("mock:later");
            from(builder)
                    .to("jms:queue:before")
                    .to("direct:near")
                    .to("seda:later?waitForTaskToComplete=Always")
                    .to("bean:" + Reader.class.getName())
                    .to("log:told")
                    .setHeader("subject", builder.simple("${body.subject}"))
                    .to("mock:end");
        });
        app.start();

        assertThat(tell()).isEmpty();

        for (String mock : List.of("mock:near", "mock:later", "mock:end")) {
            Exchange exchange = app.context()
                    .getEndpoint(mock, MockEndpoint.class)
                    .getExchanges()
                    .get(0);
            // In the words of the target, which are in each alert too.
            assertThat(exchange.getMessage().getBody())
                    .as(mock)
                    .isInstanceOfSatisfying(
                            Digest.class, digest -> assertThat(digest.json()).isEqualTo(DIGEST.json()));
        }
        assertThat(app.context()
                        .getEndpoint("mock:end", MockEndpoint.class)
                        .getExchanges()
                        .get(0)
                        .getMessage()
                        .getHeader("subject"))
                .isEqualTo(DIGEST.subject());
    }

    /** A bean that takes a digest. */
    public static final class Reader {
        public void read(Digest digest) {
            assertThat(digest.json()).isEqualTo(DIGEST.json());
        }
    }

    @Test
    void becomeWhatAStepAsksFor() throws Exception {
        app.telling().start();
        TypeConverter converter = app.context().getTypeConverter();

        assertThat(converter.mandatoryConvertTo(String.class, DIGEST)).isEqualTo(DIGEST.text());
        assertThat(converter.mandatoryConvertTo(byte[].class, DIGEST))
                .isEqualTo(DIGEST.text().getBytes(StandardCharsets.UTF_8));
        try (InputStream stream = converter.mandatoryConvertTo(InputStream.class, DIGEST)) {
            assertThat(stream.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(DIGEST.text());
        }
        assertThat(converter
                        .mandatoryConvertTo(JsonNode.class, DIGEST)
                        .at("/alerts/0/check")
                        .asText())
                .isEqualTo("billing");
        assertThat(converter.mandatoryConvertTo(Map.class, DIGEST)).containsOnlyKeys("alerts");
    }

    private static org.apache.camel.model.RouteDefinition from(RouteBuilder builder) {
        return builder.from("vedette:alerts?target=team").routeId("tell-team");
    }

    private String received(String queue, Monitored.Routes routes) throws Exception {
        app.context().addComponent("jms", jms());
        app.routes(routes).start();
        assertThat(tell()).isEmpty();
        try (Connection connection = factory().createConnection();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            Message message = consumer.receive(20_000);
            assertThat(message).isInstanceOf(TextMessage.class);
            return ((TextMessage) message).getText();
        }
    }

    private Optional<Exception> tell() {
        return ((AlertsConsumer) app.context().getRoute("tell-team").getConsumer()).handOver(DIGEST);
    }

    private static JmsComponent jms() {
        return JmsComponent.jmsComponentAutoAcknowledge(factory());
    }

    private static ActiveMQConnectionFactory factory() {
        return new ActiveMQConnectionFactory("vm://alert-bodies?create=false");
    }
}
