package dev.surety.disputes.world;

import dev.surety.disputes.app.dispute.DisputeChains;
import dev.surety.disputes.domain.dispute.Bench;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Evidence.Exhibit;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.statement.DecisionReasons;
import dev.surety.disputes.domain.statement.DisputeReasons;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.id.DisputeId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.Poster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Invariants between the escrows and the disputes of a store, when no message is on its way. */
final class DisputeInvariants {
    private DisputeInvariants() {}

    private static List<Entry> entries(MemoryDynamo store) {
        return store.items(SuretyTables.JOURNAL).stream().map(EntryItems::fromItem).toList();
    }

    private static Map<String, Entry> last(MemoryDynamo store, String type) {
        Map<String, Entry> last = new TreeMap<>();
        entries(store).stream()
                .filter(entry -> entry.chain().type().equals(type))
                .forEach(entry -> last.put(entry.chain().id(), entry));
        return last;
    }

    private static Map<DisputeId, DisputedMoney> money(MemoryDynamo store) {
        Map<DisputeId, DisputedMoney> all = new HashMap<>();
        last(store, "escrow").values().forEach(entry -> {
            JsonNode told = Json.object(entry.data()).path(EscrowDisputes.MEMBER);
            if (!told.isMissingNode()) {
                Json.read(told, EscrowDisputes.class).disputes().forEach(one -> all.put(one.id(), one));
            }
        });
        return all;
    }

    private static Dispute dispute(Entry entry) {
        return Json.read(Json.object(entry.data()).path("state"), Dispute.class);
    }

    static void check(DisputeWorld world) {
        new Poster(world.store).post();
        WholeWorld.of(world.store)
                .hashing(EntryItems::hash)
                .drained()
                .with("one-case", DisputeInvariants::oneCase)
                .with("award-once", DisputeInvariants::awardOnce)
                .with("reasons-given", DisputeInvariants::reasonsGiven)
                .with("decider-apart", DisputeInvariants::deciderApart)
                .with("sealed", _ -> sealed(world))
                .check();
    }

    /** No answer shows a side an item of a round that is still sealed to it. */
    private static void sealed(DisputeWorld world) {
        var door = new DisputeDoor(world, new NoFiles());
        for (Entry entry : last(world.store, DisputeChains.TYPE).values()) {
            Dispute dispute = dispute(entry);
            Set<Exhibit> sealed = dispute.evidence().exhibits().stream()
                    .filter(one -> dispute.evidence().isSealed(one.round()))
                    .collect(Collectors.toUnmodifiableSet());
            for (Exhibit exhibit : sealed) {
                boolean isPayers = exhibit.side() == Side.PAYER;
                var other = DisputeDoor.party(
                        (isPayers ? dispute.opening().payee() : dispute.opening().payer()).value());
                String path = "/v1/disputes/" + dispute.opening().id();
                String list = "/v1/disputes?" + (isPayers ? "payee=" : "payer=") + other.get("participant");
                for (String each : List.of(path + "/evidence", path + "/history", list)) {
                    String shown = door.get(each, other).bytes();
                    boolean isShown = shown.contains(exhibit.item().id())
                            || exhibit.item().words().filter(shown::contains).isPresent();
                    hold(!isShown, exhibit.item().id() + " is sealed, and " + each + " shows it");
                }
                int file = door.get(path + "/evidence/" + exhibit.item().id() + "/file", other).status();
                hold(file == 404, exhibit.item().id() + " is sealed, and its file is given away");
            }
        }
    }

    /** Open disputes are open claims, both ways; an enforced one may wait for the gateway. */
    static void oneCase(MemoryDynamo store) {
        Map<String, Entry> disputes = last(store, DisputeChains.TYPE);
        money(store).forEach((id, money) -> {
            Entry entry = disputes.get(id.value());
            if (money.isOpen()) {
                hold(entry != null && !dispute(entry).isClosed(), id + " is open at its escrow only");
            }
        });
        disputes.values().forEach(entry -> {
            Dispute dispute = dispute(entry);
            DisputedMoney money = money(store).get(dispute.opening().id());
            hold(money != null, dispute.opening().id() + " is no claim of its escrow");
            boolean isDone = dispute.enforcement().filter(of -> of.done().isPresent()).isPresent();
            if (!dispute.isClosed() && !isDone) {
                hold(Objects.requireNonNull(money).isOpen(), dispute.opening().id() + " is open here only");
            }
        });
    }

    /** Each dispute is carried out once at most, and by the key of its own decision if it says so. */
    static void awardOnce(MemoryDynamo store) {
        Map<DisputeId, DisputedMoney> money = money(store);
        last(store, DisputeChains.TYPE).values().forEach(entry -> {
            Dispute dispute = dispute(entry);
            DisputeId id = dispute.opening().id();
            List<String> keys = IntStream.rangeClosed(1, dispute.enforcement().map(of -> of.n()).orElse(0))
                    .mapToObj(n -> CommandKey.ofFact("dispute", id.value(), Integer.toString(n)).hash())
                    .toList();
            long times = entries(store).stream()
                    .filter(one -> one.chain().type().equals("escrow") && keys.contains(one.key()))
                    .count();
            hold(times <= 1, id + " was carried out " + times + " times");
            boolean isDone = dispute.enforcement().filter(of -> of.done().isPresent()).isPresent();
            hold(!isDone || times == 1, id + " says that it was carried out");
            String end = money.get(id).end().map(DisputedMoney.End::key).orElse("");
            hold(!isDone || keys.contains(end), id + " was ended by another key");
        });
    }

    /** Each ruling and default has its reasons; a person's names what that person has found. */
    static void reasonsGiven(MemoryDynamo store) {
        entries(store).stream()
                .filter(entry -> entry.chain().type().equals(DisputeChains.TYPE))
                .forEach(entry -> {
                    DisputeEvent event = DisputeChains.event(entry);
                    boolean isImposed = event instanceof DisputeEvent.Ruled
                            || (event instanceof DisputeEvent.Enforcing enforcing
                                    && enforcing.outcome() == Outcome.DEFAULTED);
                    Optional<DecisionReasons> reasons =
                            DisputeReasons.of(DisputeChains.state(entry), event, entry.number(), words -> words);
                    String where = entry.chain().id() + " entry " + entry.number();
                    hold(!isImposed || reasons.isPresent(), where + " has no reasons");
                    hold(
                            reasons.stream()
                                    .allMatch(of -> of.finding().isAutomated()
                                            || of.facts().stream().anyMatch(fact -> !fact.words().isEmpty())),
                            where + " names no fact");
                });
    }

    /** Who decides has one role in a dispute, and is no party of it. */
    static void deciderApart(MemoryDynamo store) {
        last(store, DisputeChains.TYPE).values().forEach(entry -> {
            Dispute dispute = dispute(entry);
            List<String> people = dispute.bench().assignments().stream()
                    .map(Bench.Assignment::person)
                    .toList();
            DisputeId id = dispute.opening().id();
            hold(people.size() == Set.copyOf(people).size(), id + " gives a person two roles");
            hold(
                    !people.contains(dispute.opening().payer().value())
                            && !people.contains(dispute.opening().payee().value()),
                    id + " is judged by a party");
        });
    }

    /** No account of disputed money has a balance. */
    static void nothingFrozen(MemoryDynamo store) {
        Map<String, Long> sums = new TreeMap<>();
        entries(store).stream()
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account().kind() == AccountKind.DISPUTE
                        || posting.account().kind() == AccountKind.ESCROW)
                .forEach(posting -> sums.merge(
                        posting.account().toString(), posting.money().amountMinor(), Long::sum));
        hold(sums.values().stream().allMatch(sum -> sum == 0), "money is left: " + sums);
    }

    private static void hold(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
