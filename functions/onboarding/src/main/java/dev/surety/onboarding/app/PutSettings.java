package dev.surety.onboarding.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
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
import dev.surety.runtime.marketplace.AllMarketplaces;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.tokens.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces a marketplace's settings as a whole. Every version stays, and decisions name the version they used. The next
 * settings are checked against the last version alone, so the chain has no end. Guarded parts that change wait for a
 * second person ({@link SettingsProposal}).
 */
public final class PutSettings {
    public static final String CHANGED = "settings.changed.v1";
    public static final String PROPOSED = "settings.proposed.v1";
    /** The highest version of each preset that the settings ever left out; stored beside the settings, not shown. */
    public static final String RETIRED = "retired";
    /** The place in the work queue of settings that wait for a second person. */
    static final String SETTINGS_WAIT = "settings_approval";

    private final Journal journal;
    private final OwnAccounts own;
    private final Clocks worlds;

    public PutSettings(Journal journal, OwnAccounts own, Clocks worlds) {
        this.journal = journal;
        this.own = own;
        this.worlds = worlds;
    }

    /**
     * @param settings all but the own accounts
     * @param pauses whether the request tries to pause; it is refused, after replays of former such requests
     */
    public record PutSettingsRequest(
            MarketplaceSettings settings,
            List<OwnAccounts.Wanted> ownAccounts,
            boolean pauses,
            Optional<Integer> ifMatch) {
        public PutSettingsRequest {
            ownAccounts = List.copyOf(ownAccounts);
        }
    }

    public Outcome<Entry> put(CommandEnvelope envelope, PutSettingsRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        var command = new StateCommand(journal, Marketplaces.chain(marketplace), chain -> {
            List<FieldError> wrong = wrong(marketplace, chain.last(), wanted);
            if (!wrong.isEmpty()) {
                return new Verdict.Denied<>(Refusal.of(CommonReason.INVALID, wrong));
            }
            Optional<Refusal> unsafe = DisputingRules.unsafe(wanted.settings());
            if (unsafe.isPresent()) {
                return new Verdict.Denied<>(unsafe.get());
            }
            var mode = wanted.settings().mode();
            // The vault takes nothing of a request that is refused.
            MarketplaceSettings kept = own.kept(marketplace, chain.last(), wanted.settings(), wanted.ownAccounts());
            Next next = next(chain.last(), kept, envelope.caller());
            Draft draft = Draft.of(
                    next.event(),
                    next.data(),
                    worlds.now(marketplace, mode),
                    envelope.caller().actor(),
                    envelope.key());
            if (next.event().equals(PROPOSED)) {
                draft = draft.attention(Attention.opens(SETTINGS_WAIT).toString());
            } else if (chain.last().flatMap(SettingsProposal::in).isPresent()) {
                draft = draft.attention(Attention.closes(SETTINGS_WAIT).toString());
            }
            return new Verdict.Allowed<>(
                    chain.isEmpty()
                            ? draft.indexed(new Entry.Index(AllMarketplaces.owner(mode), "", ""))
                            : draft);
        });
        return CommandLoop.run("the settings", envelope, command);
    }

    private List<FieldError> wrong(MarketplaceId marketplace, Optional<Entry> before, PutSettingsRequest wanted) {
        List<FieldError> wrong =
                SettingsRules.alone(own.named(marketplace, before, wanted.settings(), wanted.ownAccounts()));
        wrong.addAll(own.wrong(before, wanted.ownAccounts()));
        before.ifPresent(last -> wrong.addAll(
                SettingsRules.after(Marketplaces.from(last), retired(last), wanted.settings())));
        if (wanted.pauses()) {
            wrong.add(new FieldError("/pause", "has_its_own_route"));
        }
        return wrong;
    }

    private record Next(String event, ObjectNode data) {}

    /** All at once if a second person need not approve; else the guarded parts wait. */
    private static Next next(Optional<Entry> before, MarketplaceSettings wanted, Caller caller) {
        MarketplaceSettings applied =
                before.map(Marketplaces::from).orElseGet(() -> GuardedSettings.none(wanted));
        List<String> guarded = GuardedSettings.changed(applied, wanted);
        if (guarded.isEmpty() || GuardedSettings.needsNobody(before.isEmpty(), wanted)) {
            return new Next(CHANGED, data(before, wanted));
        }
        ObjectNode data = data(before, GuardedSettings.waiting(applied, wanted));
        var proposal = SettingsProposal.of(guarded, caller.id(), data(before, wanted));
        data.set(SettingsProposal.MEMBER, Json.tree(proposal));
        data.set(SettingsProposal.TELLS, proposal.tells());
        return new Next(PROPOSED, data);
    }

    /** Carries on a pause of former settings, which holds until the pause's own chain has an entry. */
    private static ObjectNode data(Optional<Entry> before, MarketplaceSettings wanted) {
        ObjectNode data = Marketplaces.data(wanted);
        if (before.isPresent()) {
            MarketplaceSettings former = Marketplaces.from(before.get());
            data.set("pause", Json.tree(former.pause()));
            Map<String, Integer> retired = retired(before.get());
            former.presets().stream()
                    .filter(preset -> wanted.find(preset.preset(), preset.version()).isEmpty())
                    .forEach(preset -> retired.merge(preset.preset(), preset.version(), Math::max));
            if (!retired.isEmpty()) {
                data.set(RETIRED, Json.tree(retired));
            }
        }
        return data;
    }

    private static Map<String, Integer> retired(Entry entry) {
        Map<String, Integer> retired = new TreeMap<>();
        Json.object(entry.data()).path(RETIRED).properties().forEach(each ->
                retired.put(each.getKey(), each.getValue().asInt(0)));
        return retired;
    }
}
