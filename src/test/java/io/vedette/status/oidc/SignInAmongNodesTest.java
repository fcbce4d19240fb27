package io.vedette.status.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.TestClock;
import io.vedette.cluster.ClusterDatabase;
import io.vedette.cluster.Signal;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.status.access.Access;
import io.vedette.status.access.Admission;
import io.vedette.status.access.Scope;
import io.vedette.status.access.Sessions;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.http.Sender;
import io.vedette.status.page.SignInPage;
import io.vedette.store.Databases;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two gates on one PostgreSQL, as two nodes have them: who signed in at one has at both, and who signed out. */
class SignInAmongNodesTest {

    private static final String BASE = "https://status.example.com";

    private final TestClock clock = new TestClock();
    private final FakeProvider provider = new FakeProvider();
    private Settings.Database database;
    private Node a;
    private Node b;

    SignInAmongNodesTest() throws IOException {}

    @BeforeEach
    void open() {
        database = Databases.postgres();
        a = new Node("a", Map.of());
        b = new Node("b", Map.of());
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
        provider.close();
    }

    private final class Node implements AutoCloseable {

        private final Store store = Stores.of(database, clock);
        private final ClusterDatabase others;
        private final Access access;
        private final SignInPage page;

        Node(String name, Map<String, String> more) {
            store.open();
            others = store.cluster("test", name);
            others.heard(Duration.ZERO);
            Map<String, String> settings = new HashMap<>(Map.of(
                    "vedette.http.users",
                    "ann:operator:right,bob:viewer:staple",
                    "vedette.http.oidc.issuer",
                    provider.issuer(),
                    "vedette.http.oidc.client-id",
                    "vedette",
                    "vedette.http.oidc.client-secret",
                    FakeProvider.SECRET,
                    "vedette.http.base-url",
                    BASE));
            settings.putAll(more);
            Settings read = SettingsLoader.of(settings, Path.of("")).settings();
            access = Access.of(read.http(), () -> BASE, store, clock);
            page = new SignInPage(access.signIn(), Oidc.of(read, () -> BASE, access.signIn(), clock));
        }

        String signIn(String user, String password, String cookie) {
            return cookie(page.in(request("POST", "/login?user=" + user + "&password=" + password, cookie)));
        }

        /** Returns what is answered; 200 for what may be. */
        int asked(String cookie, Scope scope) {
            Request request = request("GET", "/api/v1/checks", cookie);
            Admission admission = access.admission(request, scope);
            if (admission instanceof Admission.Unverified) {
                admission = access.verified(request, scope);
            }
            return admission instanceof Admission.Denied denied
                    ? denied.response().status()
                    : 200;
        }

        int asked(String cookie) {
            return asked(cookie, Scope.READ);
        }

        void hear() {
            await().until(() -> others.heard(Duration.ofMillis(500)).signals().stream()
                    .filter(Signal.SignedOut.class::isInstance)
                    .map(Signal.SignedOut.class::cast)
                    .peek(one -> access.sessions().heard(one.session()))
                    .findAny()
                    .isPresent());
        }

        @Override
        public void close() {
            others.close();
            store.close();
        }
    }

    private static Request request(String method, String target, String cookies) {
        return new Request(
                method,
                target,
                "text/html",
                "",
                "",
                "",
                new Sender("10.0.0.9", "status.example.com", "", "same-origin", cookies, ""));
    }

    private static String cookie(Response response) {
        return response.headers().getOrDefault("Set-Cookie", "").replaceFirst(";.*", "");
    }

    private List<String> row(String column) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT " + column + " FROM vedette_session")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(database.url(), database.username().orElseThrow(), "");
    }

    @Test
    void letsInAtBothWhoSignedInAtOneUntilTheySignOutAtEither() throws SQLException {
        String ann = a.signIn("ann", "right", "");
        String bob = b.signIn("bob", "staple", "");

        assertThat(b.asked(ann, Scope.ACT)).isEqualTo(200);
        assertThat(a.asked(bob)).isEqualTo(200);
        assertThat(a.asked(bob, Scope.ACT)).as("a viewer").isEqualTo(403);
        String secret = ann.substring(ann.indexOf('=') + 1);
        assertThat(row("concat(vedette_session)")).hasSize(2).noneMatch(text -> text.contains(secret));

        b.page.out(request("POST", "/logout", ann));
        assertThat(b.asked(ann)).isEqualTo(401);
        a.hear();
        assertThat(a.asked(ann)).isEqualTo(401);
        assertThat(a.asked(bob)).isEqualTo(200);
        assertThat(row("person")).containsExactly("bob");
    }

    @Test
    void endsOneThatEndedUnheardOf() throws SQLException {
        String ann = a.signIn("ann", "right", "");
        assertThat(b.asked(ann)).isEqualTo(200);
        change("DELETE FROM vedette_session");

        b.access.sessions().look();
        assertThat(b.asked(ann)).as("not read again yet").isEqualTo(200);
        b.access.sessions().missed();
        b.access.sessions().look();

        assertThat(b.asked(ann)).isEqualTo(401);
        clock.forward(Duration.ofMinutes(1));
        a.access.sessions().look();
        assertThat(a.asked(ann)).isEqualTo(401);
    }

    @Test
    void makesANewSessionAndEndsTheOneOfTheOtherNode() {
        String prepared = a.signIn("bob", "staple", "");

        String ann = b.signIn("ann", "right", prepared);

        assertThat(ann).isNotEqualTo(prepared);
        a.hear();
        assertThat(a.asked(prepared)).isEqualTo(401);
        assertThat(b.asked(prepared)).isEqualTo(401);
        assertThat(a.asked(ann, Scope.ACT)).isEqualTo(200);
    }

    @Test
    void believesNoRowThatWasNotStoredByASignInOrIsOver() throws SQLException {
        String bob = a.signIn("bob", "staple", "");
        change("UPDATE vedette_session SET role = 'operator'");
        assertThat(b.asked(bob)).as("a viewer made an operator").isEqualTo(401);

        String longer = a.signIn("bob", "staple", "");
        change("UPDATE vedette_session SET ends = ends + 1000000000");
        assertThat(b.asked(longer)).as("a longer time").isEqualTo(401);

        String late = a.signIn("bob", "staple", "");
        clock.forward(Duration.ofHours(12));
        assertThat(b.asked(late)).as("over").isEqualTo(401);
        a.access.sessions().look();
        assertThat(row("person")).as("purged, but for those made longer").hasSize(2);
    }

    @Test
    void asksTheDatabaseOnceForACookieThatNobodyHas() throws SQLException {
        String made = Sessions.COOKIE + "=" + "x".repeat(43);
        assertThat(b.access.admission(request("GET", "/", made), Scope.READ)).isInstanceOf(Admission.Unverified.class);
        assertThat(b.asked(made)).isEqualTo(401);
        assertThat(b.access.admission(request("GET", "/", made), Scope.READ)).isInstanceOf(Admission.Denied.class);
        assertThat(b.access.admission(request("GET", "/", Sessions.COOKIE + "=no-secret"), Scope.READ))
                .isInstanceOf(Admission.Denied.class);

        int refused = 0;
        for (int i = 0; i < 150; i++) {
            refused += b.asked(Sessions.COOKIE + "=" + "x".repeat(40) + (100 + i)) == 429 ? 1 : 0;
        }
        assertThat(refused).as("of one client").isEqualTo(51);
    }

    @Test
    void endsSessionsWhoseUserHasAnotherPasswordOrIsGone() {
        String ann = a.signIn("ann", "right", "");
        String bob = a.signIn("bob", "staple", "");
        String elsewhere = oidc(a, a);

        try (Node again = new Node(
                "c",
                Map.of(
                        "vedette.http.users", "ann:operator:other,bob:viewer:staple",
                        "vedette.http.oidc.viewers", "staff",
                        "vedette.http.oidc.operator-claim", "groups",
                        "vedette.http.session", "1h"))) {
            assertThat(again.asked(ann)).isEqualTo(401);
            assertThat(again.asked(elsewhere)).as("other viewers").isEqualTo(401);
            assertThat(again.asked(bob)).isEqualTo(200);
            clock.forward(Duration.ofHours(1));
            assertThat(again.asked(bob)).as("shorter sessions").isEqualTo(401);
        }
        try (Node again = new Node("c", Map.of())) {
            assertThat(again.asked(ann)).as("after a restart").isEqualTo(200);
        }
    }

    private String oidc(Node begins, Node ends) {
        Response begun = begins.page.begin(request("GET", "/oidc?to=/%23/checks/till", ""));
        String query = provider.signIn(begun.headers().get("Location"));
        Response in = ends.page.end(request("GET", "/oidc-callback?" + query, cookie(begun)));
        assertThat(in.headers()).containsEntry("Location", "./#/checks/till");
        for (Node node : List.of(begins, ends)) {
            assertThat(node.page
                            .end(request("GET", "/oidc-callback?" + query, cookie(begun)))
                            .body())
                    .as("once, at any node")
                    .contains("is over already");
        }
        return cookie(in);
    }

    @Test
    void endsASignInAtAProviderThatWasBegunAtTheOtherNode() throws SQLException {
        String ann = oidc(a, b);

        assertThat(a.asked(ann)).isEqualTo(200);
        Response out = a.page.out(request("POST", "/logout", ann));
        assertThat(out.body()).contains("id_token_hint=ey").contains(provider.issuer() + "/logout?");
        b.hear();
        assertThat(b.asked(ann)).isEqualTo(401);

        oidc(b, a);
        assertThat(row("sealed")).singleElement().asString().doesNotContain(".");
    }

    @Test
    void goesOnWithWhoIsKnownWhileTheDatabaseIsLost() {
        oidc(a, b); // As SessionUpkeep does, both ask for the key while they can.
        String ann = a.signIn("ann", "right", "");
        Databases.shut(database);

        assertThat(b.asked(ann)).isEqualTo(503);
        assertThat(b.page.ask(request("GET", "/login", ann)).body()).contains("The database does not answer");
        assertThat(b.page.ask(request("GET", "/login", ann)).status()).isEqualTo(503);
        assertThat(a.asked(ann)).isEqualTo(200);
        String bob = b.signIn("bob", "staple", "");
        assertThat(b.asked(bob)).isEqualTo(200);
        a.page.out(request("POST", "/logout", ann));
        assertThat(a.asked(ann)).isEqualTo(401);
        String elsewhere = oidcWhileLost();
        assertThat(b.asked(elsewhere)).isEqualTo(200);

        Databases.reopen(database);
        clock.forward(Duration.ofSeconds(5));
        await().until(() -> a.store.health().isGood() && b.store.health().isGood());
        a.access.sessions().look();
        b.access.sessions().look();
        assertThat(a.asked(bob)).isEqualTo(200);
        assertThat(a.asked(elsewhere)).isEqualTo(200);
        assertThat(b.asked(ann)).isEqualTo(401);
    }

    private String oidcWhileLost() {
        Response begun = a.page.begin(request("GET", "/oidc", ""));
        return cookie(b.page.end(request(
                "GET", "/oidc-callback?" + provider.signIn(begun.headers().get("Location")), cookie(begun))));
    }

    @Test
    @Tag("long")
    void saysThatItIsNotKnownWhileTheTableIsLocked() throws SQLException {
        String ann = a.signIn("ann", "right", "");
        try (Connection other = connection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE vedette_session IN ACCESS EXCLUSIVE MODE");

            assertThat(b.asked(ann)).isEqualTo(503);
            assertThat(b.store.health().isGood()).isTrue();
            assertThat(b.access.admission(request("GET", "/api/v1/checks", ann), Scope.READ))
                    .as("not asked again at once")
                    .isInstanceOf(Admission.Denied.class);
            assertThat(a.asked(ann)).isEqualTo(200);
            a.page.out(request("POST", "/logout", ann));
            other.rollback();
        }
        clock.forward(Duration.ofSeconds(5));
        assertThat(b.asked(ann)).as("not told yet").isEqualTo(200);
        a.access.sessions().look();
        b.hear();
        assertThat(b.asked(ann)).isEqualTo(401);
    }
}
