package io.vedette;

import static io.vedette.Checks.checks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.alert.Alert;
import io.vedette.alert.Digest;
import io.vedette.camel.VedetteService;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Vedette as an application uses it from Java. */
class VedetteTest {

    private static final Duration OFTEN = Duration.ofMillis(100);

    private final CamelContext context = new DefaultCamelContext();
    private final List<Digest> told = new CopyOnWriteArrayList<>();
    private volatile String page = "Welcome";
    private LocalServer shop;

    VedetteTest() {
        context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
    }

    @BeforeEach
    void open() throws Exception {
        shop = new LocalServer(asked -> LocalServer.Answered.of(200, page));
    }

    @AfterEach
    void stop() {
        context.stop();
        shop.close();
    }

    @Test
    void watchesWhatWasAddedBeforeTheStart() throws Exception {
        context.addRoutes(shop("shop").notify("ops"));
        context.addRoutes(telling("ops"));
        Vedette vedette = Vedette.of(context);
        assertThat(vedette.checks()).isEmpty();
        context.start();

        awaitHealth(vedette, "shop", Health.OK);
        page = "sold out";
        await().until(() -> told.size() == 1);
        assertThat(told.get(0).alerts())
                .singleElement()
                .extracting(Alert::check)
                .isEqualTo("shop");
        assertThat(vedette.check("shop").orElseThrow()).satisfies(check -> {
            assertThat(check.status()).isEqualTo(Health.ERROR);
            assertThat(check.reason()).isEqualTo("condition");
            assertThat(check.message()).contains("Welcome");
            assertThat(check.url()).isEqualTo(shop.url("/"));
            assertThat(check.consecutiveFailures()).isPositive();
        });
        await().untilAsserted(() -> assertThat(vedette.targets())
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.name()).isEqualTo("ops");
                    assertThat(target.delivered()).isEqualTo(1);
                    assertThat(target.waiting()).isZero();
                }));
    }

    @Test
    void watchesWhatIsAddedWhileItRunsAndNoMoreWhatIsRemoved() throws Exception {
        context.start();
        Vedette vedette = Vedette.of(context);

        vedette.add(shop("first"));
        vedette.add(shop("second"));
        awaitHealth(vedette, "first", Health.OK);
        awaitHealth(vedette, "second", Health.OK);
        vedette.remove("first");

        assertThat(vedette.checks()).extracting(CheckStatus::name).containsExactly("second");
        assertThat(context.getRoute("first")).isNull();
        vedette.add(shop("first"));
        awaitHealth(vedette, "first", Health.OK);
    }

    @Test
    void takesAwayAgainWhatHasNotStartedYet() throws Exception {
        Vedette vedette = Vedette.of(context);
        vedette.add(shop("shop"));
        vedette.remove("shop");
        context.start();

        assertThat(vedette.checks()).isEmpty();
    }

    @Test
    void bringsNoTemplateUnderItsOwnName() throws Exception {
        context.addRoutes(shop("shop"));
        context.start();

        assertThat(((org.apache.camel.model.ModelCamelContext) context).getRouteTemplateDefinitions())
                .isEmpty();
        assertThat(Vedette.of(context)).isSameAs(Vedette.of(context));
    }

    @Test
    void makesAChecksRouteFromATemplateOfTheApplication() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("page")
                        .templateParameter("url")
                        .from("vedette:schedule")
                        .to("vedette:probe?type=http")
                        .to("vedette:observe?rule=http");
            }
        });
        context.addRoutes(checks().template("page", "shop")
                .parameter("url", shop.url("/"))
                .every(OFTEN));
        context.start();

        awaitHealth(Vedette.of(context), "shop", Health.OK);
        assertThatThrownBy(() -> context.addRoutes(checks().template("pgae", "other")))
                .hasMessageContaining("check other: the context has no route template \"pgae\"");
    }

    @Test
    void tellsEveryMistakeOfAllChecksAtTheStart() throws Exception {
        context.addRoutes(checks().http("one")
                .expectedStatus("nine")
                .and()
                .tls("two")
                .parameter("wranDays", "3")
                .host("localhost"));

        assertThatThrownBy(context::start)
                .hasStackTraceContaining("check one")
                .hasStackTraceContaining("url: is missing")
                .hasStackTraceContaining("nine")
                .hasStackTraceContaining("check two")
                .hasStackTraceContaining("did you mean \"warnDays\"");
    }

    @Test
    void leavesNothingOfAMistakeInARunningContext() throws Exception {
        context.start();
        Vedette vedette = Vedette.of(context);

        assertThatThrownBy(() -> vedette.add(shop("good").and().http("bad").every(Duration.ZERO)))
                .hasStackTraceContaining("check bad")
                .hasStackTraceContaining("url: is missing")
                .hasStackTraceContaining("interval");
        assertThat(vedette.checks()).isEmpty();
        assertThat(context.getRoutes()).isEmpty();

        vedette.add(shop("good"));
        awaitHealth(vedette, "good", Health.OK);
    }

    @Test
    void takesNoNameTwice() throws Exception {
        context.addRoutes(shop("shop"));

        assertThatThrownBy(() -> context.addRoutes(shop("shop")
                        .and()
                        .http("twice")
                        .and()
                        .http("twice")
                        .and()
                        .http(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("check shop: a route of that name is there already")
                .hasMessageContaining("check twice: is described twice")
                .hasMessageContaining("has no name");
    }

    @Test
    void tellsChangesInOrderAndGoesOnWhenAListenerThrows() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        Vedette vedette = Vedette.of(context);
        vedette.onTransition(change -> {
            throw new IllegalStateException("no");
        });
        Runnable end =
                vedette.onTransition(change -> heard.add(change.from() + " " + change.to() + " " + change.reason()));
        context.addRoutes(shop("shop"));
        context.start();

        await().until(() -> heard.contains("PENDING OK "));
        page = "sold out";
        await().until(() -> heard.contains("OK ERROR condition"));
        vedette.pause("shop");
        await().until(() -> heard.contains("ERROR PAUSED "));
        vedette.resume("shop");
        await().until(() -> heard.size() == 4);

        assertThat(heard)
                .containsExactly("PENDING OK ", "OK ERROR condition", "ERROR PAUSED ", "PAUSED ERROR condition");
        assertThat(vedette.listenerFailures()).isEqualTo(4);
        end.run();
        page = "Welcome";
        awaitHealth(vedette, "shop", Health.OK);
        await().until(() -> vedette.listenerFailures() == 5);
        assertThat(heard).hasSize(4);
    }

    @Test
    void tellsTheOthersWhateverAListenerThrows() throws Exception {
        List<Health> heard = new CopyOnWriteArrayList<>();
        Vedette vedette = Vedette.of(context);
        vedette.onTransition(change -> {
            throw new OutOfMemoryError("as if");
        });
        vedette.onTransition(change -> {
            throw new AssertionError("no");
        });
        vedette.onTransition(change -> heard.add(change.to()));
        context.addRoutes(shop("shop"));
        context.start();

        await().until(() -> heard.contains(Health.OK));
        assertThat(vedette.listenerFailures()).isEqualTo(2);
    }

    @Test
    void namesTheOptionThatWasMeant() {
        assertThatThrownBy(() -> {
                    context.addRoutes(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:a").routeId("a").to("vedette:observe?rul=task");
                        }
                    });
                    context.start();
                })
                .hasStackTraceContaining("rul: is not a parameter of this template, did you mean \"rule\"?");
    }

    @Test
    void tellsAnAlertOnceHoweverManyTargetsThereAre() throws Exception {
        List<AlertKind> heard = new CopyOnWriteArrayList<>();
        Vedette vedette = Vedette.of(context);
        vedette.onAlert(alert -> heard.add(alert.kind()));
        context.addRoutes(telling("ops"));
        context.addRoutes(telling("team"));
        context.addRoutes(shop("shop"));
        page = "sold out";
        context.start();

        await().until(() -> told.size() == 2);
        page = "Welcome";
        await().until(() -> told.size() == 4);

        await().untilAsserted(() -> assertThat(heard).containsExactly(AlertKind.PROBLEM, AlertKind.RECOVERY));
    }

    @Test
    void tellsAnEndOnceThoughATargetIsSlow() throws Exception {
        List<AlertKind> heard = new CopyOnWriteArrayList<>();
        CountDownLatch taken = new CountDownLatch(1);
        Vedette.of(context).onAlert(alert -> heard.add(alert.kind()));
        context.addRoutes(telling("ops"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("vedette:alerts?target=slow").routeId("tell-slow").process(exchange -> {
                    assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
                    told.add(exchange.getMessage().getBody(Digest.class));
                });
            }
        });
        context.addRoutes(shop("shop"));
        page = "sold out";
        context.start();

        await().until(() -> told.size() == 1);
        page = "Welcome";
        await().until(() -> told.size() == 2);
        assertThat(heard).containsExactly(AlertKind.PROBLEM, AlertKind.RECOVERY);
        taken.countDown();
        await().until(() -> told.size() == 4);

        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(heard).containsExactly(AlertKind.PROBLEM, AlertKind.RECOVERY));
    }

    @Test
    void doesWhatAnOperatorMay() throws Exception {
        context.addRoutes(telling("ops"));
        context.addRoutes(checks().http("shop")
                .url(shop.url("/"))
                .every(Duration.ofHours(1))
                .contains("Welcome"));
        context.start();
        Vedette vedette = Vedette.of(context);
        awaitHealth(vedette, "shop", Health.OK);

        vedette.silence("shop", Duration.ofHours(1), "a release", "me");
        assertThat(vedette.check("shop").orElseThrow().muted()).isTrue();
        page = "sold out";
        vedette.run("shop");
        awaitHealth(vedette, "shop", Health.ERROR);
        assertThat(told).isEmpty();
        vedette.unsilence("shop");
        await().until(() -> told.size() == 1);

        vedette.acknowledge("shop", "ordering more", "me");
        await().until(() -> told.size() == 2);
        vedette.unacknowledge("shop");

        vedette.pause("shop", Duration.ofHours(1), "a release", "me");
        assertThat(vedette.check("shop").orElseThrow()).satisfies(check -> {
            assertThat(check.status()).isEqualTo(Health.PAUSED);
            assertThat(check.health()).isEqualTo(Health.ERROR);
        });
        vedette.resume("shop");
        assertThat(vedette.check("shop").orElseThrow().status()).isEqualTo(Health.ERROR);
    }

    @Test
    void pausesUntilItIsResumedAndSaysWhy() throws Exception {
        context.addRoutes(shop("shop"));
        context.start();
        Vedette vedette = Vedette.of(context);
        awaitHealth(vedette, "shop", Health.OK);

        vedette.pause("shop", "a release", "me");

        assertThat(VedetteService.of(context)
                        .watchlist()
                        .find("shop")
                        .orElseThrow()
                        .record()
                        .state()
                        .pause())
                .hasValueSatisfying(pause -> {
                    assertThat(pause.until()).isEmpty();
                    assertThat(pause.reason()).isEqualTo("a release");
                    assertThat(pause.by()).isEqualTo("me");
                });
        vedette.resume("shop");
        assertThat(vedette.check("shop").orElseThrow().status()).isEqualTo(Health.OK);
    }

    @Test
    void saysWhatCannotBeDone() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock").routeId("stock").to("vedette:observe?rule=task");
            }
        });
        context.start();
        Vedette vedette = Vedette.of(context);

        assertThatThrownBy(() -> vedette.run("stock"))
                .hasMessageContaining("a route of the application decides when it runs");
        assertThatThrownBy(() -> vedette.remove("stock")).hasMessageContaining("ends with that route");
        assertThatThrownBy(() -> vedette.acknowledge("stock", "", "me"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no problem");
        assertThatThrownBy(() -> vedette.unacknowledge("stock")).hasMessageContaining("has no problem");
        assertThatThrownBy(() -> vedette.pause("shop")).hasMessageContaining("no check is named \"shop\"");
        assertThatThrownBy(() -> vedette.silence("stock", Duration.ZERO))
                .hasMessageContaining("must end in the future");
    }

    private HttpCheck shop(String name) {
        return checks().http(name).url(shop.url("/")).every(OFTEN).contains("Welcome");
    }

    private RouteBuilder telling(String target) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("vedette:alerts?target=" + target)
                        .routeId("tell-" + target)
                        .process(exchange -> told.add(exchange.getMessage().getBody(Digest.class)));
            }
        };
    }

    private static void awaitHealth(Vedette vedette, String check, Health health) {
        await().until(() -> vedette.check(check).orElseThrow().health() == health);
    }
}
