package dev.surety.ledger.domain.report;

import dev.surety.model.Invariants;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Holds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A balance in one currency, and every minor unit of it that is not available, part by part ({@code explained}).
 *
 * @param waits why the available money is not paid out now
 */
public record Explanation(ParticipantBalance balance, List<Part> parts, List<PayoutWaits.Wait> waits) {
    public Explanation {
        parts = List.copyOf(parts);
        waits = List.copyOf(waits);
        Money sum = parts.stream().map(Part::amount).reduce(Money.zero(balance.currency()), Money::plus);
        Invariants.hold(sum.equals(balance.unavailable()), "explained: the parts sum to what is not available");
    }

    /** Whether a part's reason is known, and if not, why not. */
    public enum Status {
        EXPLAINED,
        /** The chain's sum is not the ledger's: one of the two is moments ahead. */
        BEING_POSTED,
        /** The chain's last entry gives no reason. */
        NOT_RECORDED,
        /** There is more than one answer looks at. */
        NOT_LOOKED_AT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param account the kind of account that holds it
     * @param subject the chain whose money it is, where that is known
     * @param earliest when time itself ends the reason, if it does
     */
    public record Part(
            AccountKind account,
            Money amount,
            Status status,
            Optional<WaitReason> reason,
            Optional<ChainId> subject,
            Optional<Instant> earliest) {
        static Part unexplained(AccountKind account, Money amount, Status status, Optional<ChainId> subject) {
            return new Part(account, amount, status, Optional.empty(), subject, Optional.empty());
        }
    }

    public boolean isComplete() {
        return parts.stream().allMatch(part -> part.status() == Status.EXPLAINED);
    }

    /** Explains the money on an account of {@code escrow} or {@code onHold}, chain by chain. */
    public static List<Part> parts(
            LedgerAccount account, OpenChains chains, Map<ChainId, Optional<Holds>> said) {
        if (chains.isOutOfOrder()) {
            return whole(account, chains.sumMinor(), Status.BEING_POSTED);
        }
        List<Part> parts = new ArrayList<>();
        long notLookedAt = 0;
        for (Map.Entry<ChainId, Long> open : chains.open().entrySet()) {
            Optional<Holds> holds = said.getOrDefault(open.getKey(), Optional.empty());
            if (said.containsKey(open.getKey())) {
                parts.addAll(ofChain(account, open.getKey(), open.getValue(), holds));
            } else {
                notLookedAt = Math.addExact(notLookedAt, open.getValue());
            }
        }
        parts.addAll(whole(account, notLookedAt, Status.NOT_LOOKED_AT));
        return parts;
    }

    /** An account in one part, or in none if it holds nothing. */
    public static List<Part> whole(LedgerAccount account, long amountMinor, Status status) {
        return amountMinor == 0
                ? List.of()
                : List.of(Part.unexplained(
                        account.kind(), account.money(amountMinor), status, Optional.empty()));
    }

    /** Money on an account of its own, such as {@code reserve}, has one reason whatever its chains. */
    public static List<Part> kept(
            AccountKind account, Money amount, WaitReason reason, Optional<Instant> earliest) {
        return amount.isZero()
                ? List.of()
                : List.of(new Part(
                        account,
                        amount,
                        Status.EXPLAINED,
                        Optional.of(reason),
                        Optional.empty(),
                        earliest));
    }

    /** A debt sale by sale; one part without a sale where the account has a credit. */
    public static List<Part> owed(LedgerAccount account, Debts debts) {
        if (debts.sumMinor() > 0) {
            return kept(account.kind(), account.money(debts.sumMinor()).negated(), WaitReason.DEBT, Optional.empty());
        }
        return debts.owed().entrySet().stream()
                .map(each -> new Part(
                        account.kind(),
                        account.money(each.getValue()),
                        Status.EXPLAINED,
                        Optional.of(WaitReason.DEBT),
                        Optional.of(each.getKey()),
                        Optional.empty()))
                .toList();
    }

    private static List<Part> ofChain(
            LedgerAccount account, ChainId chain, long netMinor, Optional<Holds> said) {
        Currency currency = account.currency();
        if (said.isEmpty()) {
            return List.of(unknown(account, chain, netMinor, Status.NOT_RECORDED));
        }
        List<Holds.Hold> holds = account.kind() == AccountKind.ESCROW ? said.get().escrow() : said.get().onHold();
        long sum = 0;
        List<Part> parts = new ArrayList<>();
        for (Holds.Hold hold : holds) {
            Optional<WaitReason> reason = WaitReason.find(hold.reason());
            if (reason.isEmpty() || hold.amountMinor() <= 0) {
                return List.of(unknown(account, chain, netMinor, Status.NOT_RECORDED));
            }
            sum = Math.addExact(sum, hold.amountMinor());
            parts.add(new Part(
                    account.kind(),
                    Money.of(hold.amountMinor(), currency),
                    Status.EXPLAINED,
                    reason,
                    Optional.of(chain),
                    hold.until()));
        }
        if (sum > netMinor) {
            return List.of(unknown(account, chain, netMinor, Status.BEING_POSTED));
        }
        if (sum < netMinor) {
            parts.add(unknown(account, chain, netMinor - sum, Status.BEING_POSTED));
        }
        return parts;
    }

    private static Part unknown(LedgerAccount account, ChainId chain, long amountMinor, Status status) {
        return Part.unexplained(account.kind(), account.money(amountMinor), status, Optional.of(chain));
    }
}
