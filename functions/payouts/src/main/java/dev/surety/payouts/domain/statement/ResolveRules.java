package dev.surety.payouts.domain.statement;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.domain.bank.LineRules.FeeOfReturn;
import dev.surety.payouts.domain.bank.LineState;
import dev.surety.payouts.domain.bank.LineState.Phase;
import dev.surety.payouts.domain.bank.LineState.Resolution;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.bank.Way;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Decides what a person's explanation of a line posts, and whether a second person has to agree. */
public final class ResolveRules {
    /** The accounts that a line may be explained with, beside those that a word of its own names. */
    private static final Set<AccountKind> ACCOUNTS = EnumSet.of(
            AccountKind.CAPITAL,
            AccountKind.COSTS,
            AccountKind.LOSS,
            AccountKind.FEES,
            AccountKind.TAX,
            AccountKind.SETTLING,
            AccountKind.PAYABLE);

    private ResolveRules() {}

    /** The money that a line is about, and its direction. */
    private record Open(String id, LineState line, Money amount, boolean isDebit) {
        Account bank() {
            return Account.of(AccountKind.BANK, line.line().account());
        }

        Account transit() {
            return Account.of(AccountKind.TRANSIT, line.line().account());
        }

        /** The account that has the money until now. */
        Account from() {
            return line.phase() == Phase.PARKED || line.as() == LineClass.REVERSAL
                    ? bank()
                    : Account.of(AccountKind.SUSPENSE);
        }
    }

    /**
     * @param debit the news for the payout that it names
     * @param credit likewise
     * @param creditsPayee whether a payee gets the money
     */
    public record Closing(
            Postings postings,
            Optional<BookedDebit> debit,
            Optional<BookedCredit> credit,
            boolean creditsPayee) {}

    /** The kind of work that the line's explanation ends. */
    public static String attention(LineState line) {
        return switch (line.as()) {
            case RETURN_WAITS -> LineRules.RETURN_WAITS;
            case DESTINATION -> MatchRules.DESTINATION;
            default -> LineRules.UNMATCHED;
        };
    }

    /** Whether there is anything to explain. */
    public static boolean isOpen(LineState line) {
        return switch (line.phase()) {
            case BOOKED, RESOLVING -> !line.suspense().isZero() || line.as() == LineClass.REVERSAL;
            case PARKED -> line.as() == LineClass.REVERSAL;
            case RESOLVED -> false;
        };
    }

    public static boolean needsSecond(LineState line, Closing closing, Money alone) {
        Money amount = line.line().amount();
        return closing.creditsPayee()
                || line.as() == LineClass.RETURN_WAITS
                || line.as() == LineClass.DESTINATION
                || amount.compareTo(alone) >= 0;
    }

    /**
     * @param payout the payout that the explanation names, as far as it is there
     * @return empty if the explanation does not fit the line
     */
    public static Optional<Closing> close(
            String id, LineState line, Resolution as, Optional<PayoutFacts> payout, FeeOfReturn fee) {
        Money amount = line.suspense().isZero() ? line.line().amount() : positive(line.suspense());
        var open = new Open(id, line, amount, line.line().isDebit());
        return switch (as.as()) {
            case PAYOUT_DEBIT -> payout.filter(of -> isDebit(open, of)).map(_ -> debit(open));
            case PAYOUT_RETURN -> payout.filter(of -> isReturn(open, of)).map(of -> back(open, of, fee));
            case OWN_MONEY -> Optional.of(against(open, Account.of(AccountKind.CAPITAL)));
            case FEE -> Optional.of(against(open, Account.of(AccountKind.COSTS, "bank")));
            case OWN_TRANSFER -> Optional.of(against(open, Account.of(AccountKind.SETTLING, "own")));
            case GATEWAY_SETTLEMENT ->
                as.target()
                        .flatMap(gateway -> Account.parse("settling:" + gateway))
                        .map(account -> against(open, account));
            case ACCOUNT ->
                as.target()
                        .flatMap(Account::parse)
                        .filter(account -> ACCOUNTS.contains(account.kind()))
                        .filter(account -> !account.kind().isGuarded() || !open.isDebit())
                        .map(account -> against(open, account));
            case ADJUSTMENT -> Optional.empty();
        };
    }

    /**
     * Whether an adjustment clears the line: it takes out of {@code suspense} all that the line brought there.
     *
     * @param inSuspense the sum that the adjustment posts to {@code suspense}
     */
    public static boolean isClearedBy(LineState line, Money inSuspense) {
        return isOpen(line)
                && !line.suspense().isZero()
                && line.suspense().negated().equals(inSuspense);
    }

    private static Money positive(Money money) {
        return money.isNegative() ? money.negated() : money;
    }

    private static boolean isDebit(Open open, PayoutFacts payout) {
        return open.isDebit()
                && !payout.unsent()
                && !payout.ended()
                && payout.debit().isEmpty()
                && payout.bankAccount().equals(open.line().line().account())
                && payout.amount().equals(open.amount());
    }

    private static boolean isReturn(Open open, PayoutFacts payout) {
        return !open.isDebit()
                && !payout.unsent()
                && !payout.payeeClosed()
                && payout.credit().filter(other -> !other.equals(open.id())).isEmpty()
                && payout.bankAccount().equals(open.line().line().account())
                && payout.amount().currency().equals(open.amount().currency())
                && open.amount().compareTo(payout.amount()) <= 0;
    }

    private static Closing debit(Open open) {
        var line = open.line().line();
        return new Closing(
                moved(open, open.transit()),
                Optional.of(new BookedDebit(open.id(), line.bookedOn(), line.at())),
                Optional.empty(),
                false);
    }

    private static Closing back(Open open, PayoutFacts payout, FeeOfReturn fee) {
        Way way = payout.ended() || LineRules.isRecredit(payout)
                ? Way.RECREDITED
                : payout.debit().isPresent() ? Way.RETURNED : Way.BEFORE_ITS_DEBIT;
        Money credited = fee == FeeOfReturn.OURS || way == Way.RECREDITED ? payout.amount() : open.amount();
        Postings postings = Postings.building()
                .debit(open.from(), open.amount())
                .debit(Account.of(AccountKind.COSTS, "bank"), credited.minus(open.amount()))
                .credit(way == Way.RETURNED ? payout.source() : open.transit(), credited)
                .build();
        var line = open.line().line();
        var credit = new BookedCredit(
                open.id(), line.bookedOn(), line.at(), open.amount(), credited, line.code(), way);
        return new Closing(postings, Optional.empty(), Optional.of(credit), true);
    }

    private static Closing against(Open open, Account account) {
        return new Closing(
                moved(open, account),
                Optional.empty(),
                Optional.empty(),
                account.kind() == AccountKind.PAYABLE);
    }

    private static Postings moved(Open open, Account to) {
        Money in = open.isDebit() ? open.amount().negated() : open.amount();
        return Postings.building().debit(open.from(), in).credit(to, in).build();
    }
}
