package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.CaseTelling;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.model.journal.Account;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What tells two states apart that can go on differently: 128 bits of everything a rule or a check looks at. Instants
 * count from the present and, once past, are all alike; ids and refunds that are over do not count.
 */
record Fingerprint(long high, long low) {
    static Fingerprint of(Model model) {
        return new Mixing(model.now()).add(model).done();
    }

    private static final class Mixing {
        private final Instant now;
        private long high = 0x9E3779B97F4A7C15L;
        private long low = 0xC2B2AE3D27D4EB4FL;

        private Mixing(Instant now) {
            this.now = now;
        }

        private static long stirred(long of) {
            long x = (of ^ (of >>> 30)) * 0xBF58476D1CE4E5B9L;
            x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
            return x ^ (x >>> 31);
        }

        private Mixing add(long value) {
            high = stirred(high + value) * 0x9E3779B97F4A7C15L + 1;
            low = stirred((low ^ value) + 0x165667B19E3779F9L) * 0xD6E8FEB86659FD93L + 3;
            return this;
        }

        private Fingerprint done() {
            return new Fingerprint(stirred(high), stirred(low));
        }

        private Mixing add(boolean value) {
            return add(value ? 1 : 2);
        }

        private Mixing add(Enum<?> value) {
            return add(value.ordinal() + 11);
        }

        private Mixing add(Money money) {
            return add(money.amountMinor());
        }

        private Mixing add(Instant at) {
            Duration left = Duration.between(now, at);
            return add(left.isNegative() ? 0 : left.toMillis());
        }

        private Mixing add(Optional<Instant> at) {
            return at.map(this::add).orElseGet(() -> add(-1));
        }

        private Mixing add(Portion slice) {
            add(slice.price());
            slice.shares().forEach(this::add);
            return this;
        }

        private Mixing add(Model model) {
            add(model.charge()).add(model.captured()).add(model.sent());
            for (Sale sale : model.sales()) {
                add(sale.escrow()).add(sale.due()).add(sale.word()).add(sale.booked());
                sale.spending().rule().ifPresent(_ -> add(sale.spending()));
            }
            for (Chargeback chargeback : model.chargebacks()) {
                add(chargeback.amount()).add(chargeback.bank());
                for (Chargeback.Part part : chargeback.parts()) {
                    add(part.amount()).add(part.told().length())
                            .add(part.covered())
                            .add(part.taken())
                            .add(part.lost())
                            .add(part.over());
                }
            }
            for (Map.Entry<Account, Long> account : model.books().sums().entrySet()) {
                add(account.getKey().kind()).add(account.getValue());
            }
            return this;
        }

        private void add(Spending spending) {
            add(Math.min(spending.byPayer(), Spending.ENTRIES)).add(Math.min(spending.byPayee(), Spending.ENTRIES));
            add(spending.refundBy().map(Enum::ordinal).orElse(-1));
        }

        private Mixing add(Escrow escrow) {
            add(escrow.stateName().hashCode());
            switch (escrow) {
                case Escrow.Created created -> add(created.payBy());
                case Escrow.Funding funding ->
                    add(funding.payBy()).add(funding.asked()).add(funding.actBy());
                case Escrow.Held held -> add(held.deliverBy());
                case Escrow.Delivered delivered -> add(delivered.inspectUntil());
                case Escrow.Settled settled ->
                    add(settled.outcome()).add(settled.settledAt().plus(EscrowRules.REFUND_WINDOW));
                case Escrow.Cancelled _, Escrow.Expired _ -> add(0);
            }
            escrow.fundsNow().ifPresent(this::add);
            return this;
        }

        private void add(FundsHolds holds) {
            Duration ran = holds.dispute().map(of -> of.ran(now)).orElse(Duration.ZERO).plus(holds.ran());
            Duration over = ran.minus(Duration.ofDays(75));
            add(holds.opened()).add(over.isNegative() ? 0 : over.toMillis());
            holds.dispute().ifPresent(of -> add(of.part())
                    .add(of.longStop())
                    .add(of.left().toMillis())
                    .add(of.bankSince().isPresent())
                    .add(of.extended().toMillis())
                    .add(of.telling().flatMap(CaseTelling::next))
                    .add(of.telling().map(CaseTelling::looks).orElse(-1)));
            for (dev.surety.escrow.domain.funds.Chargeback bank : holds.chargebacks()) {
                add(bank.id().hashCode()).add(bank.status()).add(bank.held());
                if (bank.status() != ChargebackStatus.WON) {
                    add(bank.amount()).add(bank.shared()).add(bank.taken()).add(bank.onHold());
                    add(bank.onHold().isZero() ? 0 : bank.toMature().toMillis());
                    add(bank.isOpen() ? bank.left().toMillis() : 0);
                    add(bank.isOpen() ? bank.answerBy() : Instant.EPOCH);
                }
            }
        }

        private void add(EscrowFunds funds) {
            EscrowAmounts amounts = funds.amounts();
            add(amounts.funded())
                    .add(amounts.frozen())
                    .add(amounts.inFlight())
                    .add(amounts.released())
                    .add(amounts.refunded())
                    .add(amounts.lost())
                    .add(funds.changes());
            add(funds.holds());
            for (EscrowFunds.Maturing maturing : funds.maturing()) {
                add(maturing.part()).add(maturing.at());
            }
            funds.openRefund().ifPresent(this::add);
        }

        private void add(Refund refund) {
            add(refund.part())
                    .add(refund.ofMaturing())
                    .add(refund.afterSettlement())
                    .add(refund.cause())
                    .add(refund.status())
                    .add(refund.attempt())
                    .add(refund.asked())
                    .add(refund.askAt());
        }
    }
}
