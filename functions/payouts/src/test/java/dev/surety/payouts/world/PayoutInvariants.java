package dev.surety.payouts.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.bank.BankLines;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.domain.explore.Arrows;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutFold;
import dev.surety.payouts.domain.payout.PayoutFold.Dated;
import dev.surety.payouts.store.JournalPayouts;
import dev.surety.payouts.store.PayoutEvents;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.simulator.bank.SimulatedBank;
import dev.surety.simulator.bank.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The invariants of money out, on the raw journal and by the simulated bank's own count. */
public final class PayoutInvariants {
    private final SimulatedBank bank;
    private final Destinations destinations;
    private final MarketplaceId marketplace;
    private final String account;

    public PayoutInvariants(
            SimulatedBank bank, Destinations destinations, MarketplaceId marketplace, String account) {
        this.bank = bank;
        this.destinations = destinations;
        this.marketplace = marketplace;
        this.account = account;
    }

    public WholeWorld in(WholeWorld world) {
        return world.with("legal-path", PayoutInvariants::legalPaths)
                .with("timed-exit", PayoutInvariants::timedExits)
                .with("paid-once", this::paidOnce)
                .with("rail-agrees", this::railAgrees)
                .with("destination-pinned", this::destinationsPinned)
                .with("clearing-clears", PayoutInvariants::transitIsUnderWay);
    }

    private static Map<String, List<Entry>> chains(MemoryDynamo store) {
        Map<String, List<Entry>> chains = new TreeMap<>();
        store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .filter(entry -> entry.chain().type().equals(JournalPayouts.TYPE))
                .forEach(entry -> chains.computeIfAbsent(entry.chain().id(), _ -> new ArrayList<>())
                        .add(entry));
        chains.values().forEach(entries -> entries.sort((one, other) -> one.number() - other.number()));
        return chains;
    }

    private static Payout payout(List<Entry> entries) {
        return PayoutFold.of(entries.stream()
                        .map(entry -> new Dated(PayoutEvents.read(entry), entry.at()))
                        .toList())
                .orElseThrow();
    }

    private static void legalPaths(MemoryDynamo store) {
        chains(store).forEach((id, entries) -> {
            for (int i = 1; i < entries.size(); i++) {
                String before = payout(entries.subList(0, i)).state();
                String after = payout(entries.subList(0, i + 1)).state();
                assertTrue(
                        before.equals(after) || Arrows.LEGAL.contains(before + " to " + after),
                        id + ": " + before + " to " + after);
            }
        });
    }

    private static void timedExits(MemoryDynamo store) {
        chains(store).forEach((id, entries) -> assertEquals(
                (isUnderWay(payout(entries)) && !isInFile(payout(entries)))
                        || isAwaited(payout(entries))
                        || isPresumedLater(payout(entries)),
                entries.getLast().due().isPresent(),
                id));
    }

    /** The bank's statement tells of it, and the chain of its file has the deadline. */
    private static boolean isInFile(Payout payout) {
        return payout.open().flatMap(Payout.Asked::inFile).isPresent();
    }

    /** Its debit over ACH is booked, and the days in which a return comes are not over. */
    private static boolean isPresumedLater(Payout payout) {
        return payout.open()
                .filter(asked -> !asked.isUnbooked() && asked.refused().isEmpty())
                .isPresent();
    }

    /** The bank has to book more of it, and people have not been told yet that it stays away. */
    private static boolean isAwaited(Payout payout) {
        return payout.awaitsBooking() && !payout.wantsPeople();
    }

    private static boolean isDebited(Payout payout) {
        return payout.open().filter(asked -> !asked.isUnbooked()).isPresent();
    }

    private static boolean isUnderWay(Payout payout) {
        return payout instanceof Payout.AwaitingApproval
                || payout instanceof Payout.Scheduled
                || payout.open().isPresent();
    }

    private Map<String, Transfer> executed() {
        Map<String, Transfer> executed = new TreeMap<>();
        bank.transfers(marketplace, account, "", Integer.MAX_VALUE).stream()
                .filter(transfer -> transfer.is(Transfer.Status.EXECUTED))
                .forEach(transfer -> executed.put(transfer.payout(), transfer));
        return executed;
    }

    /** Each transfer has a payout that was on its way, and none of a payout whose money is back at its source. */
    private void paidOnce(MemoryDynamo store) {
        Map<String, List<Entry>> chains = chains(store);
        executed().forEach((id, transfer) -> {
            List<Entry> entries = Optional.ofNullable(chains.get(id)).orElse(List.of());
            long begun = entries.stream()
                    .filter(entry -> entry.event().startsWith("payout.sending."))
                    .count();
            assertEquals(1, begun, id + " is sent once");
            Payout payout = payout(entries);
            assertTrue(
                    payout.open().isPresent() || payout instanceof Payout.Paid || payout instanceof Payout.Returned,
                    id + " is " + payout.state());
        });
    }

    /** The sum that the bank executed is the sum that the journal has as sent, but for those that it asks about. */
    private void railAgrees(MemoryDynamo store) {
        Map<String, Transfer> executed = executed();
        Predicate<Payout> sure = payout -> !isInFile(payout)
                && (payout instanceof Payout.Sent
                        || payout instanceof Payout.Paid
                        || payout instanceof Payout.Returned);
        long inJournal = 0;
        long atBank = 0;
        for (Map.Entry<String, List<Entry>> chain : chains(store).entrySet()) {
            Payout payout = payout(chain.getValue());
            Optional<Transfer> transfer = Optional.ofNullable(executed.remove(chain.getKey()));
            inJournal += sure.test(payout) ? payout.order().amount().amountMinor() : 0;
            atBank += transfer.filter(_ -> sure.test(payout))
                    .map(of -> of.amount().amountMinor())
                    .orElse(0L);
        }
        assertEquals(inJournal, atBank, "in the journal, and at the bank");
        assertTrue(executed.isEmpty(), "transfers of no payout: " + executed);
    }

    private void destinationsPinned(MemoryDynamo store) {
        Map<String, List<Entry>> chains = chains(store);
        executed().forEach((id, transfer) -> {
            var order = payout(chains.get(id)).order();
            String number = destinations.find(marketplace, order).orElseThrow().number();
            assertTrue(number.endsWith(transfer.lastDigits()), id + " went to another account");
            assertEquals(order.reference(), transfer.reference(), id);
            assertEquals(order.amount(), transfer.amount(), id);
        });
    }

    /** The money in transit is that of payouts under way. A test that reads no lines of the bank cannot say so. */
    private static void transitIsUnderWay(MemoryDynamo store) {
        boolean hasLines = store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .anyMatch(entry -> entry.chain().type().equals(BankLines.LINE));
        boolean isSettled = chains(store).values().stream()
                .map(PayoutInvariants::payout)
                .anyMatch(payout -> payout instanceof Payout.Paid || payout instanceof Payout.Returned);
        if (isSettled && !hasLines) {
            return;
        }
        long transit = store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account().kind() == AccountKind.TRANSIT)
                .map(Posting::money)
                .mapToLong(Money::amountMinor)
                .sum();
        long expected = chains(store).values().stream()
                .map(PayoutInvariants::payout)
                .filter(payout -> isUnderWay(payout) && !isDebited(payout))
                .mapToLong(payout -> payout.order().amount().amountMinor())
                .sum();
        assertEquals(expected, transit);
    }
}
