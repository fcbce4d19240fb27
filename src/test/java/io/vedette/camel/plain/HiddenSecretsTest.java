package io.vedette.camel.plain;

import static io.vedette.Checks.checks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.CheckTransition;
import io.vedette.Vedette;
import io.vedette.config.values.MaskedUrl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets that an application brings with it stand in nothing that is shown. */
class HiddenSecretsTest {

    private static final String KEY = "98f2c1k33jq0";
    private static final String BEARER = "eyJhbGciOi42.s3cr3t";
    private static final String PASSWORD = "hunter2correct";

    private final Monitored app = new Monitored().with("my.key", KEY);

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void hideWhateverTheyCameThrough() throws Exception {
        List<CheckTransition> changes = new CopyOnWriteArrayList<>();
        Vedette vedette = Vedette.of(app.context());
        vedette.onTransition(changes::add);
        app.telling()
                .routes(builder -> builder.from("direct:stock")
                        .routeId("stock")
                        .process(exchange -> {
                            throw new IllegalStateException(
                                    "refused: Authorization: Bearer " + BEARER + ", connection password=" + PASSWORD
                                            + " to https://u:" + PASSWORD + "@127.0.0.1:1/x?t=" + KEY);
                        })
                        .to("vedette:observe"));
        app.context()
                .addRoutes(checks().http("shop")
                        .url("http://127.0.0.1:1/?t={{my.key}}")
                        .every(Duration.ofMillis(200)));
        app.start();
        app.send("direct:stock", "");
        await().until(() -> changes.size() == 2 && !app.told().isEmpty());

        String shown = vedette.checks()
                + changes.toString()
                + app.told().stream().map(Object::toString).toList()
                + app.told().stream()
                        .map(digest -> digest.text() + digest.json())
                        .toList();

        assertThat(shown).contains("refused: Authorization: Bearer ***", "password=***", "/?t=***");
        assertThat(shown).doesNotContain(KEY, BEARER, PASSWORD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer abcdef12 was refused|Authorization: Bearer *** was refused",
                "Authorization: abcdef was refused|Authorization: *** was refused",
                "sent Basic dXNlcjpwYXNz9 there|sent Basic *** there",
                "needs basic authentication.|needs basic authentication.",
                "login failed (user=app, password=swordfish)|login failed (user=app, password=***)",
                "token={{slack.token}} is wrong|token={{slack.token}} is wrong",
                "passwords differ: a=b|passwords differ: a=b",
                "vedette.slack.token: needs vedette.slack.channel too|vedette.slack.token: needs vedette.slack.channel too",
            })
    void whatATextItselfCallsASecretIsHidden(String text, String shown) {
        assertThat(MaskedUrl.of(text)).isEqualTo(shown);
    }
}
