package dev.surety.escrow.http;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.domain.escrow.AvailableCommands;
import dev.surety.escrow.domain.escrow.Deadlines;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.funds.Chargeback;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of an escrow, from its chain up to a version and its notes in the vault. Version 1. */
final class EscrowView {
    private final Actions actions;
    private final Escrows escrows;
    private final Notes words;

    EscrowView(Actions actions, Escrows escrows, Notes words) {
        this.actions = actions;
        this.escrows = escrows;
        this.words = words;
    }

    /** The view after a command. A repeated command gets the same view ({@code replay-identical}). */
    ObjectNode of(EscrowChain chain) {
        return of(chain, words.of(chain));
    }

    /** The view at {@code now}. It offers no command that a deadline has closed, even before the timer comes. */
    ObjectNode at(EscrowChain chain, Instant now) {
        return of(chain, words.of(chain), now);
    }

    /** The view with notes that the caller has already read. */
    ObjectNode of(EscrowChain chain, Notes.Said said) {
        return of(chain, said, chain.chain().last().at());
    }

    private ObjectNode of(EscrowChain chain, Notes.Said said, Instant now) {
        Escrow escrow = chain.escrow();
        Agreement agreement = escrow.agreement();
        ObjectNode view = Json.object()
                .put("id", chain.chain().id().id())
                .put("reference", agreement.reference().isEmpty() ? null : agreement.reference())
                .put("state", escrow.stateName())
                .put("outcome", escrow instanceof Escrow.Settled settled ? word(settled.outcome()) : null)
                .put("version", chain.version())
                .put("payer", agreement.payer().value())
                .put("payee", agreement.payee().value());
        view.set("amount", money(agreement.price()));
        amounts(view.putObject("amounts"), escrow);
        fees(view, escrow);
        terms(view.putObject("terms"), agreement.terms());
        escrow.paymentNow()
                .ifPresentOrElse(
                        payment -> payment(view.putObject("payment"), payment), () -> view.putNull("payment"));
        payments(view.putArray("payments"), chain);
        refunds(view.putArray("refunds"), chain, said);
        holds(view, chain, said);
        Deadlines.announced(escrow)
                .ifPresentOrElse(
                        deadline -> view.putObject("deadline")
                                .put("at", Times.text(deadline.at()))
                                .put("then", deadline.then()),
                        () -> view.putNull("deadline"));
        commands(view.putObject("commands"), escrow, now);
        view.put("description", said.about().map(of -> of.path("description").asString(null)).orElse(null));
        view.set("lines", said.about().map(of -> of.get("lines")).orElseGet(() -> Json.tree(List.of())));
        view.set("metadata", said.about().map(of -> of.get("metadata")).orElseGet(Json::object));
        return view.put("createdAt", Times.text(chain.chain().first().at()))
                .put("updatedAt", Times.text(chain.chain().last().at()));
    }

    /** The amounts sum to the funded amount. A refund after settlement is pending until the gateway confirms it. */
    private static void amounts(ObjectNode shown, Escrow escrow) {
        EscrowAmounts amounts = escrow.amountsNow();
        Agreement agreement = escrow.agreement();
        Money none = Money.zero(agreement.price().currency());
        Money pending = escrow.fundsNow().map(EscrowFunds::pending).orElse(none);
        Money undeliverable = escrow.fundsNow().map(EscrowFunds::undeliverable).orElse(none);
        shown.set("funded", money(amounts.funded()));
        shown.set("uncommitted", money(amounts.uncommitted()));
        shown.set("frozen", money(amounts.frozen().gross(agreement)));
        shown.set("inFlight", money(amounts.inFlight().gross(agreement)));
        shown.set("released", money(amounts.releasedNet()));
        shown.set("refunded", money(amounts.refundedGross().minus(pending).minus(undeliverable)));
        shown.set("pending", money(pending));
        shown.set("undeliverable", money(undeliverable));
        shown.set("fees", money(amounts.fees()));
        shown.set("lost", money(amounts.lost().gross(agreement)));
    }

    private static void fees(ObjectNode view, Escrow escrow) {
        var fees = view.putArray("fees");
        List<Fee> agreed = escrow.agreement().fees();
        List<Money> taken = escrow.feesTaken();
        for (int i = 0; i < agreed.size(); i++) {
            ObjectNode fee = fees.addObject()
                    .put("name", agreed.get(i).name())
                    .put("basisPoints", agreed.get(i).basisPoints().value())
                    .put("borneBy", word(agreed.get(i).borneBy()));
            fee.set("whole", money(agreed.get(i).whole()));
            fee.set("taken", money(taken.get(i)));
            tax(fee, agreed.get(i), taken.get(i));
        }
    }

    private static void tax(ObjectNode shown, Fee fee, Money taken) {
        fee.taxIncluded().ifPresent(of -> shown.putObject("taxIncluded")
                .put("name", of.name())
                .put("basisPoints", of.basisPoints().value())
                .set("taken", money(fee.taxIn(taken))));
    }

    private static void terms(ObjectNode terms, Agreement.Terms agreed) {
        terms.put("preset", agreed.preset()).put("version", agreed.version());
        terms.putObject("timers")
                .put("pay", Times.text(agreed.timers().pay()))
                .put("deliver", Times.text(agreed.timers().deliver()))
                .put("inspect", Times.text(agreed.timers().inspect()));
    }

    /** Every attempt to pay; the last one counts. */
    private void payments(ArrayNode payments, EscrowChain chain) {
        Optional<PaymentFact> last = chain.escrow().paymentNow();
        escrows.declined(chain).stream()
                .filter(attempt -> last.filter(of -> of.id().equals(attempt.id())).isEmpty())
                .forEach(attempt -> payment(payments.addObject(), attempt));
        last.ifPresent(attempt -> payment(payments.addObject(), attempt));
    }

    private void payment(ObjectNode shown, PaymentFact payment) {
        shown.put("id", payment.id().value())
                .put("status", payment.status().code())
                .put("method", payment.method())
                .put("code", payment.code().isEmpty() ? null : payment.code());
        actions.put(shown, payment.status(), payment.id());
    }

    private static void refunds(ArrayNode refunds, EscrowChain chain, Notes.Said said) {
        List<Refund> all =
                chain.escrow().fundsNow().map(funds -> funds.refunds()).orElse(List.of());
        for (Refund refund : all) {
            ObjectNode shown = refunds.addObject().put("id", refund.id().value());
            shown.set("amount", money(refund.part().gross(chain.escrow().agreement())));
            shown.put("status", refund.status().code())
                    .put("cause", refund.cause().code())
                    .put("reference", refund.reference().orElse(null))
                    .put("reason", said.reason(refund).orElse(null))
                    .put("code", refund.code().isEmpty() ? null : refund.code());
        }
    }

    private static void holds(ObjectNode view, EscrowChain chain, Notes.Said said) {
        Escrow escrow = chain.escrow();
        Agreement agreement = escrow.agreement();
        FundsHolds holds = escrow.fundsNow().map(EscrowFunds::holds).orElseGet(FundsHolds::none);
        List<Chargeback> freezing = holds.freezing();
        if (holds.dispute().isEmpty() && freezing.isEmpty()) {
            view.putNull("case");
        } else {
            ObjectNode open = view.putObject("case");
            Stream<Instant> since = Stream.concat(
                    holds.dispute().map(OpenDispute::openedAt).stream(),
                    freezing.stream().map(Chargeback::openedAt));
            open.put("openedAt", Times.text(since.min(Instant::compareTo).orElseThrow()));
            holds.dispute()
                    .ifPresentOrElse(
                            dispute -> {
                                ObjectNode shown = open.putObject("dispute").put("id", id(chain, dispute));
                                shown.set("amount", money(dispute.part().price()));
                                shown.put("reason", dispute.opening().reason().code())
                                        .put("words", said.disputeWords().orElse(null));
                                asks(shown.putArray("asks"), dispute.opening().asks());
                                shown.put("longStop", Times.text(dispute.longStop()));
                            },
                            () -> open.putNull("dispute"));
            chargebacks(open.putArray("chargebacks"), agreement, freezing);
            open.set("frozen", money(escrow.amountsNow().frozen().gross(agreement)));
        }
        chargebacks(view.putArray("chargebacks"), agreement, holds.chargebacks());
    }

    private static String id(EscrowChain chain, OpenDispute dispute) {
        ChainId id = chain.chain().id();
        return DisputeId.of(id.marketplace(), new EscrowId(id.id()), dispute.opening().ordinal())
                .value();
    }

    private static void asks(ArrayNode asks, Division division) {
        if (division.toPayee().isPositive()) {
            asks.addObject().put("to", "payee").set("amount", money(division.toPayee()));
        }
        if (division.toPayer().isPositive()) {
            asks.addObject().put("to", "payer").set("amount", money(division.toPayer()));
        }
    }

    private static void chargebacks(ArrayNode shown, Agreement agreement, List<Chargeback> all) {
        for (Chargeback bank : all) {
            ObjectNode one = shown.addObject().put("id", bank.id()).put("status", bank.status().code());
            one.set("amount", money(bank.amount()));
            one.set("covered", money(bank.covered(agreement)));
            one.set("held", money(bank.held().gross(agreement).plus(bank.shared())));
            one.set("taken", money(bank.taken().gross(agreement)));
            one.set("shortfall", money(bank.shortfall(agreement)));
            one.put("answerBy", bank.isOpen() ? Times.text(bank.answerBy()) : null);
        }
    }

    private static void commands(ObjectNode commands, Escrow escrow, Instant now) {
        AvailableCommands.toPayer(escrow, now).forEach(commands.putArray("payer")::add);
        AvailableCommands.toPayee(escrow, now).forEach(commands.putArray("payee")::add);
    }

    private static ObjectNode money(Money money) {
        return (ObjectNode) Json.tree(money);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
