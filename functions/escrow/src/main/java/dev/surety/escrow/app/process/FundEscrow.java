package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.Authority.OfSide;
import dev.surety.escrow.app.escrow.Authority.Side;
import dev.surety.escrow.app.escrow.DecisionContexts;
import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.payment.ChargePayment;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Optional;

/**
 * Charges the payer for one escrow. The escrow's chain gets the intent. The payment's chain records the gateway call.
 * The escrow's chain gets the outcome, which answers the command. After a crash, a retry or the timer finds the intent
 * without an outcome and finishes it.
 */
public final class FundEscrow {
    private final Escrows escrows;
    private final MoneyIn moneyIn;
    private final ChargePayment charging;
    private final SettleFunding settling;
    private final Replays replays;
    private final DecisionContexts prevailing;

    public FundEscrow(
            Escrows escrows,
            MoneyIn moneyIn,
            ChargePayment charging,
            SettleFunding settling,
            Replays replays,
            DecisionContexts prevailing) {
        this.escrows = escrows;
        this.moneyIn = moneyIn;
        this.charging = charging;
        this.settling = settling;
        this.replays = replays;
        this.prevailing = prevailing;
    }

    /** The payment method, and where the payer's browser goes afterwards. */
    public record Means(String method, Optional<String> returnUrl) {}

    public Outcome<EscrowChain> fund(CommandEnvelope envelope, EscrowId id, Means means) {
        return CommandLoop.run("an escrow", envelope, new Funding(envelope, id, means));
    }

    private record Decided(Decision.Accepted accepted, Instant now) {}

    private final class Funding implements Command<EscrowChain, Decided, EscrowChain> {
        private final CommandEnvelope envelope;
        private final EscrowId id;
        private final Means means;
        private final OfSide by;

        Funding(CommandEnvelope envelope, EscrowId id, Means means) {
            this.envelope = envelope;
            this.id = id;
            this.means = means;
            this.by = new OfSide(envelope.caller(), Side.PAYER);
        }

        @Override
        public Optional<EscrowChain> load() {
            return escrows.find(envelope.caller().marketplace(), id);
        }

        @Override
        public Tip tip(EscrowChain chain) {
            return chain.chain();
        }

        @Override
        public Optional<Refusal> forbidden(EscrowChain chain) {
            return by.refusal(chain.escrow()).map(reason -> reason.with(reason.title()));
        }

        @Override
        public Outcome<EscrowChain> replay(EscrowChain chain, Entry seen) {
            return replays.replay(chain, seen);
        }

        @Override
        public Optional<Refusal> preconditions(EscrowChain chain) {
            Optional<Refusal> preconditions = moneyIn.preconditions(
                    chain.escrow().agreement(), means.returnUrl(), envelope.caller());
            var payment = new PaymentId(Id.derive(PaymentId.PREFIX, envelope.key().hash()));
            return preconditions.or(() ->
                    escrows.overBudget(chain, new EscrowCommand.Fund(payment, means.method()), by.actor()));
        }

        @Override
        public Verdict<Decided> decide(EscrowChain chain) {
            var payment = new PaymentId(Id.derive(PaymentId.PREFIX, envelope.key().hash()));
            var command = new EscrowCommand.Fund(payment, means.method());
            Instant now = prevailing.now(SettleFunding.marketplace(chain), chain.escrow().agreement());
            return switch (EscrowRules.decide(chain.escrow(), command, DecisionContext.at(now))) {
                case Decision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
                case Decision.Accepted accepted -> new Verdict.Allowed<>(new Decided(accepted, now));
            };
        }

        @Override
        public Optional<Outcome<EscrowChain>> append(EscrowChain chain, Decided decided, Optional<String> note) {
            var stamp = Escrows.Stamp.of(decided.now(), by.actor(), envelope.key()).noting(note);
            return escrows.append(chain, decided.accepted(), stamp)
                    .map(begun -> outcome(begun, decided.now(), by.actor()));
        }

        @Override
        public Outcome<EscrowChain> preview(EscrowChain chain, Decided decided) {
            return new Outcome.Preview<>(
                    escrows.imagine(chain, decided.accepted(), decided.now()),
                    decided.accepted().postings().stream().toList());
        }

        private Outcome<EscrowChain> outcome(EscrowChain begun, Instant now, Actor actor) {
            if (!(begun.escrow() instanceof Escrow.Funding funding)) {
                throw new Outage("the escrow moved on while its intent was appended");
            }
            PaymentChain payment =
                    charging.charge(SettleFunding.wanted(begun, funding, means.returnUrl()), now, actor);
            EscrowChain settled = settling.tell(begun, payment, now);
            return settled.chain()
                    .answerTo(envelope.key())
                    .map(entry -> replays.answered(settled, envelope.key().hash(), entry, false))
                    .orElseThrow(() -> new Outage("the outcome of a payment is not recorded yet"));
        }
    }
}
