package io.vedette.status.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.alert.LinkSignature;
import io.vedette.alert.Links;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.status.Room;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page behind the link that acknowledges. */
class AcknowledgePageTest {

    private static final String BASE = "https://vedette.example/ops";

    private final Room room = new Room(Room.guarded("ann", "secret-password"), true);
    private final Links links = new Links(
            BASE, Optional.of(new LinkSignature(() -> room.store.shared(LinkSignature.KEY, LinkSignature::newKey))));

    private String link(String check) {
        return links.acknowledge(check, problem(check).orElseThrow()).substring(BASE.length());
    }

    private Optional<Instant> problem(String check) {
        return room.watched(check).record().state().problemSince();
    }

    private CheckState state(String check) {
        return room.watched(check).record().state();
    }

    private void down(String check) {
        room.watch(check, "web", false);
        room.observe(check, Verdict.error(Reason.COMPONENT, "<script>alert(1)</script>"));
    }

    private Response post(String link, String form) {
        return room.server.answer(new Request("POST", link, "", "").withBody(form, form));
    }

    @Test
    void asksAndChangesNothingWhenItIsOpened() {
        down("shop");
        CheckState before = state("shop");

        Response page = room.get(link("shop"));
        room.ask("HEAD", link("shop"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("</bdi> is in error", "<form method=\"post\">", "I have it")
                .doesNotContain("<script");
        assertThat(page.headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(state("shop")).isEqualTo(before);
        assertThat(room.mutes.acts().latest(Optional.empty(), "z", 10)).isEmpty();
    }

    @Test
    void acknowledgesByItsButtonWithoutAPassword() {
        down("shop");

        Response page = post(link("shop"), "by=Bo+%3Cb%3E&reason=on+it");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Bo &lt;b&gt;").doesNotContain("Bo <b>");
        assertThat(state("shop").acknowledgement().orElseThrow().by()).isEqualTo("Bo <b>");
        assertThat(state("shop").acknowledgement().orElseThrow().reason()).isEqualTo("on it");
        assertThat(room.mutes.acts().latest(Optional.of("shop"), "z", 10))
                .singleElement()
                .satisfies(act -> assertThat(act.who()).isEqualTo("Bo <b> (by a link)"));
        assertThat(room.get(link("shop")).body()).contains("has it already");
    }

    @Test
    void saysThatNothingWasDoneWhileItCannotBeStored() {
        down("shop");
        room.locked.add("shop");

        Response page = post(link("shop"), "by=Bo");

        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body()).contains("cannot be stored now");
        assertThat(state("shop").acknowledgement()).isEmpty();
    }

    @Test
    void asksAgainForAName() {
        down("shop");

        assertThat(post(link("shop"), "by=&reason=x").status()).isEqualTo(400);
        assertThat(state("shop").acknowledgement()).isEmpty();
    }

    @Test
    void refusesForgedAndForeignSignatures() {
        down("shop");
        down("till");
        String right = link("shop");
        String signature = right.substring(right.indexOf("signature="));
        String since = "since=" + problem("shop").orElseThrow().toEpochMilli();
        String other = new Links("x", Optional.of(new LinkSignature(() -> "another key")))
                .acknowledge("shop", problem("shop").orElseThrow())
                .substring(1);

        for (String wrong : new String[] {
            "/acknowledge/till?" + since + "&" + signature,
            "/acknowledge/nobody?" + since + "&" + signature,
            "/acknowledge/shop?since=" + (problem("shop").orElseThrow().toEpochMilli() + 1) + "&" + signature,
            "/acknowledge/shop?" + since + "&signature=",
            "/acknowledge/shop?" + since,
            "/acknowledge/shop?since=x&" + signature,
            "/acknowledge/shop?" + since + "&" + signature.substring(0, signature.length() - 1),
            "/acknowledge/shop",
            "/acknowledge/",
            other
        }) {
            assertThat(room.get(wrong).status()).as(wrong).isEqualTo(403);
            assertThat(post(wrong, "by=Eve").status()).as(wrong).isEqualTo(403);
        }
        assertThat(state("shop").acknowledgement()).isEmpty();
        assertThat(state("till").acknowledgement()).isEmpty();
    }

    @Test
    void isForOneProblemAlone() {
        down("shop");
        String old = link("shop");
        room.observe("shop", Status.OK);

        assertThat(room.get(old).status()).isEqualTo(410);
        assertThat(post(old, "by=Ann").status()).isEqualTo(410);

        room.clock.forward(Duration.ofMinutes(10));
        room.observe("shop", Status.ERROR);

        assertThat(room.get(old).status()).isEqualTo(410);
        assertThat(post(old, "by=Ann").status()).isEqualTo(410);
        assertThat(state("shop").acknowledgement()).isEmpty();
        assertThat(room.get(link("shop")).status()).isEqualTo(200);
    }

    @Test
    void escapesAHostileNameOfACheck() {
        String hostile = "https://x/<img src=x onerror=alert(1)>&\"'?a=b";
        down(hostile);

        Response page = room.get(link(hostile));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("&lt;img").doesNotContain("<img");
        assertThat(post(link(hostile), "by=Ann").status()).isEqualTo(200);
    }

    @Test
    void leavesAllElseBehindThePassword() {
        down("shop");

        assertThat(room.ask("POST", "/api/v1/checks/shop/acknowledge?by=Eve").status())
                .isEqualTo(401);
        assertThat(room.get("/").status()).isEqualTo(401);
    }
}
