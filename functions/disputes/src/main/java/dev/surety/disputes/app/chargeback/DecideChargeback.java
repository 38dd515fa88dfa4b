package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stamp;
import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.domain.chargeback.ChargebackCommand;
import dev.surety.disputes.domain.chargeback.ChargebackDecision;
import dev.surety.disputes.domain.chargeback.ChargebackEvent;
import dev.surety.disputes.domain.chargeback.ChargebackRules;
import dev.surety.model.Invariants.Breach;
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
import dev.surety.runtime.vault.Vault;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** People add evidence, submit it, agree to that, or give a chargeback up. */
public final class DecideChargeback {
    /** Stands for the commitment of words until it is sure that they are to be kept. */
    private static final String UNKEPT = "unkept";

    private final ChargebackChains cases;
    private final CheckFiles files;
    private final CaseFiles caseFiles;
    private final Answers answers;
    private final Vault vault;

    public DecideChargeback(
            ChargebackChains cases, CheckFiles files, CaseFiles caseFiles, Answers answers, Vault vault) {
        this.cases = cases;
        this.files = files;
        this.caseFiles = caseFiles;
        this.answers = answers;
        this.vault = vault;
    }

    /** Keeps words of people in the vault, and gives the commitments by which a command names them. */
    public interface Words {
        String keep(ObjectNode words);
    }

    /** Makes the command, once to decide it, and once more when it is sure that its words are to be kept. */
    public interface Asked {
        ChargebackCommand with(Words words);
    }

    public Outcome<Stored> decide(CommandEnvelope envelope, ChargebackId id, Asked command) {
        return CommandLoop.run("a chargeback's case", envelope, new Decision(envelope, id, command));
    }

    private final class Decision implements Command<Stored, ChargebackEvent, Stored> {
        private final CommandEnvelope envelope;
        private final ChargebackId id;
        private final Asked asked;
        private final ChargebackCommand command;

        private Decision(CommandEnvelope envelope, ChargebackId id, Asked asked) {
            this.envelope = envelope;
            this.id = id;
            this.asked = asked;
            this.command = asked.with(_ -> UNKEPT);
        }

        private MarketplaceId marketplace() {
            return envelope.caller().marketplace();
        }

        @Override
        public Optional<Stored> load() {
            Optional<Stored> found = cases.find(marketplace(), id);
            // The message about an upload may be lost or late, and the file is to count.
            return command instanceof ChargebackCommand.Submit ? found.map(files::check) : found;
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
            Optional<Stored> after =
                    cases.append(of, caseFiles.written(of, kept(of, event)), cases.now(of.marketplace()), stamp);
            after.ifPresent(answers::sendIfPending);
            return after.map(done -> new Outcome.Done<>(done, false));
        }

        /** The same event with the commitments of words that were kept by now. */
        private ChargebackEvent kept(Stored of, ChargebackEvent event) {
            if (!(event instanceof ChargebackEvent.EvidenceAdded)) {
                return event;
            }
            ChargebackCommand known = asked.with(words -> vault.keep(of.chain().id(), words));
            return switch (ChargebackRules.decide(of.state(), known, cases.context(of))) {
                case ChargebackDecision.Append(var same) -> same;
                case ChargebackDecision.Refused _, ChargebackDecision.Nothing _ ->
                    throw new Breach("words decide nothing");
            };
        }
    }
}
