package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No payment stays open for ever: whatever dies on the way, its own chain or an escrow's says when to look again. */
class OpenPaymentsHaveADeadlineTest {
    private static final String KEY = "payment-000000001";

    private boolean silent;
    private final EscrowWorld world = new EscrowWorld(Faults.none(), Mortal::new);

    private static String body(List<String> escrows, String method) {
        String ids = escrows.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return "{\"payer\":\"" + EscrowWorld.PAYER + "\",\"method\":\"" + method + "\",\"escrows\":[" + ids + "]}";
    }

    private List<String> created(int escrows) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < escrows; i++) {
            ids.add(world.created(6000, "create-00000000" + i));
        }
        return ids;
    }

    /** Every chain as it stood at each of its versions, by chain. */
    private Map<String, List<Entry>> chains() {
        return world.store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .sorted(Comparator.comparing(Entry::number))
                .collect(Collectors.groupingBy(entry -> entry.chain().toString(), TreeMap::new, Collectors.toList()));
    }

    private boolean isOpen(Entry last) {
        return List.of("payment.requested.v1", "payment.unknown.v1", "payment.action_needed.v1", "payment.looked.v1")
                .contains(last.event());
    }

    /** An open payment, or an escrow that waits for one, has a deadline, and all that wait agree to end. */
    private void everyOpenPaymentIsLookedAfter() {
        boolean escrowWaits = chains().entrySet().stream()
                .filter(chain -> chain.getKey().startsWith("escrow#"))
                .map(chain -> chain.getValue().getLast())
                .anyMatch(last -> last.event().startsWith("escrow.funding") && last.due().isPresent());
        for (List<Entry> chain : chains().values()) {
            Entry last = chain.getLast();
            if (last.chain().type().equals("payment") && isOpen(last)) {
                assertTrue(last.due().isPresent() || escrowWaits, last.event() + " waits for ever");
            }
        }
    }

    private void closesByItself(String... endsAs) {
        for (int hour = 0; hour < 24 * 4; hour++) {
            everyOpenPaymentIsLookedAfter();
            world.clock.advance(Duration.ofHours(1));
            world.wakeLast();
        }
        List<String> ends = chains().values().stream()
                .map(List::getLast)
                .filter(last -> last.chain().type().equals("payment"))
                .map(Entry::event)
                .toList();
        assertEquals(Arrays.asList(endsAs), ends);
        assertEquals(0, world.balance("incoming"));
        world.checkIdle();
    }

    /** The process dies after the intent: before it has reserved anything, or with some reserved. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20})
    void aPaymentThatDiedBeforeItsEscrowsWereReservedIsClosed(int escrows) {
        List<String> ids = created(escrows);
        for (int reserved = 0; reserved < Math.min(escrows, 2); reserved++) {
            int at = reserved;
            world.meddled.onceBefore(
                    item -> item.get("event") != null
                            && item.get("event").s().equals("escrow.funding.v1")
                            && item.get("pk").s().endsWith(ids.get(at)),
                    () -> {
                        throw new Dies();
                    });
            String key = KEY + at;
            assertEquals(500, world.post("/v1/payments", body(ids, "card_ok"), key).status());
        }
        everyOpenPaymentIsLookedAfter();

        closesByItself(Math.min(escrows, 2) == 1
                ? new String[] {"payment.declined.v1"}
                : new String[] {"payment.declined.v1", "payment.declined.v1"});
        assertEquals(0, world.charges());
    }

    /** The gateway's reply is lost, or the gateway is silent for days; then it answers. */
    @ParameterizedTest
    @ValueSource(strings = {"card_timeout_done", "card_timeout_declined", "card_timeout_lost", "debit_slow"})
    void aPaymentOfUnknownOutcomeIsAskedAboutUntilItIsKnown(String method) {
        List<String> ids = created(2);
        Response unknown = world.post("/v1/payments", body(ids, method), KEY);
        assertEquals(202, unknown.status(), unknown.bytes());
        everyOpenPaymentIsLookedAfter();
        silent = true;
        for (int day = 0; day < 20; day++) {
            everyOpenPaymentIsLookedAfter();
            world.clock.advance(Duration.ofDays(1));
            world.wakeLast();
        }
        silent = false;

        boolean taken = List.of("card_timeout_done", "debit_slow").contains(method);
        closesByItself(taken ? "payment.captured.v1" : "payment.declined.v1");
    }

    /** Two escrows, of which one cannot be reserved any more; the process dies, and a hint finds the gateway silent. */
    @Test
    void aHintAboutAPaymentWhoseReserveFailedDoesNotTakeItsDeadlineAway() {
        List<String> ids = created(2);
        world.meddled.onceBefore(
                item -> item.get("event") != null && item.get("event").s().equals("escrow.funding.v1"), () -> {
                    throw new Dies();
                });
        assertEquals(500, world.post("/v1/payments", body(ids, "card_ok"), KEY).status());
        String payment = world.store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .map(Entry::chain)
                .filter(chain -> chain.type().equals("payment"))
                .map(chain -> chain.id())
                .findFirst()
                .orElseThrow();
        silent = true;
        assertEquals(0, world.wake("payment#demo#" + payment, 0));
        silent = false;
        everyOpenPaymentIsLookedAfter();

        closesByItself("payment.declined.v1");
    }

    /** A page that nobody completes, where no escrow waits for it. */
    @Test
    void aPageThatIsLeftAloneIsCalledOff() {
        List<String> ids = created(2);
        assertEquals(202, world.post("/v1/payments", body(ids, "card_3ds"), KEY).status());

        closesByItself("payment.declined.v1");
    }

    /** However long the silence: the chain does not fill. */
    @Test
    void aSilenceOfYearsFillsNoChain() {
        List<String> ids = created(2);
        assertEquals(202, world.post("/v1/payments", body(ids, "card_timeout_done"), KEY).status());
        silent = true;
        Instant end = world.clock.instant().plus(Duration.ofDays(2000));
        while (world.clock.instant().isBefore(end)) {
            everyOpenPaymentIsLookedAfter();
            world.clock.advance(Duration.ofDays(7));
            world.wakeLast();
        }
        chains().values().stream()
                .filter(chain -> !chain.getLast().chain().type().equals("gateway"))
                .forEach(chain -> assertTrue(chain.size() < 120, chain.size() + " entries"));
        silent = false;
        world.clock.advance(Duration.ofDays(800));
        world.wakeLast();

        assertEquals("held", world.get("/v1/escrows/" + ids.getFirst()).text("state"));
    }

    /** The process ends here and says nothing more. */
    private static final class Dies extends Error {
        private static final long serialVersionUID = 1;
    }

    private final class Mortal implements AroundGateway {
        private final Gateway gateway;

        Mortal(Gateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public Gateway gateway() {
            return gateway;
        }

        @Override
        public Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference) {
            return silent ? Optional.of(new GatewayResult.Unknown()) : gateway.find(marketplace, reference);
        }

        @Override
        public GatewayResult cancel(MarketplaceId marketplace, PaymentId reference) {
            return silent ? new GatewayResult.Unknown() : gateway.cancel(marketplace, reference);
        }
    }
}
