package io.vedette.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The dashboard behind the security of the application. */
@SpringBootTest(
        classes = ShopApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vedette.http.path=/vedette",
            "vedette.http.open=true",
            "spring.security.user.name=boss",
            "spring.security.user.password=of-the-shop"
        })
class HostSecurityTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ProducerTemplate template;

    @Test
    void asksForWhatTheApplicationAsksFor() throws Exception {
        template.requestBody("direct:stock", "{\"status\":\"ok\"}");
        template.requestBody("direct:https://shop.example.com/task", "{\"status\":\"ok\"}");
        Calls boss = new Calls(port).as("boss", "of-the-shop");

        assertThat(new Calls(port).get("/vedette/api/v1/checks").statusCode()).isEqualTo(401);
        assertThat(boss.get("/vedette/api/v1/checks").statusCode()).isEqualTo(200);
        assertThat(boss.with("Accept", "text/html").get("/vedette/").body()).contains("<title>Vedette</title>");
        assertThat(boss.get("/vedette/api/v1/checks/https%3A/shop.example.com/task").statusCode())
                .isEqualTo(200);
    }
}
