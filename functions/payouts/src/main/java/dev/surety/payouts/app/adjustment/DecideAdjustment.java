package dev.surety.payouts.app.adjustment;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.adjustment.AdjustmentChains.Conditions;
import dev.surety.payouts.app.adjustment.AdjustmentChains.Stamp;
import dev.surety.payouts.app.adjustment.AdjustmentChains.Stored;
import dev.surety.payouts.domain.adjustment.Adjustment.State;
import dev.surety.payouts.domain.adjustment.AdjustmentCommand;
import dev.surety.payouts.domain.adjustment.AdjustmentDecision;
import dev.surety.payouts.domain.adjustment.AdjustmentEvent;
import dev.surety.payouts.domain.adjustment.AdjustmentOrder;
import dev.surety.payouts.domain.adjustment.AdjustmentRules;
import dev.surety.payouts.domain.approval.Approvals;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Tip;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** People approve or reject an adjustment. The last approval posts it; a timer ends one that none has decided. */
public final class DecideAdjustment {
    private final AdjustmentChains chains;
    private final AdjustmentFacts facts;

    DecideAdjustment(AdjustmentChains chains, AdjustmentFacts facts) {
        this.chains = chains;
        this.facts = facts;
    }

    public Outcome<Stored> decide(CommandEnvelope envelope, String id, AdjustmentCommand command) {
        return CommandLoop.run("an adjustment", envelope, new Decision(envelope, id, command));
    }

    /**
     * @param number of the entry that left the deadline
     * @return whether the wake is done; if not, it has to come again
     */
    public boolean wake(ChainId id, int number) {
        return Contention.retry("an adjustment", () -> woken(id, number));
    }

    /** Nothing if another entry took the place. */
    private Optional<Boolean> woken(ChainId id, int number) {
        Optional<Stored> found = chains.find(id).filter(stored -> stored.chain().version() == number);
        if (found.isEmpty()) {
            return Optional.of(true);
        }
        Instant now = chains.present().now(id.marketplace());
        Optional<AdjustmentEvent> event = AdjustmentRules.timePassed(found.get().adjustment(), now);
        var stamp = new Stamp(Actor.TIMER, CommandKey.ofFact("expired", id.toString()), Optional.empty());
        return event.isEmpty()
                ? Optional.of(found.get().adjustment().state() != State.AWAITING_APPROVAL)
                : chains.append(found.get(), event.get(), now, stamp).map(_ -> true);
    }

    private record Loaded(Stored stored, MarketplaceSettings settings, Instant now, Money daySum) {
        AdjustmentRules.Context context() {
            return new AdjustmentRules.Context(now, settings.moneyOut(), daySum);
        }

        AdjustmentOrder order() {
            return stored.adjustment().order();
        }
    }

    /** @param under the conditions of an entry that posts */
    private record Decided(AdjustmentEvent event, Conditions under) {}

    private Loaded loaded(Stored stored) {
        MarketplaceId marketplace = stored.marketplace();
        MarketplaceSettings settings = chains.present().settings(marketplace);
        Money daySum = chains.daySum(
                stored.chain().id(),
                stored.adjustment().order(),
                stored.adjustment().requestedAt(),
                settings);
        return new Loaded(stored, settings, chains.present().now(marketplace, settings), daySum);
    }

    private final class Decision implements Command<Loaded, Decided, Stored> {
        private final CommandEnvelope envelope;
        private final String id;
        private final AdjustmentCommand command;

        private Decision(CommandEnvelope envelope, String id, AdjustmentCommand command) {
            this.envelope = envelope;
            this.id = id;
            this.command = command;
        }

        @Override
        public Optional<Loaded> load() {
            return chains.find(AdjustmentChains.chain(envelope.caller().marketplace(), id))
                    .map(DecideAdjustment.this::loaded);
        }

        @Override
        public Tip tip(Loaded loaded) {
            return loaded.stored().chain();
        }

        /** A person who may approve less may still reject. */
        @Override
        public Optional<Refusal> forbidden(Loaded loaded) {
            Money sum = command instanceof AdjustmentCommand.Approve
                    ? loaded.daySum()
                    : Money.zero(loaded.daySum().currency());
            return Approvals.forbidden(
                    loaded.settings().moneyOut(), AdjustmentRules.SCOPE, command.person(), sum);
        }

        @Override
        public Outcome<Stored> replay(Loaded loaded, Entry seen) {
            return new Outcome.Done<>(AdjustmentChains.at(loaded.stored(), seen.number()), true);
        }

        @Override
        public Verdict<Decided> decide(Loaded loaded) {
            Optional<Refusal> stopped = Optional.empty();
            Conditions under = Conditions.NONE;
            if (command instanceof AdjustmentCommand.Approve) {
                // Before we look at the participants: one that changes in between is found out by the append.
                under = facts.conditions(loaded.stored().marketplace(), loaded.order());
                stopped = AdjustmentRules.ended(loaded.stored().adjustment()).or(() -> unpostable(loaded));
            }
            if (stopped.isPresent()) {
                return new Verdict.Denied<>(stopped.get());
            }
            return switch (AdjustmentRules.decide(loaded.stored().adjustment(), command, loaded.context())) {
                case AdjustmentDecision.Append(var event) -> new Verdict.Allowed<>(new Decided(event, under));
                case AdjustmentDecision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
            };
        }

        /** The refusal of an adjustment that could not be posted now, because the world has changed since. */
        private Optional<Refusal> unpostable(Loaded loaded) {
            List<FieldError> wrong = facts.wrong(loaded.stored().marketplace(), loaded.order());
            return wrong.isEmpty()
                    ? facts.shortage(loaded.stored().marketplace(), loaded.order())
                    : Optional.of(Refusal.of(CommonReason.INVALID, wrong));
        }

        @Override
        public Optional<Outcome<Stored>> append(Loaded loaded, Decided decided, Optional<String> note) {
            var stamp = new Stamp(envelope.caller().actor(), envelope.key(), note);
            Optional<Stored> after = decided.event() instanceof AdjustmentEvent.Posted posted
                    ? chains.post(loaded.stored(), posted, loaded.now(), stamp, decided.under())
                    : chains.append(loaded.stored(), decided.event(), loaded.now(), stamp);
            return after.map(stored -> new Outcome.Done<>(stored, false));
        }
    }
}
