package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.SuretyTables;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The ledger knows by a payment's entries whose money the gateway moved, and reads nothing else of them. */
class PaymentTellsTest {
    private final EscrowWorld world = new EscrowWorld();
    private final GatewayBooks books = new GatewayBooks(world);

    private List<Entry> moved() {
        return world.store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .filter(entry -> entry.chain().type().equals("payment") && atGateway(entry) != 0)
                .toList();
    }

    private static long atGateway(Entry entry) {
        return entry.postings().stream()
                .filter(posting -> posting.account().kind() == AccountKind.GATEWAY)
                .mapToLong(posting -> posting.money().amountMinor())
                .sum();
    }

    private static JsonNode tells(Entry entry) {
        return Json.object(entry.data()).path("tells");
    }

    private static String parts(Entry entry) {
        return tells(entry).path("parts").valueStream()
                .map(part -> part.get("escrow").stringValue() + " " + part.get("amountMinor"))
                .collect(Collectors.joining(", "));
    }

    private static String bank(Entry entry) {
        JsonNode chargeback = tells(entry).path("chargeback");
        return chargeback.path("id").asString("") + " " + chargeback.path("state").asString("");
    }

    @Test
    void aChargeTellsEachEscrowsPartARefundItsEscrowAndABanksWordTheSharesAndItsState() {
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        String partly = "{\"amount\":{\"amount\":100,\"currency\":\"EUR\"},\"reason\":\"one is missing\"}";
        assertEquals(200, world.post("/v1/escrows/" + ids.getFirst() + "/refund", partly, "refund-000000001").status());
        books.bank(payment, 290, "drawn");
        books.heard(payment);
        books.bank(payment, 290, "won");
        books.heard(payment);

        List<Entry> moved = moved();

        String share = ids.getFirst() + " 90, " + ids.getLast() + " 200";
        assertEquals(
                List.of(ids.getFirst() + " 1000, " + ids.getLast() + " 2000", ids.getFirst() + " 100", share, share),
                moved.stream().map(PaymentTellsTest::parts).toList());
        assertEquals(List.of(-3000L, 100L, 290L, -290L), moved.stream().map(PaymentTellsTest::atGateway).toList());
        String id = "cb_" + payment;
        assertEquals(
                List.of(" ", " ", id + " open", id + " won"),
                moved.stream().map(PaymentTellsTest::bank).toList());
    }

    @Test
    void aLostChargebackIsToldThoughItMovesNoMoneyOfThePayment() {
        String payment = books.payment(books.paid("card_ok", 1).getFirst());
        books.bank(payment, 1000, "drawn");
        books.heard(payment);
        books.bank(payment, 1000, "lost");
        books.heard(payment);

        List<String> told = world.store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .filter(entry -> entry.event().equals("chargeback.lost.v1"))
                .map(entry -> bank(entry) + " " + parts(entry))
                .toList();

        assertEquals(1, told.size());
        assertEquals("cb_" + payment + " lost " + parts(moved().getFirst()), told.getFirst());
    }
}
