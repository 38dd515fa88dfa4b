package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody ever tells of the news: the gateway is asked once a day what has changed, and that is enough. */
class LostWebhooksTest {
    private static final String SALE = "sale-0000000000001";

    private boolean deaf;
    private int silences;
    private final EscrowWorld world = new EscrowWorld(Faults.none(), Listing::new);
    private final GatewayBooks books = new GatewayBooks(world);

    private List<Entry> questions() {
        return world.chain("gateway", "sandbox");
    }

    private static void pass(EscrowWorld world, int days) {
        for (int day = 0; day < days; day++) {
            world.clock.advance(Duration.ofHours(25));
            world.wakeDue();
        }
    }

    @Test
    void aDrawingFreezesWhatIsHeldWithinADayAndIsNotReleased() {
        String id = world.delivered(6000, SALE);
        String payment = books.payment(id);
        books.bank(payment, 6000, "drawn");

        pass(world, 1);
        assertEquals("disputed", world.get("/v1/escrows/" + id).text("state"));
        assertEquals(-6000, world.balance("dispute"));
        assertEquals(List.of("opens chargeback"), world.workOf("payment"));

        books.bank(payment, 6000, "lost");
        pass(world, 400);
        assertEquals(0, world.balance("dispute"));
        assertEquals(0, world.balance("escrow:" + EscrowWorld.PAYEE));
        assertEquals(0, world.balance("payable:" + EscrowWorld.PAYEE));
        assertEquals(
                List.of("opens chargeback", "closes chargeback", "opens case_untold"),
                world.workOf("payment"),
                "no function makes cases here");
        world.checkIdle();
    }

    @Test
    void aDrawingOfWhatWasReleasedIsBookedAndRaisesAttention() {
        String id = world.delivered(6000, SALE);
        pass(world, 20);
        assertEquals("settled", world.get("/v1/escrows/" + id).text("state"));
        books.bank(books.payment(id), 6000, "drawn");

        pass(world, 400);

        assertEquals(0, world.balance("gateway:sandbox"), "as in the gateway's own books");
        assertEquals("opens chargeback", world.workOf("payment").getFirst());
        world.checkIdle();
    }

    @Test
    void whatTheBankGaveBackIsHeardToo() {
        String id = world.delivered(6000, SALE);
        books.bank(books.payment(id), 6000, "drawn");
        pass(world, 2);
        books.bank(books.payment(id), 6000, "won");

        pass(world, 1);

        assertEquals("delivered", world.get("/v1/escrows/" + id).text("state"));
        assertEquals(0, world.balance("dispute"));
        world.checkIdle();
    }

    @Test
    void aChargeMadeAfterANoComesToLightAndGoesBack() {
        String id = world.created(6000, SALE);
        Response declined = world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_declined\"}", SALE);
        String payment = declined.body().path("payment").path("id").asString("");
        books.captured(payment, 6000, "card_ok");
        changed.add(payment);

        pass(world, 1);

        assertEquals(List.of("opens late_money", "closes late_money"), world.workOf("payment"));
        assertEquals(6000, world.sentBack());
        assertEquals(0, world.balance("gateway:sandbox"));
        world.checkIdle();
    }

    @Test
    void aRefundMadeAfterANoComesToLight() {
        String id = world.paidWith("refund_fails", 6000, SALE);
        Response refused = world.post("/v1/escrows/" + id + "/refund", "{\"reason\":\"other\"}", "refund-000000001");
        String refund = refused.body().path("refunds").path(0).path("id").asString("");
        books.sent(books.payment(id), refund, 6000);
        changed.add(books.payment(id));

        pass(world, 1);

        assertEquals(-6000, world.balance("suspense"));
        assertEquals(0, world.balance("gateway:sandbox"));
        assertEquals(List.of("opens late_refund"), world.workOf("payment"));
        world.checkIdle();
    }

    /** The cursor waits for what it names, and the payment that cannot be read does not keep the others waiting. */
    @Test
    void onlyWhatWasDealtWithIsPassedAndNobodyWaitsForAnother() {
        String sick = world.delivered(6000, SALE);
        String well = world.delivered(7000, "sale-0000000000002");
        books.bank(books.payment(sick), 6000, "drawn");
        books.bank(books.payment(well), 7000, "drawn");
        silentAbout.add(books.payment(sick));

        pass(world, 1);
        assertEquals("disputed", world.get("/v1/escrows/" + well).text("state"));
        assertEquals("delivered", world.get("/v1/escrows/" + sick).text("state"));
        assertTrue(world.unheard.getLast().compareTo(Duration.ofHours(24)) > 0, "and the metric says so");

        silentAbout.clear();
        pass(world, 1);
        assertEquals("disputed", world.get("/v1/escrows/" + sick).text("state"));
        assertEquals(Duration.ZERO, world.unheard.getLast());
        assertEquals(-13000, world.balance("dispute"), "each once");
        world.checkIdle();
    }

    /** However long it is silent it is asked again, ever more seldom; the time without an answer is told. */
    @Test
    void aGatewayThatIsSilentForAYearIsAskedUntilItAnswers() {
        String id = world.delivered(6000, SALE);
        books.bank(books.payment(id), 6000, "drawn");
        deaf = true;

        pass(world, 365);
        assertTrue(world.unheard.getLast().compareTo(Duration.ofDays(365)) > 0);
        deaf = false;
        pass(world, 1);

        assertEquals(Duration.ZERO, world.unheard.getLast());
        assertEquals("opens chargeback", world.workOf("payment").getFirst());
    }

    /** The question has no end: at ten times what another chain may hold it is still asked. */
    @Test
    void aMarketplaceThatTradesForYearsIsStillAskedAbout() {
        world.funded(6000, SALE);
        for (int number = 1; number < 5000; number++) {
            world.clock.advance(Duration.ofHours(25));
            assertEquals(0, world.wake("gateway#demo#sandbox", number));
        }
        String id = world.delivered(6000, "sale-0000000000002");
        books.bank(books.payment(id), 6000, "drawn");

        world.clock.advance(Duration.ofHours(25));
        assertEquals(0, world.wake("gateway#demo#sandbox", 5000));

        assertEquals(5001, questions().size());
        assertEquals("disputed", world.get("/v1/escrows/" + id).text("state"));
    }

    @Test
    void whatIsNobodysIsParkedOnceAndPassed() {
        String id = world.funded(6000, SALE);
        changed.add("pay_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        changed.add("not one of ours");

        pass(world, 3);

        assertEquals(List.of("opens gateway_notice", "opens gateway_notice"), world.workOf("notice"));
        assertEquals(Duration.ZERO, world.unheard.getLast());
        assertEquals("held", world.get("/v1/escrows/" + id).text("state"));
    }

    @Test
    void anAccountIsAskedAboutOnceADayHoweverManyPaymentsThereAre() {
        for (int i = 0; i < 5; i++) {
            world.funded(6000, "sale-000000000000" + i);
        }
        assertEquals(1, questions().size());
        world.wakeDue();
        assertEquals(1, questions().size(), "not before a day has passed");

        pass(world, 1);
        world.wakeDue();

        assertEquals(2, questions().size());
    }

    private final Set<String> changed = new HashSet<>();
    private final Set<String> silentAbout = new HashSet<>();

    /** Names what a test has it name beside what it knows itself, and does not speak of some. */
    private final class Listing implements AroundGateway {
        private final Gateway gateway;

        Listing(Gateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public Gateway gateway() {
            return gateway;
        }

        @Override
        public List<GatewayChargeback> chargebacks(MarketplaceId marketplace, PaymentId reference) {
            if (silentAbout.contains(reference.value())) {
                throw new Outage("not of this one");
            }
            return gateway.chargebacks(marketplace, reference);
        }

        @Override
        public Changes changedSince(MarketplaceId marketplace, String cursor) {
            if (deaf) {
                // So seldom that the breaker, which goes by the real time, stays closed.
                if (silences++ % 5 == 0) {
                    throw new Outage("not now");
                }
                return new Changes(List.of(), cursor, true);
            }
            Changes known = gateway.changedSince(marketplace, cursor);
            List<String> all = new ArrayList<>(known.references());
            all.addAll(changed);
            return new Changes(all, known.next(), known.more());
        }
    }
}
