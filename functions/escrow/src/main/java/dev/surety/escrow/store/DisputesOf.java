package dev.surety.escrow.store;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.funds.DisputeOpening;
import dev.surety.escrow.domain.funds.EndedDispute;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.dispute.DisputedMoney.End;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The disputes of an escrow, in the words that functions share. */
final class DisputesOf {
    private final ChainId chain;
    private final EscrowFunds funds;
    private final Function<String, Optional<String>> words;

    private DisputesOf(ChainId chain, EscrowFunds funds, Function<String, Optional<String>> words) {
        this.chain = chain;
        this.funds = funds;
        this.words = words;
    }

    /** @param words the vault's commitment to the text that came with the command of a key */
    static Optional<EscrowDisputes> of(ChainId chain, Escrow escrow, Function<String, Optional<String>> words) {
        return escrow.fundsNow()
                .filter(funds -> funds.holds().opened() > 0)
                .map(funds -> new DisputesOf(chain, funds, words).all());
    }

    private EscrowDisputes all() {
        Agreement agreement = funds.amounts().agreement();
        List<DisputedMoney> disputes = new ArrayList<>();
        funds.holds().ended().forEach(ended -> disputes.add(ended(ended)));
        funds.holds().dispute().ifPresent(open -> disputes.add(open(open)));
        return new EscrowDisputes(
                EscrowDisputes.VERSION,
                agreement.payer(),
                agreement.payee(),
                agreement.reference(),
                agreement.terms().preset(),
                agreement.terms().version(),
                agreement.price(),
                disputes);
    }

    private DisputedMoney open(OpenDispute open) {
        FundsHolds holds = funds.holds();
        return new DisputedMoney(
                id(open.opening()),
                open.openedAt(),
                open.opening().reason(),
                words.apply(open.opening().key()),
                open.opening().asks(),
                open.opening().claim(),
                open.part().price(),
                holds.drawn(funds.amounts().agreement()).price(),
                holds.isBankDeciding() ? Optional.empty() : Optional.of(open.longStop()),
                open.extended(),
                Optional.empty());
    }

    private DisputedMoney ended(EndedDispute ended) {
        DisputeOpening opening = ended.opening();
        Money none = Money.zero(opening.claim().currency());
        return new DisputedMoney(
                id(opening),
                opening.at(),
                opening.reason(),
                words.apply(opening.key()),
                opening.asks(),
                opening.claim(),
                none,
                none,
                Optional.empty(),
                ended.extended(),
                Optional.of(new End(ended.how(), ended.at(), ended.key(), ended.refund().map(this::refund))));
    }

    private DisputedMoney.Refund refund(RefundId id) {
        Refund.Status status = funds.refunds().stream()
                .filter(refund -> refund.id().equals(id))
                .map(Refund::status)
                .findFirst()
                .orElseThrow();
        return switch (status) {
            case PENDING, UNKNOWN, RETRYING -> DisputedMoney.Refund.PENDING;
            // A refund that is owed fails only where the payer has the money already, by the bank.
            case DONE, FAILED -> DisputedMoney.Refund.DONE;
            case UNDELIVERABLE -> DisputedMoney.Refund.UNDELIVERABLE;
        };
    }

    private DisputeId id(DisputeOpening opening) {
        return DisputeId.of(chain.marketplace(), new EscrowId(chain.id()), opening.ordinal());
    }
}
