package io.vedette.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The dashboard behind the security of the application. */
@SpringBootTest(
        classes = ShopApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vedette.http.path=/vedette",
            "vedette.http.open=true",
            "management.endpoints.web.exposure.include=vedette",
            "spring.security.user.name=boss",
            "spring.security.user.password=of-the-shop"
        })
@Import(HostSecurityTest.Security.class)
class HostSecurityTest {

    @TestConfiguration
    static class Security {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/vedette/**", "/actuator/vedette/**"))
                    .build();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private ProducerTemplate template;

    private Calls boss;

    @BeforeEach
    void judge() {
        boss = new Calls(port).as("boss", "of-the-shop");
        template.requestBody("direct:stock", "{\"status\":\"ok\"}");
        template.requestBody("direct:https://shop.example.com/task", "{\"status\":\"ok\"}");
    }

    @Test
    void asksForWhatTheApplicationAsksFor() throws Exception {
        assertThat(new Calls(port).get("/vedette/api/v1/checks").statusCode()).isEqualTo(401);
        assertThat(boss.get("/vedette/api/v1/checks").statusCode()).isEqualTo(200);
        assertThat(boss.with("Accept", "text/html").get("/vedette/").body()).contains("<title>Vedette</title>");
        assertThat(boss.get("/vedette/api/v1/checks/https%3A/shop.example.com/task")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void stillActsForItsOwnPagesAlone() throws Exception {
        String run = "/vedette/api/v1/checks/stock/silence?for=1m";

        assertThat(boss.with("Origin", "https://evil.example.com").post(run, "").statusCode())
                .isEqualTo(403);
        assertThat(boss.with("Origin", "http://localhost:" + port).post(run, "").statusCode())
                .isEqualTo(200);
        assertThat(boss.post("/vedette/api/v1/checks/stock/unsilence", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void notesWhoSignedInThere() throws Exception {
        boss.post("/vedette/api/v1/checks/stock/silence?for=1m&by=ann", "");

        assertThat(boss.get("/vedette/api/v1/acts").body()).contains("\"who\":\"boss (ann)\"");
        assertThat(boss.get("/vedette/api/v1/me").body()).contains("\"name\":\"boss\"");
        boss.post("/vedette/api/v1/checks/stock/unsilence", "");
    }

    @Test
    void letsTheActuatorActToo() throws Exception {
        String run = "{\"action\":\"unsilence\"}";

        assertThat(new Calls(port)
                        .with("Content-Type", "application/json")
                        .post("/actuator/vedette/stock", run)
                        .statusCode())
                .isEqualTo(401);
        assertThat(boss.with("Content-Type", "application/json")
                        .post("/actuator/vedette/stock", run)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void streamsEventsThroughItsFilters() {
        List<String> lines = new CopyOnWriteArrayList<>();

        boss.follow("/vedette/api/v1/events", lines);

        await().untilAsserted(() -> assertThat(lines).contains("retry: 3000").doesNotContain("ended"));
    }
}
