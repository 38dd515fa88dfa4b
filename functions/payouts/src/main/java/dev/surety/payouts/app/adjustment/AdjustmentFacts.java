package dev.surety.payouts.app.adjustment;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.adjustment.AdjustmentChains.Conditions;
import dev.surety.payouts.app.bank.BankLines;
import dev.surety.payouts.app.debt.CollectDebt;
import dev.surety.payouts.app.payout.Accounts;
import dev.surety.payouts.app.payout.Payees;
import dev.surety.payouts.app.report.GatewayLines;
import dev.surety.payouts.domain.adjustment.AdjustedLine;
import dev.surety.payouts.domain.adjustment.AdjustmentOrder;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.ledger.GuardedAppend.Bound;
import dev.surety.runtime.ledger.GuardedAppend.Unchanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The world that an adjustment meets: participants, balances, and the fact that it clears. */
public final class AdjustmentFacts {
    private static final String CLOSED = "closed";

    /** The types of chain that an adjustment may clear, by the beginning of the id. */
    private static final Map<String, String> CLEARED = Map.of(
            StatementLine.PREFIX,
            BankLines.LINE,
            GatewayLines.PREFIX,
            GatewayLines.TYPE,
            CollectDebt.CASE_PREFIX,
            CollectDebt.CASES,
            "chb",
            "chargeback");

    private final Journal journal;
    private final Payees payees;
    private final Accounts accounts;

    AdjustmentFacts(Journal journal, Payees payees, Accounts accounts) {
        this.journal = journal;
        this.payees = payees;
        this.accounts = accounts;
    }

    /** Whether a text is the id of anything that an adjustment may clear. */
    public static boolean isClearable(String id) {
        return CLEARED.keySet().stream().anyMatch(prefix -> Id.isWellFormed(prefix, id));
    }

    private record Participant(AdjustedLine line, String pointer, Optional<Payees.Looked> looked) {}

    private List<Participant> participants(MarketplaceId marketplace, AdjustmentOrder order) {
        List<Participant> all = new ArrayList<>();
        for (int i = 0; i < order.lines().size(); i++) {
            AdjustedLine line = order.lines().get(i);
            String pointer = "/lines/" + i + "/account";
            line.participant()
                    .ifPresent(id -> all.add(new Participant(line, pointer, payees.find(marketplace, id))));
        }
        return all;
    }

    /** Participants that are unknown, or closed where the line needs an open one, and a fact that is not there. */
    List<FieldError> wrong(MarketplaceId marketplace, AdjustmentOrder order) {
        List<FieldError> wrong = new ArrayList<>();
        for (Participant of : participants(marketplace, order)) {
            if (of.looked().isEmpty()) {
                wrong.add(new FieldError(of.pointer(), "not_found"));
            } else if (of.line().needsOpenParticipant()
                    && of.looked().get().standing().state().equals(CLOSED)) {
                wrong.add(new FieldError(of.pointer(), CLOSED));
            }
        }
        if (order.resolves().filter(id -> !isThere(marketplace, id)).isPresent()) {
            wrong.add(new FieldError("/resolves", "not_found"));
        }
        return wrong;
    }

    private boolean isThere(MarketplaceId marketplace, String id) {
        return CLEARED.entrySet().stream()
                .filter(row -> Id.isWellFormed(row.getKey(), id))
                .anyMatch(row -> journal.has(new ChainId(row.getValue(), marketplace, id), 1));
    }

    /** The refusal if an account does not hold what a line takes from it, or a payee owes less than it gets. */
    Optional<Refusal> shortage(MarketplaceId marketplace, AdjustmentOrder order) {
        for (int i = 0; i < order.lines().size(); i++) {
            AdjustedLine line = order.lines().get(i);
            long asked = Math.absExact(line.amount().amountMinor());
            Optional<Long> there = Optional.of(line)
                    .filter(of -> takes(of) || paysDebt(of))
                    .map(of -> accounts.balance(account(marketplace, of)))
                    .map(balance -> takes(line) ? balance : Math.negateExact(balance));
            if (there.filter(of -> of < asked).isPresent()) {
                return Optional.of(Refusal.bounded(
                        CommonReason.INSUFFICIENT_AVAILABLE,
                        takes(line)
                                ? "The account " + line.account() + " does not hold so much."
                                : "The payee of " + line.account() + " does not owe so much.",
                        "/lines/" + i + "/amount",
                        "available",
                        Math.max(0, there.get()),
                        asked));
            }
        }
        return Optional.empty();
    }

    private static boolean takes(AdjustedLine line) {
        return line.kind().isGuarded() && line.amount().isNegative();
    }

    private static boolean paysDebt(AdjustedLine line) {
        return line.kind() == AccountKind.DEBT && line.amount().isPositive();
    }

    private static LedgerAccount account(MarketplaceId marketplace, AdjustedLine line) {
        return new LedgerAccount(marketplace, line.posted(), line.amount().currency());
    }

    /** No more is taken than is there, no debt becomes a credit, and no participant closes in between. */
    Conditions conditions(MarketplaceId marketplace, AdjustmentOrder order) {
        List<Bound> bounds = order.lines().stream()
                .filter(AdjustmentFacts::paysDebt)
                .map(line -> Bound.atMost(
                        account(marketplace, line), line.amount().negated().amountMinor()))
                .toList();
        List<Unchanged> unchanged = participants(marketplace, order).stream()
                .filter(of -> of.line().needsOpenParticipant())
                .flatMap(of -> of.looked().stream())
                .map(Payees.Looked::unchanged)
                .distinct()
                .toList();
        return new Conditions(order.lines().stream().anyMatch(AdjustmentFacts::takes), bounds, unchanged);
    }
}
