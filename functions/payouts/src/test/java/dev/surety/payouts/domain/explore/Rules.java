package dev.surety.payouts.domain.explore;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.LineBooking;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.payouts.domain.debt.Balances;
import dev.surety.payouts.domain.debt.Collection;
import dev.surety.payouts.domain.debt.KeptDay;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutPostings;
import dev.surety.payouts.domain.payout.PayoutRules;
import dev.surety.payouts.domain.payout.PayoutTimes;
import dev.surety.payouts.store.ShippedReasons;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The rules under test. A mutant breaks one of them. */
class Rules {
    private static final LineRules LINES = new LineRules(ShippedReasons.get());

    PayoutDecision decide(Payout payout, PayoutCommand command, PayoutRules.Context context) {
        return PayoutRules.decide(payout, command, context);
    }

    Postings postings(Optional<Payout> before, PayoutEvent event) {
        return PayoutPostings.of(before, event);
    }

    Optional<Instant> due(Payout payout, Instant at) {
        return PayoutTimes.due(payout, at);
    }

    LineBooking line(StatementLine line, Map<String, PayoutFacts> facts, LineRules.FeeOfReturn fee) {
        return LINES.decide(line, facts, fee);
    }

    /** The money of a day of reserve. */
    Money released(Money kept, Money reserve) {
        return KeptDay.released(kept, reserve);
    }

    Optional<Collection> collection(ParticipantId payee, Balances balances) {
        return Collection.of(payee, balances);
    }
}
