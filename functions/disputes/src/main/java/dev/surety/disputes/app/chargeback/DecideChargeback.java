package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stamp;
import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.domain.chargeback.ChargebackCommand;
import dev.surety.disputes.domain.chargeback.ChargebackDecision;
import dev.surety.disputes.domain.chargeback.ChargebackEvent;
import dev.surety.disputes.domain.chargeback.ChargebackRules;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.tokens.Caller;
import java.util.Optional;

/** People add evidence, submit it, agree to that, or give a chargeback up. */
public final class DecideChargeback {
    private final ChargebackChains cases;
    private final CheckFiles files;
    private final Answers answers;

    public DecideChargeback(ChargebackChains cases, CheckFiles files, Answers answers) {
        this.cases = cases;
        this.files = files;
        this.answers = answers;
    }

    public Outcome<Stored> decide(CommandEnvelope envelope, ChargebackId id, ChargebackCommand command) {
        return CommandLoop.run("a chargeback's case", envelope, new Decision(envelope, id, command));
    }

    private final class Decision implements Command<Stored, ChargebackEvent, Stored> {
        private final CommandEnvelope envelope;
        private final ChargebackId id;
        private final ChargebackCommand command;

        private Decision(CommandEnvelope envelope, ChargebackId id, ChargebackCommand command) {
            this.envelope = envelope;
            this.id = id;
            this.command = command;
        }

        private MarketplaceId marketplace() {
            return envelope.caller().marketplace();
        }

        @Override
        public Optional<Stored> load() {
            return cases.find(marketplace(), id);
        }

        @Override
        public Tip tip(Stored of) {
            return of.chain();
        }

        @Override
        public Optional<Entry> seen(Stored of, CommandEnvelope by) {
            return cases.journal().seen(of.chain(), by.key());
        }

        @Override
        public Optional<Refusal> forbidden(Stored of) {
            Caller caller = envelope.caller();
            if (caller.isParticipant() && !of.isOf(caller.id())) {
                return Optional.of(CommonReason.FORBIDDEN.with("This chargeback is of other payees."));
            }
            boolean asksPerson = command instanceof ChargebackCommand.ApproveSubmit;
            return asksPerson && caller.kind() != Caller.Kind.STAFF
                    ? Optional.of(CommonReason.FORBIDDEN.with("Only a person agrees to it."))
                    : Optional.empty();
        }

        @Override
        public Outcome<Stored> replay(Stored of, Entry seen) {
            Stored then = cases.at(of, seen);
            if (of.version() == then.version()) {
                answers.sendIfPending(of);
            }
            return new Outcome.Done<>(then, true);
        }

        @Override
        public Verdict<ChargebackEvent> decide(Stored of) {
            return switch (ChargebackRules.decide(of.state(), command, cases.context(of))) {
                case ChargebackDecision.Append(var event) -> new Verdict.Allowed<>(event);
                case ChargebackDecision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
                case ChargebackDecision.Nothing _ ->
                    new Verdict.Denied<>(CommonReason.TRANSITION_NOT_ALLOWED.with("Nothing is left to be done."));
            };
        }

        @Override
        public Optional<Outcome<Stored>> append(Stored of, ChargebackEvent event, Optional<String> note) {
            var stamp = new Stamp(envelope.caller().actor(), envelope.key(), note);
            Optional<Stored> after = cases.append(of, event, cases.now(of.marketplace()), stamp);
            after.ifPresent(answers::sendIfPending);
            return after.map(done -> new Outcome.Done<>(done, false));
        }
    }
}
