package dev.surety.ledger.app.report;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.report.MoneyOutNotes;
import dev.surety.ledger.domain.report.ParticipantBalance;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a participant's balance, one for each currency in which it ever held money. */
public final class ReadBalance {
    private final Participants participants;
    private final Accounts accounts;
    private final MoneyOutNotes out;
    private final Present present;

    public ReadBalance(Participants participants, Accounts accounts, MoneyOutNotes out, Present present) {
        this.participants = participants;
        this.accounts = accounts;
        this.out = out;
        this.present = present;
    }

    public record Read(ParticipantId participant, List<ParticipantBalance> balances, Instant asOf) {}

    public Optional<Read> of(MarketplaceId marketplace, ParticipantId participant) {
        if (!participants.has(marketplace, participant)) {
            return Optional.empty();
        }
        var held = accounts.heldBy(marketplace, participant.value()).stream()
                .filter(account -> account.kind().isParticipants())
                .toList();
        var balances = ParticipantBalance.of(accounts.balances(held), out.inTransit(marketplace, participant));
        return Optional.of(new Read(participant, balances, present.now(marketplace)));
    }
}
