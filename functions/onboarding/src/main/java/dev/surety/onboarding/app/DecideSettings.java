package dev.surety.onboarding.app;

import dev.surety.model.journal.Attention;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.tokens.Caller;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A second person approves or rejects the settings that wait. Both name the version and the hash. */
public final class DecideSettings {
    public static final String APPROVED = "settings.approved.v1";
    public static final String REJECTED = "settings.rejected.v1";
    public static final String SCOPE = "settings:approve";

    private final Journal journal;
    private final Clocks worlds;

    public DecideSettings(Journal journal, Clocks worlds) {
        this.journal = journal;
        this.worlds = worlds;
    }

    /** @param hash of the settings that wait, as this person has seen them */
    public record DecideSettingsRequest(int version, boolean approves, String hash) {}

    public Outcome<Entry> decide(CommandEnvelope envelope, DecideSettingsRequest wanted) {
        var command = new StateCommand(
                journal, Marketplaces.chain(envelope.caller().marketplace()), chain -> chain.last()
                        .map(last -> decided(last, envelope, wanted))
                        .orElseGet(() -> denied(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()))));
        return CommandLoop.run("the settings", envelope, command);
    }

    private Verdict<Draft> decided(Entry last, CommandEnvelope envelope, DecideSettingsRequest wanted) {
        Optional<SettingsProposal> proposal = SettingsProposal.in(last);
        MarketplaceSettings applied = Marketplaces.from(last);
        Optional<Refusal> refusal = refusal(last, proposal, applied.moneyOut(), envelope.caller(), wanted);
        if (refusal.isPresent()) {
            return denied(refusal.get());
        }
        ObjectNode data = wanted.approves()
                ? proposal.orElseThrow().settings().deepCopy()
                : without(Json.object(last.data()));
        return new Verdict.Allowed<>(Draft.of(
                        wanted.approves() ? APPROVED : REJECTED,
                        data,
                        worlds.now(envelope.caller().marketplace(), applied.mode()),
                        envelope.caller().actor(),
                        envelope.key())
                .attention(Attention.closes(PutSettings.SETTINGS_WAIT).toString()));
    }

    private static Optional<Refusal> refusal(
            Entry last,
            Optional<SettingsProposal> proposal,
            MoneyOut approving,
            Caller caller,
            DecideSettingsRequest wanted) {
        if (caller.kind() != Caller.Kind.STAFF) {
            return refuse(CommonReason.FORBIDDEN, "Only a token with a person can approve.");
        }
        if (wanted.version() > last.number()) {
            return refuse(CommonReason.NOT_FOUND, CommonReason.NOT_FOUND.title());
        }
        if (proposal.isEmpty() || wanted.version() != last.number()) {
            return refuse(
                    CommonReason.TRANSITION_NOT_ALLOWED,
                    "Version %d waits for no approval; the last one is %d.".formatted(wanted.version(), last.number()));
        }
        if (!proposal.get().hash().equals(wanted.hash())) {
            return refuse(CommonReason.HASH_MISMATCH, "The hash of the settings that wait is another.");
        }
        // The maker may withdraw its proposal, and only others may approve it.
        if (wanted.approves() && approving.isSamePerson(proposal.get().by(), caller.id())) {
            return refuse(CommonReason.APPROVER_IS_MAKER, CommonReason.APPROVER_IS_MAKER.title());
        }
        return approving.counts(caller.id(), SCOPE)
                ? Optional.empty()
                : refuse(CommonReason.FORBIDDEN, "The settings' staff does not list this person for " + SCOPE + ".");
    }

    private static Optional<Refusal> refuse(CommonReason reason, String detail) {
        return Optional.of(reason.with(detail));
    }

    private static Verdict<Draft> denied(Refusal refusal) {
        return new Verdict.Denied<>(refusal);
    }

    private static ObjectNode without(ObjectNode data) {
        data.remove(SettingsProposal.MEMBER);
        data.remove(SettingsProposal.TELLS);
        return data;
    }
}
