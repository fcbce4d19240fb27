package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.alert.Digest;
import io.vedette.camel.VedetteService;
import io.vedette.rule.Verdict;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Contexts of one process have nothing of Vedette in common, and leave nothing behind. */
@Timeout(180)
class ContextsApartTest {

    private static final int STARTS = 100;

    @TempDir
    private Path folder;

    @Test
    void leavesNoThreadAndNoObjectBehindAfterAHundredStarts() throws Exception {
        try (LocalServer task = LocalServer.answering(200, "{\"status\":\"broken\"}")) {
            startAndStop(task, 0);
            Set<String> before = threads();
            Map<String, Long> others = alive();
            List<WeakReference<CamelContext>> gone = new ArrayList<>();

            for (int i = 1; i <= STARTS; i++) {
                gone.add(startAndStop(task, i));
            }

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(threads())
                            .filteredOn(name -> !before.contains(name))
                            .isEmpty());
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                System.gc();
                // The last one may be remembered somewhere until there is another.
                assertThat(gone).filteredOn(context -> context.get() != null).hasSizeLessThan(2);
                assertThat(grown(others, alive())).isEmpty();
            });
        }
    }

    /** Every tenth one with a database of its own. */
    private WeakReference<CamelContext> startAndStop(LocalServer task, int number) throws Exception {
        List<Digest> told = new CopyOnWriteArrayList<>();
        DefaultCamelContext context = context(told, "team");
        if (number % 10 == 0) {
            set(context, "vedette.database.url", "jdbc:sqlite:" + folder.resolve(number + ".db"));
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:ask?period=60000&delay=0")
                        .routeId("asked")
                        .to(task.url("/").replace("http://", "http:") + "?throwExceptionOnFailure=false")
                        .to("vedette:observe?rule=task");
            }
        });
        context.start();
        await().pollInterval(Duration.ofMillis(10)).until(() -> told.size() == 1);
        context.stop();
        return new WeakReference<>(context);
    }

    /** Those of Camel, of Vedette and of what it uses; numbers in names count up. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> !name.startsWith("local-server") && !name.startsWith("awaitility"))
                .collect(Collectors.toSet());
    }

    /** What there is more of, as often as contexts were started: other tests of this process may have theirs. */
    private static Map<String, Long> grown(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> grown = new TreeMap<>(after);
        grown.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
        grown.values().removeIf(count -> count < STARTS / 2);
        return grown;
    }

    /** How many there are of each class, by the virtual machine's own count of what can be reached. */
    private static Map<String, Long> alive() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Map<String, Long> counts = new TreeMap<>();
        for (String line : histogram.split("\n")) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length >= 4 && columns[3].startsWith("io.vedette.camel.") && columns[1].matches("\\d+")) {
                counts.put(columns[3], Long.parseLong(columns[1]));
            }
        }
        return counts;
    }

    @Test
    void sharesNoSettingNoSecretAndNoCheckWithAnotherContext() throws Exception {
        List<Digest> first = new CopyOnWriteArrayList<>();
        List<Digest> second = new CopyOnWriteArrayList<>();
        try (DefaultCamelContext shop = context(first, "shop-team");
                DefaultCamelContext bank = context(second, "bank-team")) {
            set(shop, "vedette.auth.token", "the-shops-secret");
            set(shop, "vedette.error-interval", "1m");
            set(bank, "vedette.auth.token", "the-banks-secret");
            shop.start();
            bank.start();

            judge(shop, "broken");

            await().until(() -> first.size() == 1);
            assertThat(service(shop)).isNotSameAs(service(bank));
            assertThat(service(shop).settings().errorInterval()).isEqualTo(Duration.ofMinutes(1));
            assertThat(service(bank).settings().errorInterval()).isEqualTo(Duration.ofMinutes(8));
            assertThat(service(shop).secrets().mask("the-shops-secret the-banks-secret"))
                    .isEqualTo("*** the-banks-secret");
            assertThat(service(shop).targets().names()).contains("shop-team").doesNotContain("bank-team");
            assertThat(service(bank).targets().names()).contains("bank-team").doesNotContain("shop-team");
            assertThat(health(shop)).isEqualTo("ERROR");
            assertThat(health(bank)).isEqualTo("PENDING");
            assertThat(second).isEmpty();

            shop.stop();
            judge(bank, "broken");
            await().until(() -> second.size() == 1);
            assertThat(first).hasSize(1);
        }
    }

    @Test
    void refusesADatabaseFileThatAnotherContextHas() throws Exception {
        String database = "jdbc:sqlite:" + folder.resolve("one.db");
        List<Digest> told = new CopyOnWriteArrayList<>();
        try (DefaultCamelContext one = context(told, "team");
                DefaultCamelContext other = context(told, "team")) {
            set(one, "vedette.database.url", database);
            set(other, "vedette.database.url", database);
            one.start();

            assertThatThrownBy(other::start)
                    .hasStackTraceContaining("is used by another Camel context of this process");

            judge(one, "broken");
            await().until(() -> told.size() == 1);
        }
    }

    private static DefaultCamelContext context(List<Digest> told, String target) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        set(context, "vedette.group-window", "0s");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock").routeId("stock").to("vedette:observe?rule=task");
                from("vedette:alerts?target=" + target + "&initialDelay=0&delay=20")
                        .routeId("tell")
                        .process(exchange -> told.add(exchange.getMessage().getBody(Digest.class)));
            }
        });
        return context;
    }

    private static void set(CamelContext context, String key, String value) {
        context.getPropertiesComponent().addInitialProperty(key, value);
    }

    private static void judge(CamelContext context, String status) {
        context.createProducerTemplate().requestBody("direct:stock", "{\"status\":\"" + status + "\"}", Verdict.class);
    }

    private static String health(CamelContext context) {
        return service(context)
                .watchlist()
                .find("stock")
                .orElseThrow()
                .record()
                .state()
                .health()
                .name();
    }

    private static VedetteService service(CamelContext context) {
        return context.getRegistry().findSingleByType(VedetteService.class);
    }
}
