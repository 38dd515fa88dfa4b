package dev.surety.payouts.app.adjustment;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.adjustment.AdjustmentChains.Stamp;
import dev.surety.payouts.app.adjustment.AdjustmentChains.Stored;
import dev.surety.payouts.domain.adjustment.AdjustmentEvent.Requested;
import dev.surety.payouts.domain.adjustment.AdjustmentOrder;
import dev.surety.payouts.domain.adjustment.AdjustmentRules;
import dev.surety.payouts.domain.approval.Approvals;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Tip;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A person asks for an adjustment. It posts nothing, and takes nothing from any account, until others approve. */
public final class RequestAdjustment {
    private final AdjustmentChains chains;
    private final AdjustmentFacts facts;

    RequestAdjustment(AdjustmentChains chains, AdjustmentFacts facts) {
        this.chains = chains;
        this.facts = facts;
    }

    /** @param person who asks */
    public Outcome<Stored> request(CommandEnvelope envelope, AdjustmentOrder order, String person) {
        return CommandLoop.run("an adjustment", envelope, new Beginning(envelope, order, person));
    }

    private record Decided(Requested event, Money daySum, Instant now) {}

    private final class Beginning implements Command<Chain, Decided, Stored> {
        private final CommandEnvelope envelope;
        private final AdjustmentOrder order;
        private final String person;

        private Beginning(CommandEnvelope envelope, AdjustmentOrder order, String person) {
            this.envelope = envelope;
            this.order = order;
            this.person = person;
        }

        @Override
        public Optional<Chain> load() {
            return Optional.of(chains.journal().load(AdjustmentChains.chain(envelope)));
        }

        @Override
        public Tip tip(Chain chain) {
            return chain;
        }

        @Override
        public Outcome<Stored> replay(Chain chain, Entry seen) {
            Stored stored = chains.find(chain.id()).orElseThrow();
            return new Outcome.Done<>(AdjustmentChains.at(stored, seen.number()), true);
        }

        @Override
        public Verdict<Decided> decide(Chain chain) {
            MarketplaceId marketplace = chain.id().marketplace();
            Optional<MarketplaceSettings> settings = chains.present().find(marketplace);
            if (settings.isEmpty()) {
                return denied(CommonReason.INVALID.with("The marketplace has no settings yet."));
            }
            List<FieldError> wrong = AdjustmentRules.wrong(order, settings.get().currencies());
            if (wrong.isEmpty()) {
                wrong = facts.wrong(marketplace, order);
            }
            if (!wrong.isEmpty()) {
                return denied(Refusal.of(CommonReason.INVALID, wrong));
            }
            Instant now = chains.present().now(marketplace, settings.get());
            Money daySum = chains.daySum(chain.id(), order, now, settings.get());
            var context = new AdjustmentRules.Context(now, settings.get().moneyOut(), daySum);
            int needed = Approvals.needed(context.settings(), daySum);
            return facts.shortage(marketplace, order)
                    .or(() -> AdjustmentRules.unapprovable(person, needed, context))
                    .<Verdict<Decided>>map(Verdict.Denied::new)
                    .orElseGet(() ->
                            new Verdict.Allowed<>(new Decided(new Requested(order, person, needed), daySum, now)));
        }

        private static Verdict<Decided> denied(Refusal refusal) {
            return new Verdict.Denied<>(refusal);
        }

        @Override
        public Optional<Outcome<Stored>> append(Chain chain, Decided decided, Optional<String> note) {
            var stamp = new Stamp(envelope.caller().actor(), envelope.key(), note);
            return chains.begin(chain, decided.event(), decided.daySum(), decided.now(), stamp)
                    .map(stored -> new Outcome.Done<>(stored, false));
        }
    }
}
