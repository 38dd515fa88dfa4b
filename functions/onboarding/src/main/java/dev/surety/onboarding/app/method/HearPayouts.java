package dev.surety.onboarding.app.method;

import dev.surety.model.calendar.TargetDays;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.domain.method.MethodEvent;
import dev.surety.onboarding.domain.method.PayoutMethods.Heard;
import dev.surety.onboarding.domain.method.PayoutMethods;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Learns from payouts whether an account takes money. A payout that stays paid for ten bank days verifies a new method.
 * A reason that puts the account at fault errors it, and a bank's notice of change corrects it. We read the payout's
 * entry, and believe no message.
 */
public final class HearPayouts {
    private static final int BANK_DAYS = 10;

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Clocks worlds;
    private final CorrectPayoutMethod correcting;

    public HearPayouts(
            Journal journal, Marketplaces marketplaces, Clocks worlds, CorrectPayoutMethod correcting) {
        this.correcting = correcting;
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
    }

    /** @param number of the entry that tells; an entry that tells of no payee's method changes nothing */
    public void hear(ChainId payout, int number) {
        Optional<Entry> told = journal.find(payout, number);
        if (told.isEmpty()) {
            return;
        }
        JsonNode tells = Json.object(told.get().data()).path("tells");
        String payee = tells.path("payee").asString("");
        if (Id.isWellFormed(ParticipantId.PREFIX, payee)) {
            ChainId participant = CreateParticipant.chain(payout.marketplace(), payee);
            Contention.retry("a participant", () -> hear(participant, told.get(), tells));
        }
    }

    /** Returns nothing if another entry took the place. */
    private Optional<Boolean> hear(ChainId participant, Entry told, JsonNode tells) {
        StateChain state = journal.state(participant);
        var key = CommandKey.ofFact("payout", told.chain().toString(), Integer.toString(told.number()));
        if (state.last().isEmpty() || journal.seen(state, key).isPresent()) {
            return Optional.of(false);
        }
        if (name(told).equals(CorrectPayoutMethod.NOTICED)) {
            return correcting.hear(state, told, tells.path("method").asString(""), key);
        }
        MethodChain chain = MethodChain.of(journal, marketplaces, worlds, state.last().get());
        String method = tells.path("method").asString("");
        Optional<Heard> heard = heard(chain.methods(), method, told, tells.path("code").asString(""));
        if (heard.isEmpty()) {
            return Optional.of(false);
        }
        MethodEvent event = heard.get().event();
        var draft = chain.draft(event, heard.get().after(), Actor.EVENT, key);
        return journal.append(state, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    /** The event without its version. */
    private static String name(Entry told) {
        return told.event().substring(0, told.event().lastIndexOf('.'));
    }

    private static Optional<Heard> heard(PayoutMethods methods, String method, Entry told, String code) {
        return switch (name(told)) {
            case "payout.paid" -> methods.paid(method, provenAt(told.at()));
            case "payout.failed", "payout.returned" -> methods.refused(method, code);
            default -> Optional.empty();
        };
    }

    /** After the last of the bank days in which it may still come back. */
    private static Instant provenAt(Instant paid) {
        LocalDate last = TargetDays.plus(LocalDate.ofInstant(paid, ZoneOffset.UTC), BANK_DAYS);
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
