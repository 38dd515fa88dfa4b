package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.Authority.Standpoint;
import dev.surety.escrow.app.escrow.Authority;
import dev.surety.escrow.app.escrow.DecisionContexts;
import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows.Charged;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.domain.escrow.Budget;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.payment.PayeeDebt;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.marketplace.Pauses;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.tokens.Caller;
import java.util.Optional;

/**
 * Runs a command of a party, an arbiter or a dispute. If the command starts a refund, this sends it, and the gateway's
 * answer is the command's.
 */
public final class TransitionEscrow {
    private final Escrows escrows;
    private final Payments payments;
    private final DecisionContexts prevailing;
    private final ChargePayee charging;
    private final SendRefund refunds;
    private final Replays replays;
    private final Pauses pauses;

    public TransitionEscrow(
            Escrows escrows,
            Payments payments,
            DecisionContexts prevailing,
            ChargePayee charging,
            SendRefund refunds,
            Replays replays,
            Pauses pauses) {
        this.escrows = escrows;
        this.payments = payments;
        this.prevailing = prevailing;
        this.charging = charging;
        this.refunds = refunds;
        this.replays = replays;
        this.pauses = pauses;
    }

    public Outcome<EscrowChain> move(CommandEnvelope envelope, EscrowId id, Standpoint by, EscrowCommand command) {
        Caller caller = envelope.caller();
        var transition = new Transition(
                caller.marketplace(), id, by, command, envelope.key(), Authority.leaves(caller));
        return CommandLoop.run("an escrow", envelope, transition);
    }

    /**
     * Tries once to carry out a dispute's own decision.
     *
     * @return whether it is over: done now or before, or refused with nothing spent; false if another writer took the
     *     place
     */
    boolean tryOnce(EscrowChain chain, CommandKey key, EscrowCommand command) {
        var transition = new Transition(
                SettleFunding.marketplace(chain),
                SettleFunding.id(chain),
                new Authority.OfDispute(),
                command,
                key,
                PayeeDebt.NONE);
        if (chain.chain().seen(key).isPresent()
                || transition.preconditions(chain).isPresent()
                || !(transition.decide(chain) instanceof Verdict.Allowed<Decided>(var decided))) {
            return true;
        }
        return transition.append(chain, decided, Optional.empty()).isPresent();
    }

    /** The decision and its circumstances. */
    private record Decided(Decision.Accepted accepted, DecisionContext when) {}

    private final class Transition implements Command<EscrowChain, Decided, EscrowChain> {
        private final MarketplaceId marketplace;
        private final EscrowId id;
        private final Standpoint by;
        private final EscrowCommand command;
        private final CommandKey key;
        private final PayeeDebt leaves;

        Transition(
                MarketplaceId marketplace,
                EscrowId id,
                Standpoint by,
                EscrowCommand command,
                CommandKey key,
                PayeeDebt leaves) {
            this.marketplace = marketplace;
            this.id = id;
            this.by = by;
            this.command = command;
            this.key = key;
            this.leaves = leaves;
        }

        @Override
        public Optional<EscrowChain> load() {
            return escrows.find(marketplace, id);
        }

        @Override
        public Tip tip(EscrowChain chain) {
            return chain.chain();
        }

        @Override
        public Optional<Refusal> forbidden(EscrowChain chain) {
            return by.refusal(chain.escrow()).map(TransitionEscrow::plain);
        }

        @Override
        public Outcome<EscrowChain> replay(EscrowChain chain, Entry seen) {
            return replays.replay(chain, seen);
        }

        @Override
        public Optional<Refusal> preconditions(EscrowChain chain) {
            Optional<Refusal> wrong = EscrowRules.wrongInItself(chain.escrow(), command);
            if (wrong.isPresent()) {
                return wrong;
            }
            boolean back = sendsMoneyBack(chain, command);
            Optional<Refusal> paused = back
                    ? pauses.refusal(SettleFunding.marketplace(chain), What.MONEY_OUT)
                    : Optional.empty();
            if (paused.isPresent()) {
                return paused;
            }
            // Awards have no budget: each needs a dispute, and disputes are limited.
            boolean counted = back && !(command instanceof EscrowCommand.Award);
            return escrows.overBudget(chain, command, by.actor())
                    .or(() -> counted ? overBudgetOfPayment(chain) : Optional.empty())
                    .or(() -> Optional.of(plain(CommonReason.USE_DISPUTE)).filter(_ -> isDecidedElsewhere(chain)));
        }

        /** Whether only the dispute's own procedure may end it by this command. */
        private boolean isDecidedElsewhere(EscrowChain chain) {
            boolean ends = command instanceof EscrowCommand.Award || command instanceof EscrowCommand.Withdraw;
            return ends && !by.mayOverrule() && chain.escrow().hasProcedure();
        }

        @Override
        public Verdict<Decided> decide(EscrowChain chain) {
            DecisionContext when = when(chain, command);
            Decision decision = command instanceof EscrowCommand.RefundPayer refund
                    ? charging.decide(chain, refund, leaves, when.now())
                    : EscrowRules.decide(chain.escrow(), command, when);
            return switch (decision) {
                case Decision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
                case Decision.Accepted accepted -> new Verdict.Allowed<>(new Decided(accepted, when));
            };
        }

        @Override
        public Optional<Outcome<EscrowChain>> append(EscrowChain chain, Decided decided, Optional<String> note) {
            var stamp = Escrows.Stamp.of(decided.when().now(), by.actor(), key).noting(note);
            return switch (charging.append(chain, decided.accepted(), stamp, leaves)) {
                case Charged.Done(var after) -> Optional.of(outcome(after, decided.when()));
                case Charged.Lost _ -> Optional.empty();
                case Charged.Insufficient _ ->
                    Optional.of(new Outcome.Refused<>(charging.insufficient(chain, decided.accepted(), leaves)));
            };
        }

        @Override
        public Outcome<EscrowChain> preview(EscrowChain chain, Decided decided) {
            return charging.refusal(chain, decided.accepted(), leaves)
                    .<Outcome<EscrowChain>>map(Outcome.Refused::new)
                    .orElseGet(() -> new Outcome.Preview<>(
                            escrows.imagine(chain, decided.accepted(), decided.when().now()),
                            decided.accepted().postings().stream().toList()));
        }

        /**
         * The budget of the payment's chain, which records the refund's outcome. Each escrow has its own part of that
         * budget.
         */
        private Optional<Refusal> overBudgetOfPayment(EscrowChain chain) {
            boolean all = !(command instanceof EscrowCommand.RefundPayer back) || back.amount().isEmpty();
            return chain.escrow()
                    .paymentNow()
                    .map(payment -> payments.load(SettleFunding.marketplace(chain), payment.id()))
                    .filter(payment -> !payment.events().isEmpty())
                    .flatMap(payment -> Budget.onPayment(payment.events(), id, by.actor(), all));
        }

        private Outcome<EscrowChain> outcome(EscrowChain chain, DecisionContext when) {
            if (!Replays.isIntent(chain, key.hash())) {
                return new Outcome.Done<>(chain, false);
            }
            EscrowChain answered = refunds.send(chain, when.now());
            return answered.chain()
                    .answerTo(key)
                    .map(entry -> replays.answered(answered, key.hash(), entry, false))
                    .orElseThrow(() -> new Outage("the outcome of a refund is not recorded yet"));
        }
    }

    private static Refusal plain(CommonReason reason) {
        return reason.with(reason.title());
    }

    private static boolean sendsMoneyBack(EscrowChain chain, EscrowCommand command) {
        return switch (command) {
            case EscrowCommand.RefundPayer _ -> true;
            case EscrowCommand.Cancel _ -> chain.escrow().fundsNow().isPresent();
            case EscrowCommand.Award award -> award.toPayer().isPositive();
            default -> false;
        };
    }

    private DecisionContext when(EscrowChain chain, EscrowCommand command) {
        MarketplaceId marketplace = SettleFunding.marketplace(chain);
        Agreement agreement = chain.escrow().agreement();
        return switch (command) {
            case EscrowCommand.Accept _, EscrowCommand.Release _, EscrowCommand.Award _ ->
                prevailing.atRelease(marketplace, agreement);
            case EscrowCommand.Dispute _ -> prevailing.atDispute(marketplace, agreement);
            default -> DecisionContext.at(prevailing.now(marketplace, agreement));
        };
    }
}
