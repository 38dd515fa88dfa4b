package dev.surety.payouts.domain.bank;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.Part.As;
import dev.surety.payouts.domain.bank.StatementLine.Payment;
import dev.surety.payouts.domain.reason.Reason;
import dev.surety.payouts.domain.reason.Reasons;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what a line of the bank is about, and posts it. A payment is a payout's if id, amount and account agree; an
 * amount alone never matches. Money that nothing explains goes to {@code suspense}, with work for a person.
 */
public final class LineRules {
    public static final String UNMATCHED = "line_unmatched";
    public static final String RETURN_WAITS = "return_waits";

    private static final Account SUSPENSE = Account.of(AccountKind.SUSPENSE);
    private static final Account COSTS = Account.of(AccountKind.COSTS, "bank");

    private final Reasons reasons;

    public LineRules(Reasons reasons) {
        this.reasons = reasons;
    }

    /** The party that bears the fee that a bank keeps of a return. */
    public enum FeeOfReturn {
        OURS,
        PAYEES
    }

    /** @param payouts the payouts that the line names, as far as we have them */
    public LineBooking decide(StatementLine line, Map<String, PayoutFacts> payouts, FeeOfReturn fee) {
        return line.isDebit() ? debit(line, payouts) : credit(line, payouts, fee);
    }

    /** A payout that had failed is cleared like any other, because the bank credits it again. */
    private static LineBooking debit(StatementLine line, Map<String, PayoutFacts> payouts) {
        List<Part> parts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        boolean wantsPerson = false;
        Money left = line.amount().minus(line.charge());
        Money matched = Money.zero(left.currency());
        for (Payment payment : line.payments()) {
            Optional<PayoutFacts> facts = Optional.ofNullable(payouts.get(payment.payout()))
                    .filter(payout -> payout.bankAccount().equals(line.account()) && !payout.unsent())
                    .filter(payout -> payout.amount().equals(payment.amount()) && payout.debit().isEmpty());
            boolean fits = facts.isPresent()
                    && payment.amount().compareTo(left) <= 0
                    && seen.add(payment.payout());
            if (fits) {
                left = left.minus(payment.amount());
                matched = matched.plus(payment.amount());
            }
            wantsPerson |= !fits || facts.get().ended();
            parts.add(part(payment.payout(), payment.amount(), fits ? As.DEBITED : As.UNMATCHED));
        }
        Postings postings = Postings.building()
                .credit(bank(line), line.amount())
                .debit(COSTS, line.charge())
                .debit(transit(line), matched)
                .debit(SUSPENSE, left)
                .build();
        boolean unmatched = wantsPerson || !left.isZero();
        return new LineBooking(line, parts, postings, unmatched ? Optional.of(UNMATCHED) : Optional.empty());
    }

    private LineBooking credit(StatementLine told, Map<String, PayoutFacts> payouts, FeeOfReturn fee) {
        Optional<PayoutFacts> found = told.payments().size() == 1
                ? Optional.ofNullable(payouts.get(told.payments().getFirst().payout()))
                        .filter(payout -> payout.bankAccount().equals(told.account()) && !payout.unsent())
                        .filter(payout -> payout.amount().currency().equals(told.amount().currency()))
                        .filter(payout -> told.amount().compareTo(payout.amount()) <= 0)
                        .filter(payout -> payout.credit().isEmpty())
                : Optional.empty();
        if (found.isEmpty()) {
            List<Part> parts = told.payments().stream()
                    .map(payment -> part(payment.payout(), payment.amount(), As.UNMATCHED))
                    .toList();
            return inSuspense(told, parts, UNMATCHED);
        }
        PayoutFacts payout = found.get();
        StatementLine line = told.because(code(told, payout));
        String id = line.payments().getFirst().payout();
        As as = as(payout, line.code());
        if (as == As.WAITS) {
            return inSuspense(line, List.of(part(id, line.amount(), as)), RETURN_WAITS);
        }
        Money credited = fee == FeeOfReturn.OURS || as == As.RECREDITED ? payout.amount() : line.amount();
        Postings postings = Postings.building()
                .debit(bank(line), line.amount())
                .debit(COSTS, credited.minus(line.amount()))
                .credit(as == As.RETURNED ? payout.source() : transit(line), credited)
                .build();
        return new LineBooking(line, List.of(part(id, credited, as)), postings, Optional.empty());
    }

    /** A statement often shows a return of ACH without its reason, which the return file has told before. */
    private static String code(StatementLine line, PayoutFacts payout) {
        return line.code().isEmpty() ? payout.returnCode().orElse("") : line.code();
    }

    private As as(PayoutFacts payout, String code) {
        if (payout.ended() || isRecredit(payout)) {
            return As.RECREDITED;
        }
        // Money that returns for the erased stays in suspense.
        if (payout.payeeClosed()) {
            return As.WAITS;
        }
        // A code that we do not know goes to a person.
        if (!reasons.find(code).map(Reason::credits).orElse(false)) {
            return As.WAITS;
        }
        return payout.debit().isPresent() ? As.RETURNED : As.BEFORE_ITS_DEBIT;
    }

    /** Of one that the bank refused, and had debited with the others of its group. */
    public static boolean isRecredit(PayoutFacts payout) {
        return payout.refused().isPresent() && payout.debit().isEmpty();
    }

    private static LineBooking inSuspense(StatementLine line, List<Part> parts, String attention) {
        Postings postings = Postings.building()
                .debit(bank(line), line.amount())
                .credit(SUSPENSE, line.amount())
                .build();
        return new LineBooking(line, parts, postings, Optional.of(attention));
    }

    private static Part part(String payout, Money amount, As as) {
        return new Part(payout, amount.amountMinor(), as);
    }

    private static Account bank(StatementLine line) {
        return Account.of(AccountKind.BANK, line.account());
    }

    private static Account transit(StatementLine line) {
        return Account.of(AccountKind.TRANSIT, line.account());
    }
}
