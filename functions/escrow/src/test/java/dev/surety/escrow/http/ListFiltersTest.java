package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list leaves out what the caller does not want, as it stands when it is read. */
class ListFiltersTest {
    private static final String OF_PAYEE = "/v1/escrows?payee=" + EscrowWorld.PAYEE;

    private final EscrowWorld world = new EscrowWorld();
    private String created = "";
    private String held = "";
    private String delivered = "";

    @BeforeEach
    void threeSales() {
        held = world.funded(6000, "sale-0000000000001");
        world.clock.advance(Duration.ofHours(1));
        delivered = world.delivered(6000, "sale-0000000000002");
        world.clock.advance(Duration.ofHours(1));
        created = world.created(6000, "sale-0000000000003");
    }

    private List<String> ids(String path) {
        Response page = world.get(path);
        assertEquals(200, page.status(), page.bytes());
        List<String> ids = new ArrayList<>();
        page.body().path("data").forEach(escrow -> ids.add(escrow.path("id").asString("")));
        return ids;
    }

    @Test
    void byState() {
        assertEquals(List.of(created, delivered, held), ids(OF_PAYEE));
        assertEquals(List.of(held), ids(OF_PAYEE + "&state=held"));
        assertEquals(List.of(delivered), ids("/v1/escrows?payer=" + EscrowWorld.PAYER + "&state=delivered"));
        assertEquals(List.of(), ids("/v1/escrows?reference=order-1042&state=settled"));
    }

    @Test
    void byDeadline() {
        assertEquals(List.of(created), ids(OF_PAYEE + "&deadlineBefore=2026-11-23T00:00:00Z"));
        String later = "&deadlineBefore=2027-11-23T00:00:00Z";
        assertEquals(List.of(created, delivered, held), ids(OF_PAYEE + later));
        assertEquals(List.of(held), ids(OF_PAYEE + later + "&state=held"));
    }

    @Test
    void byTheLastChange() {
        assertEquals(List.of(created, delivered), ids(OF_PAYEE + "&changedSince=2026-11-22T11:00:00Z"));
        world.post("/v1/escrows/" + held + "/deliver", "", "deliver-0000000001");
        assertEquals(List.of(created, held), ids(OF_PAYEE + "&changedSince=2026-11-22T12:00:00Z"));
    }

    /** A page looks at ten pages of the list; it is short, and the next one goes on. */
    @Test
    void aPageThatFindsLittleGoesOn() {
        IntStream.range(10, 35).forEach(i -> world.created(6000, "more-00000000000" + i));
        String wanted = OF_PAYEE + "&state=held&limit=2";
        Response first = world.get(wanted);
        assertTrue(first.body().path("data").isEmpty(), first.bytes());
        Response second = world.get(wanted + "&cursor=" + first.text("nextCursor"));
        assertEquals(held, second.body().path("data").path(0).path("id").asString(""), second.bytes());
        assertTrue(second.body().path("nextCursor").isNull());
        Response other = world.get(OF_PAYEE + "&state=created&limit=2&cursor=" + first.text("nextCursor"));
        assertEquals("malformed", other.text("reason"), "a place is one of the list that it was given in");
    }

    /** Nor does a filter show a participant more than its own. */
    @Test
    void aParticipantsOwnAmongThem() {
        String path = "/v1/escrows?reference=order-1042&state=held";
        var own = world.call("GET", path, "", "", EscrowWorld.participant(EscrowWorld.PAYEE));
        assertEquals(1, own.body().path("data").size(), own.bytes());
        var strange = world.call("GET", path, "", "", EscrowWorld.participant(EscrowWorld.STRANGER));
        assertTrue(strange.body().path("data").isEmpty());
        assertFalse(strange.body().path("nextCursor").isString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=paid", "state=", "deadlineBefore=tomorrow", "changedSince=2026-11-22"})
    void whatIsNoFilterIsMalformed(String filter) {
        Response refused = world.get(OF_PAYEE + "&" + filter);
        assertEquals("malformed", refused.text("reason"), refused.bytes());
        assertEquals(
                filter.substring(0, filter.indexOf('=')),
                refused.body().path("errors").path(0).path("pointer").asString(""));
    }
}
