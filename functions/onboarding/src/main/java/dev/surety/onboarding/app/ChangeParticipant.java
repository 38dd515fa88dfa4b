package dev.surety.onboarding.app;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.domain.Capability;
import dev.surety.onboarding.domain.Decided;
import dev.surety.onboarding.domain.Decision.Kind;
import dev.surety.onboarding.domain.Decision;
import dev.surety.onboarding.domain.ParticipantRules.Given;
import dev.surety.onboarding.domain.ParticipantRules;
import dev.surety.onboarding.domain.ParticipantState.Terms;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes a participant: its profile, terms and capabilities, and the decisions of the marketplace's staff about it.
 * Words about the person go into the vault before the entry that names them; the vault's sweep destroys those that no
 * entry names.
 */
public final class ChangeParticipant {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final ScreenParticipants screening;
    private final Clocks worlds;
    private final SalesOf sales;

    public ChangeParticipant(
            Journal journal, Marketplaces marketplaces, Vault vault, ScreenParticipants screening, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.screening = screening;
        this.worlds = worlds;
        this.sales = new SalesOf(journal);
    }

    /** @param hash of the text that the participant saw, if the marketplace tells it */
    public record TermsRequest(String version, Optional<String> hash) {}

    public record CapabilityRequest(String name, Optional<Boolean> requested, Optional<Boolean> enabled) {}

    /**
     * @param capabilities those that a restriction takes away; empty for other decisions
     * @param flows those that a block stops; empty for other decisions
     * @param facts of the case, for the participant
     * @param contact where the participant may object
     */
    public record DecisionRequest(
            Kind kind,
            String reason,
            List<String> capabilities,
            List<String> flows,
            Optional<Instant> until,
            String facts,
            String contact) {}

    /** @param profile the members that are given anew; the others stay */
    public Outcome<Entry> update(CommandEnvelope envelope, String participant, ObjectNode profile) {
        return run(envelope, participant, of -> {
            Participant.Words kept = of.words();
            ObjectNode merged = kept.profile().orElseGet(Json::object);
            List<String> changed = profile.propertyNames().stream()
                    .filter(name -> !profile.get(name).equals(merged.get(name)))
                    .sorted()
                    .toList();
            merged.setAll(profile);
            if (Profile.isBornAfter(of.today(), merged)) {
                return new Decided.Refused(Refusal.of(CommonReason.INVALID, Profile.IN_THE_FUTURE));
            }
            List<String> codes = Profile.codes(merged);
            return kept(
                    words -> ParticipantRules.update(of.state(), new Given(words, codes, changed), of.now()),
                    () -> vault.keepPerson(
                            of.id(), Participant.words(kept.reference().orElse(""), merged)));
        });
    }

    public Outcome<Entry> acceptTerms(CommandEnvelope envelope, String participant, TermsRequest wanted) {
        return run(
                envelope,
                participant,
                of -> ParticipantRules.acceptTerms(
                        of.state(), new Terms(wanted.version(), of.now(), wanted.hash())));
    }

    public Outcome<Entry> change(CommandEnvelope envelope, String participant, CapabilityRequest wanted) {
        return run(
                envelope,
                participant,
                of -> ParticipantRules.change(of.state(), wanted.name(), wanted.requested(), wanted.enabled()));
    }

    public Outcome<Entry> decide(CommandEnvelope envelope, String participant, DecisionRequest wanted) {
        return run(envelope, participant, of -> {
            boolean isBlock = wanted.kind() == Kind.BLOCKED;
            return kept(
                    words -> {
                        Decision decision = decision(wanted, words, of.now(), envelope.caller());
                        return isBlock
                                ? ParticipantRules.block(of.state(), wanted.flows(), decision)
                                : ParticipantRules.decide(of.state(), decision);
                    },
                    () -> vault.keepPerson(
                            of.id(),
                            Json.object().put("facts", wanted.facts()).put("contact", wanted.contact())));
        });
    }

    private static Decision decision(DecisionRequest wanted, String words, Instant now, Caller caller) {
        boolean isWhole = wanted.kind() == Kind.SUSPENDED || wanted.kind() == Kind.REJECTED;
        return new Decision(
                wanted.kind(),
                wanted.reason(),
                words,
                isWhole ? Capability.ALL : wanted.capabilities(),
                wanted.until(),
                now,
                caller.actor().toString());
    }

    /** Keeps the words once the rules have agreed: a refused command writes nothing. */
    public static Decided kept(Function<String, Decided> rule, Supplier<String> keeping) {
        Decided first = rule.apply("");
        return first instanceof Decided.Refused ? first : rule.apply(keeping.get());
    }

    public Outcome<Entry> reinstate(CommandEnvelope envelope, String participant) {
        return run(envelope, participant, of -> ParticipantRules.reinstate(of.state()));
    }

    public Outcome<Entry> unblock(CommandEnvelope envelope, String participant, List<String> flows) {
        return run(envelope, participant, of -> ParticipantRules.unblock(of.state(), flows));
    }

    /** Decides one command about a participant. */
    public interface Rule {
        Decided decide(Loaded of);
    }

    /** A participant as a command found it. */
    public record Loaded(Participant participant, MarketplaceSettings settings, Instant now, Vault vault) {
        public ChainId id() {
            return participant.entry().chain();
        }

        public ParticipantState state() {
            return participant.state();
        }

        /** The marketplace's date. */
        public LocalDate today() {
            return now.atZone(ZoneId.of(settings.timeZone())).toLocalDate();
        }

        Participant.Words words() {
            return participant.words(commitment -> vault.find(id(), commitment));
        }
    }

    /** Runs a rule: what it decides is judged, compared with lists where names changed, and appended. */
    public Outcome<Entry> run(CommandEnvelope envelope, String participant, Rule rule) {
        ChainId id = CreateParticipant.chain(envelope.caller().marketplace(), participant);
        return CommandLoop.run(
                "a participant", envelope, new StateCommand(journal, id, chain -> verdict(chain, envelope, rule)));
    }

    private Verdict<Draft> verdict(StateChain chain, CommandEnvelope envelope, Rule rule) {
        if (chain.last().isEmpty()) {
            return new Verdict.Denied<>(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
        }
        MarketplaceSettings settings =
                marketplaces.find(chain.id().marketplace()).orElseThrow();
        Instant now = worlds.now(chain.id().marketplace(), settings.mode());
        var loaded = new Loaded(Participant.of(journal, chain.last().get()), settings, now, vault);
        return switch (rule.decide(loaded)) {
            case Decided.Refused(var refusal) -> new Verdict.Denied<>(refusal);
            case Decided.Changed(var event, var state) -> {
                ParticipantState counted = sales.counted(chain.id(), state, RulesInForce.of(settings));
                Verification.Context context = RulesInForce.context(settings, now);
                ParticipantState compared =
                        screening.early(chain.id(), Verification.asked(counted, context), settings);
                ParticipantState judged = Verification.judge(compared, context);
                yield new Verdict.Allowed<>(ParticipantEntries.draft(
                        chain.id(), event, loaded.state(), judged, now, envelope.caller().actor(), envelope.key()));
            }
        };
    }
}
