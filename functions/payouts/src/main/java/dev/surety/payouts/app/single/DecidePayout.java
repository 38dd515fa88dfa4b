package dev.surety.payouts.app.single;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.app.payout.Checks;
import dev.surety.payouts.app.payout.Debts;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.app.payout.Payouts.Fact;
import dev.surety.payouts.app.payout.Payouts.Written;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutRules;
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
 * People's decisions about a payout: they approve, reject or cancel it. If the payee owes money by then, an approval
 * gives the payout up. The debt is then collected from the money that comes back.
 */
public final class DecidePayout {
    private final Payouts payouts;
    private final Debts debts;
    private final Nudges nudges;
    private final Present present;

    public DecidePayout(Payouts payouts, Debts debts, Nudges nudges, Present present) {
        this.payouts = payouts;
        this.debts = debts;
        this.nudges = nudges;
        this.present = present;
    }

    public Outcome<PayoutChain> decide(CommandEnvelope envelope, PayoutId id, PayoutCommand.Wish wish) {
        return CommandLoop.run("a payout", envelope, new Decision(envelope, id, wish));
    }

    private record Decided(PayoutEvent event, Instant now) {}

    private final class Decision implements Command<PayoutChain, Decided, PayoutChain> {
        private final CommandEnvelope envelope;
        private final PayoutId id;
        private final PayoutCommand.Wish wish;

        private Decision(CommandEnvelope envelope, PayoutId id, PayoutCommand.Wish wish) {
            this.envelope = envelope;
            this.id = id;
            this.wish = wish;
        }

        @Override
        public Optional<PayoutChain> load() {
            MarketplaceId marketplace = envelope.caller().marketplace();
            return Optional.of(payouts.load(marketplace, id)).filter(payout -> !payout.isEmpty());
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
            var settings = present.settings(payout.marketplace());
            Instant now = present.now(payout.marketplace(), settings);
            var context = new PayoutRules.Context(now, settings.moneyOut());
            PayoutDecision decision = PayoutRules.decide(payout.payout(), wish, context);
            if (decision instanceof PayoutDecision.Append(PayoutEvent.Approved _)) {
                decision = Checks.debt(payout, debts)
                        .map(PayoutCommand.GiveUp::new)
                        .map(giveUp -> PayoutRules.decide(payout.payout(), giveUp, context))
                        .orElse(decision);
            }
            return switch (decision) {
                case PayoutDecision.Append(var event) -> new Verdict.Allowed<>(new Decided(event, now));
                case PayoutDecision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
                case PayoutDecision.Nothing _, PayoutDecision.TooSoon _ ->
                    throw new Outage("a decision about a payout is allowed or refused");
            };
        }

        @Override
        public Optional<Outcome<PayoutChain>> append(PayoutChain payout, Decided decided, Optional<String> note) {
            var fact = new Fact(decided.event(), decided.now(), envelope.caller().actor(), envelope.key(), note);
            if (payouts.append(payout, fact) instanceof Written.Done(var after, var fresh) && fresh) {
                nudge(after);
                return Optional.of(new Outcome.Done<>(after, false));
            }
            return Optional.empty();
        }

        private void nudge(PayoutChain payout) {
            if (payout.payout() instanceof Payout.Scheduled) {
                nudges.nudge(payout.chain().id());
            }
        }
    }
}
