package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stamp;
import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.Context;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.domain.procedure.DisputeDecision;
import dev.surety.disputes.domain.procedure.DisputeRules;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.vault.Vault;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * People's commands to a dispute. Each one is decided after the escrow's last entry was heard, so a command never acts
 * on money that a bank has taken since.
 */
public final class DecideDispute {
    /** Stands for the commitment of words until it is sure that they are to be kept. */
    private static final String NOT_KEPT = "0".repeat(40);

    private final DisputeChains disputes;
    private final HearEscrow hearing;
    private final CheckUploads uploads;
    private final Contexts contexts;
    private final Vault vault;
    private final Follow follow;

    public DecideDispute(
            DisputeChains disputes,
            HearEscrow hearing,
            CheckUploads uploads,
            Contexts contexts,
            Vault vault,
            Follow follow) {
        this.disputes = disputes;
        this.hearing = hearing;
        this.uploads = uploads;
        this.contexts = contexts;
        this.vault = vault;
        this.follow = follow;
    }

    public DisputeChains disputes() {
        return disputes;
    }

    /** Keeps words of people in the vault, and gives the commitments by which a command names them. */
    public interface Words {
        String keep(ObjectNode words);
    }

    /**
     * A dispute that a request names.
     *
     * @param escrow opens the dispute if the message of its opening has not come yet; empty if the request does not say
     */
    public record Named(DisputeId id, Optional<EscrowId> escrow) {
        public static Named of(DisputeId id) {
            return new Named(id, Optional.empty());
        }
    }

    /** The dispute that a request names. */
    public Optional<Stored> find(MarketplaceId marketplace, Named dispute) {
        return hearing.find(marketplace, dispute.id(), dispute.escrow());
    }

    /** A command of one side; {@code onBehalfOf} is the side that the back end names. */
    public Outcome<Stored> asParty(
            CommandEnvelope envelope,
            Named dispute,
            Optional<Side> onBehalfOf,
            BiFunction<Side, Words, DisputeCommand> command) {
        var by = new Standpoint.OfParty(envelope.caller(), onBehalfOf);
        return run(envelope, dispute, by, (stored, words) -> command.apply(
                by.side(stored.dispute().opening()).orElseThrow(() -> new Breach("a party has a side")), words));
    }

    /** A command of a mediator or arbiter. */
    public Outcome<Stored> asPerson(
            CommandEnvelope envelope, Named dispute, BiFunction<String, Words, DisputeCommand> command) {
        var by = new Standpoint.OfPerson(envelope.caller());
        return run(envelope, dispute, by, (_, words) -> command.apply(envelope.caller().id(), words));
    }

    /** A command of the marketplace's back end or operator. */
    public Outcome<Stored> asMarketplace(CommandEnvelope envelope, Named dispute, DisputeCommand command) {
        return run(envelope, dispute, new Standpoint.OfMarketplace(envelope.caller()), (_, _) -> command);
    }

    private Outcome<Stored> run(
            CommandEnvelope envelope,
            Named dispute,
            Standpoint by,
            BiFunction<Stored, Words, DisputeCommand> command) {
        return CommandLoop.run("a dispute", envelope, new Decision(envelope, dispute, by, command));
    }

    /** A decision, and the facts that led to it. */
    private record Decided(DisputeEvent event, Context context) {}

    private final class Decision implements Command<Stored, Decided, Stored> {
        private final CommandEnvelope envelope;
        private final Named named;
        private final Standpoint by;
        private final BiFunction<Stored, Words, DisputeCommand> command;

        private Decision(
                CommandEnvelope envelope,
                Named named,
                Standpoint by,
                BiFunction<Stored, Words, DisputeCommand> command) {
            this.envelope = envelope;
            this.named = named;
            this.by = by;
            this.command = command;
        }

        private MarketplaceId marketplace() {
            return envelope.caller().marketplace();
        }

        @Override
        public Optional<Stored> load() {
            return hearing.find(marketplace(), named.id(), named.escrow())
                    .map(found -> by.refusal(found.dispute().opening()).isEmpty() ? upToDate(found) : found);
        }

        private Stored upToDate(Stored dispute) {
            return uploads.check(hearing.upToDate(dispute));
        }

        @Override
        public Tip tip(Stored dispute) {
            return dispute.chain();
        }

        @Override
        public Optional<Entry> seen(Stored dispute, CommandEnvelope of) {
            return disputes.journal().seen(dispute.chain(), of.key());
        }

        @Override
        public Optional<Refusal> forbidden(Stored dispute) {
            return by.refusal(dispute.dispute().opening());
        }

        @Override
        public Outcome<Stored> replay(Stored dispute, Entry seen) {
            return new Outcome.Done<>(disputes.at(dispute, seen), true);
        }

        @Override
        public Verdict<Decided> decide(Stored dispute) {
            DisputeCommand asked = command.apply(dispute, _ -> NOT_KEPT);
            Context context = contexts.of(dispute, asked, disputes.present().now(marketplace()));
            return switch (DisputeRules.decide(dispute.dispute(), asked, context)) {
                case DisputeDecision.Append(var event) -> new Verdict.Allowed<>(new Decided(event, context));
                case DisputeDecision.Refused(var refusal) -> {
                    if (refusal.reason() == CommonReason.CONFLICTED) {
                        follow.look(dispute);
                    }
                    yield new Verdict.Denied<>(refusal);
                }
                case DisputeDecision.Nothing _ ->
                    new Verdict.Denied<>(CommonReason.TRANSITION_NOT_ALLOWED.with("Nothing is left to be done."));
            };
        }

        /** Words are kept only now, because a refusal stores nothing. So the event is decided once more with them. */
        @Override
        public Optional<Outcome<Stored>> append(Stored dispute, Decided decided, Optional<String> note) {
            DisputeEvent event = withWords(dispute, decided);
            if (event instanceof DisputeEvent.Assigned(var _, var person)
                    && !contexts.arbiters().take(person, dispute)) {
                return Optional.empty();
            }
            var stamp = new Stamp(by.actor(dispute.dispute().opening()), envelope.key(), note);
            Optional<Stored> after = disputes.append(dispute, event, decided.context().now(), stamp);
            after.ifPresent(follow::after);
            return after.map(of -> new Outcome.Done<>(of, false));
        }

        private DisputeEvent withWords(Stored dispute, Decided decided) {
            ChainId chain = dispute.chain().id();
            DisputeCommand asked = command.apply(dispute, words -> vault.keep(chain, words));
            return switch (DisputeRules.decide(dispute.dispute(), asked, decided.context())) {
                case DisputeDecision.Append(var event) -> event;
                case DisputeDecision.Refused _, DisputeDecision.Nothing _ ->
                    throw new Breach("words decide nothing");
            };
        }
    }
}
