package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowFold;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.Taking;
import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Postings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A state of the world as far as one payment is concerned: its escrows, the books, the bank, and what the gateway
 * really did, whoever knows of it.
 *
 * @param captured what the gateway really took, in minor units
 * @param sent what it really sent back
 */
record Model(
        Instant now,
        List<Sale> sales,
        Charge charge,
        List<Chargeback> chargebacks,
        Books books,
        long captured,
        long sent) {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final PaymentId PAYMENT = new PaymentId(Id.derive(PaymentId.PREFIX, "explored"));

    /** The machine of the design: where an entry may lead. */
    private static final Map<String, Set<String>> CHART = Map.of(
            "created", Set.of("funding", "cancelled", "expired"),
            "funding", Set.of("funding", "held", "created"),
            "held", Set.of("held", "delivered", "disputed", "settled", "cancelled"),
            "delivered", Set.of("delivered", "held", "disputed", "settled"),
            "disputed", Set.of("disputed", "held", "delivered", "settled"),
            "settled", Set.of("settled", "disputed"),
            "cancelled", Set.of("cancelled"),
            "expired", Set.of());

    /** How far the payment is: asked for, decided at the gateway without us knowing, or in our books. */
    enum Charge {
        NONE,
        ASKED,
        TAKEN,
        REFUSED,
        CAPTURED,
        DECLINED
    }

    Model {
        sales = List.copyOf(sales);
        chargebacks = List.copyOf(chargebacks);
    }

    static Model of(Scenario scenario, Spending.Rule rule) {
        Spending unspent = scenario.has(Scenario.Mood.BUDGETS) ? Spending.by(rule) : Spending.UNLIMITED;
        List<Sale> sales = scenario.agreements().stream()
                .map(agreement ->
                        new EscrowEvent.Created(agreement, NOON.plus(agreement.terms().timers().pay())))
                .map(created -> Sale.of(EscrowFold.first(created), NOON, unspent))
                .toList();
        var created = new Model(NOON, sales, Charge.NONE, List.of(), Books.EMPTY, 0, 0);
        if (!scenario.has(Scenario.Mood.PAID)) {
            return created;
        }
        Model paid = Paying.fund(created).orElseThrow();
        return Paying.tellAll(Paying.booked(Paying.taken(paid))).unspent(unspent);
    }

    private Model unspent(Spending spending) {
        List<Sale> all = sales.stream().map(sale -> sale.with(spending)).toList();
        return new Model(now, all, charge, chargebacks, books, captured, sent);
    }

    Escrow escrow(int sale) {
        return sales.get(sale).escrow();
    }

    /** What becomes of a command, if anything does. */
    Optional<Model> ask(int sale, EscrowCommand command) {
        return ask(sale, command, DecisionContext.at(now));
    }

    Optional<Model> ask(int sale, EscrowCommand command, DecisionContext when) {
        Spending spent = sales.get(sale).spending();
        if (spent.refusal(command).isPresent()) {
            return Optional.empty();
        }
        return switch (EscrowRules.decide(escrow(sale), command, when)) {
            case Decision.Refused _ -> Optional.empty();
            case Decision.Accepted accepted ->
                Optional.of(after(sale, accepted, spent.after(command, accepted.event())));
        };
    }

    /** What cannot be refused: an answer that is waited for, a deadline that has come, a bank that does not ask. */
    Model must(int sale, EscrowCommand command, String invariant) {
        return ask(sale, command).orElseThrow(() -> new Invariants.Breach(
                invariant + ": " + command + " was refused while " + escrow(sale).stateName()));
    }

    private Model after(int sale, Decision.Accepted accepted, Spending spent) {
        Escrow before = escrow(sale);
        Escrow after = EscrowFold.after(before, accepted.event(), now, "key");
        if (!CHART.get(before.stateName()).contains(after.stateName())) {
            throw new Invariants.Breach(
                    "legal-path: " + before.stateName() + " to " + after.stateName() + " by " + accepted.event());
        }
        Model next = with(sale, sales.get(sale).after(after, now, spent)).post(accepted.postings());
        return switch (accepted.event()) {
            case EscrowEvent.ChargebackOpened drawn -> next.found(List.of(drawn.found()), sale);
            case EscrowEvent.ChargebackWon won ->
                next.on(won.chargeback(), part -> part.won(won.late().gross(before.agreement())), sale)
                        .found(won.takings(), sale);
            case EscrowEvent.RefundFailed failed -> next.found(failed.takings(), sale);
            case EscrowEvent.ChargebackLost lost ->
                next.on(
                        lost.chargeback(),
                        part -> part.lost(lost.lost().gross(before.agreement())),
                        sale);
            default -> next;
        };
    }

    /** What an escrow made of a chargeback. */
    private Model on(String id, UnaryOperator<Chargeback.Part> change, int sale) {
        List<Chargeback> next = new ArrayList<>(chargebacks);
        next.replaceAll(known -> known.id().equals(id)
                ? known.with(sale, change.apply(known.parts().get(sale)))
                : known);
        return with(next);
    }

    /** What a bank had drawn was found. */
    private Model found(List<Taking> takings, int sale) {
        Model next = this;
        for (Taking found : takings) {
            long taken = found.taken().gross(escrow(sale).agreement()).amountMinor();
            next = next.on(found.chargeback(), part -> part.found(found.covered().amountMinor() - taken, taken), sale);
        }
        return next;
    }

    Model at(Instant later) {
        Instant then = later.isBefore(now) ? now : later;
        return new Model(then, sales, charge, chargebacks, books, captured, sent);
    }

    Model with(int sale, Sale next) {
        List<Sale> all = new ArrayList<>(sales);
        all.set(sale, next);
        return new Model(now, all, charge, chargebacks, books, captured, sent);
    }

    Model with(Charge next) {
        return new Model(now, sales, next, chargebacks, books, captured, sent);
    }

    Model with(List<Chargeback> next) {
        return new Model(now, sales, charge, next, books, captured, sent);
    }

    Model post(Postings postings) {
        return new Model(now, sales, charge, chargebacks, books.after(postings), captured, sent);
    }

    Model reallyTook(long amount) {
        return new Model(now, sales, charge, chargebacks, books, Math.addExact(captured, amount), sent);
    }

    Model reallySent(long amount) {
        return new Model(now, sales, charge, chargebacks, books, captured, Math.addExact(sent, amount));
    }
}
