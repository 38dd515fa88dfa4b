package dev.surety.payouts.app.single;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.payout.Accounts;
import dev.surety.payouts.app.payout.Checks;
import dev.surety.payouts.app.payout.Debts;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Payees;
import dev.surety.payouts.app.payout.Payees.Looked;
import dev.surety.payouts.app.payout.PayeesPayouts;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.app.payout.Payouts.Fact;
import dev.surety.payouts.app.payout.Payouts.Written;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.approval.Approvals;
import dev.surety.payouts.domain.payout.PayeeChecks;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.ledger.GuardedAppend.Bound;
import dev.surety.runtime.ledger.GuardedAppend.Unchanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Begins a single payout. Its first entry debits the source in the same transaction. A payout that people have to
 * approve is debited, too: the same money is not promised twice.
 */
public final class BeginPayout {
    private static final long INSTANT_UNITS = 500;

    private final Payouts payouts;
    private final Payees payees;
    private final Accounts accounts;
    private final Debts debts;
    private final PayeesPayouts earlier;
    private final Nudges nudges;
    private final Present present;

    public BeginPayout(
            Payouts payouts, Payees payees, Accounts accounts, Debts debts, Nudges nudges, Present present) {
        this.payouts = payouts;
        this.payees = payees;
        this.accounts = accounts;
        this.debts = debts;
        this.earlier = new PayeesPayouts(payouts, accounts);
        this.nudges = nudges;
        this.present = present;
    }

    /** A payout that is to begin. */
    interface Wanted {
        /** Whether it goes out without an approval, if the sum of the day is small enough. */
        boolean isFree();

        Verdict<PayoutOrder> order(MarketplaceSettings settings);
    }

    /** The decided event, and the conditions that it holds under. */
    private record Decided(PayoutEvent event, Instant now, List<Bound> bounds, List<Unchanged> unchanged) {}

    /** The parts that a decision reads. */
    private record Seen(
            MarketplaceSettings settings, Instant now, Optional<Looked> payee, boolean owes, long balance) {}

    Outcome<PayoutChain> begin(CommandEnvelope envelope, PayoutId id, Wanted wanted) {
        return CommandLoop.run("a payout", envelope, new Beginning(envelope, id, wanted));
    }

    private final class Beginning implements Command<PayoutChain, Decided, PayoutChain> {
        private final CommandEnvelope envelope;
        private final PayoutId id;
        private final Wanted wanted;

        private Beginning(CommandEnvelope envelope, PayoutId id, Wanted wanted) {
            this.envelope = envelope;
            this.id = id;
            this.wanted = wanted;
        }

        private MarketplaceId marketplace() {
            return envelope.caller().marketplace();
        }

        @Override
        public Optional<PayoutChain> load() {
            return Optional.of(payouts.load(marketplace(), id));
        }

        @Override
        public Tip tip(PayoutChain payout) {
            return payout.chain();
        }

        @Override
        public Outcome<PayoutChain> replay(PayoutChain payout, Entry seen) {
            nudge(payout);
            return new Outcome.Done<>(payouts.at(payout, seen.number()), true);
        }

        @Override
        public Verdict<Decided> decide(PayoutChain payout) {
            Optional<MarketplaceSettings> settings = present.find(marketplace());
            if (settings.isEmpty()) {
                return denied(CommonReason.INVALID.with("The marketplace has no settings yet."));
            }
            return switch (wanted.order(settings.get())) {
                case Verdict.Denied<PayoutOrder>(var refusal) -> denied(refusal);
                case Verdict.Allowed<PayoutOrder> _ when !payout.isEmpty() ->
                    denied(CommonReason.TRANSITION_NOT_ALLOWED.with("It was repeated before, by " + id + "."));
                case Verdict.Allowed<PayoutOrder>(var order) -> checked(order, settings.get());
            };
        }

        private Verdict<Decided> checked(PayoutOrder order, MarketplaceSettings settings) {
            Optional<Looked> payee = order.payee().flatMap(of -> payees.find(marketplace(), of));
            Optional<Refusal> stopped = payee.flatMap(of -> PayeeChecks.standing(of.standing(), order.speed()))
                    // People look at the payee: the payout is taken, and waits.
                    .filter(problem -> !problem.code().equals(PayeeChecks.SCREENING_PENDING))
                    .map(PayeeChecks.Problem::refusal)
                    .or(() -> present.paused(marketplace(), order.rail()));
            if (stopped.isPresent()) {
                return denied(stopped.get());
            }
            boolean owes = order.payee()
                    .filter(of -> debts.collect(marketplace(), of, order.amount().currency(), id.value()))
                    .isPresent();
            Instant now = present.now(marketplace(), settings);
            LedgerAccount source = account(order, order.source());
            // The balance first: a payout that comes between the two reads changes it, and the append finds that out.
            var seen = new Seen(settings, now, payee, owes, accounts.balance(source));
            List<PayoutChain> today = earlier.today(source, settings, now);
            return refusal(order, seen, today)
                    .<Verdict<Decided>>map(Verdict.Denied::new)
                    .orElseGet(() -> new Verdict.Allowed<>(decided(order, seen, today)));
        }

        private Optional<Refusal> refusal(PayoutOrder order, Seen seen, List<PayoutChain> today) {
            if (today.size() >= PayeesPayouts.MOST_A_DAY) {
                return Optional.of(CommonReason.limited(
                        "payouts_a_day",
                        PayeesPayouts.MOST_A_DAY,
                        today.size() + 1L,
                        "These are too many payouts of one account in one day."));
            }
            Optional<Refusal> refusal =
                    seen.owes() ? debtAccount(order).map(accounts::balance).map(BeginPayout::owing) : Optional.empty();
            if (refusal.isEmpty() && seen.payee().isPresent()) {
                Looked payee = seen.payee().get();
                refusal = Checks.method(payee.standing(), order, seen.settings(), seen.now())
                        .or(() -> earlier.problem(marketplace(), id, payee, order, seen.settings(), seen.now()))
                        .map(PayeeChecks.Problem::refusal);
            }
            long whole = order.whole().amountMinor();
            return refusal.isPresent() || seen.balance() >= whole
                    ? refusal
                    : Optional.of(Refusal.bounded(
                            CommonReason.INSUFFICIENT_AVAILABLE,
                            "The account does not hold the amount and its fee.",
                            "/amount",
                            "available",
                            seen.balance(),
                            whole));
        }

        private Decided decided(PayoutOrder order, Seen seen, List<PayoutChain> today) {
            Money sum = PayeesPayouts.sum(today, order);
            Money most = Approvals.orShipped(
                    seen.settings().moneyOut().instantUpTo(), INSTANT_UNITS, sum.currency());
            PayoutEvent event = wanted.isFree() && sum.compareTo(most) <= 0
                    ? new PayoutEvent.Scheduled(order)
                    : new PayoutEvent.Requested(
                            order,
                            envelope.caller().actor().principal(),
                            Approvals.needed(seen.settings().moneyOut(), sum),
                            sum);
            List<Bound> bounds = new ArrayList<>();
            bounds.add(Bound.atLeast(account(order, order.source()), seen.balance()));
            debtAccount(order).ifPresent(debt -> bounds.add(Bound.atLeast(debt, 0)));
            return new Decided(
                    event, seen.now(), bounds, seen.payee().stream().map(Looked::unchanged).toList());
        }

        @Override
        public Optional<Outcome<PayoutChain>> append(PayoutChain payout, Decided decided, Optional<String> note) {
            var fact = new Fact(decided.event(), decided.now(), envelope.caller().actor(), envelope.key(), note);
            return payouts.append(payout, fact, decided.bounds(), decided.unchanged()) instanceof Written.Done done
                            && done.fresh()
                    ? Optional.of(begun(done.payout()))
                    : Optional.empty();
        }

        private Outcome<PayoutChain> begun(PayoutChain payout) {
            nudge(payout);
            return new Outcome.Done<>(payout, false);
        }

        private Optional<LedgerAccount> debtAccount(PayoutOrder order) {
            return order.payee().map(of -> account(order, Account.of(AccountKind.DEBT, of)));
        }

        private LedgerAccount account(PayoutOrder order, Account of) {
            return new LedgerAccount(marketplace(), of, order.amount().currency());
        }

        private void nudge(PayoutChain payout) {
            if (payout.payout() instanceof Payout.Scheduled) {
                nudges.nudge(payout.chain().id());
            }
        }
    }

    private static Refusal owing(long debt) {
        return Refusal.bounded(
                CommonReason.DEBT_OPEN, CommonReason.DEBT_OPEN.title(), "/payee", "debt", 0, Math.negateExact(debt));
    }

    private static <T> Verdict<T> denied(Refusal refusal) {
        return new Verdict.Denied<>(refusal);
    }
}
