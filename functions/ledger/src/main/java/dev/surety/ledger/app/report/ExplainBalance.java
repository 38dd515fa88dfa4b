package dev.surety.ledger.app.report;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.report.Debts;
import dev.surety.ledger.domain.report.Explanation.Part;
import dev.surety.ledger.domain.report.Explanation.Status;
import dev.surety.ledger.domain.report.Explanation;
import dev.surety.ledger.domain.report.HoldNotes;
import dev.surety.ledger.domain.report.LineSources;
import dev.surety.ledger.domain.report.MoneyOutNotes;
import dev.surety.ledger.domain.report.OpenChains;
import dev.surety.ledger.domain.report.ParticipantBalance;
import dev.surety.ledger.domain.report.PayoutWaits;
import dev.surety.ledger.domain.report.WaitReason;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Currency;
import dev.surety.model.standing.Holds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Explains every minor unit that a participant cannot have paid out yet: why not, whose move it is and what would
 * release it. The total is the sum of the lines read here, not a balance read beside them. So the parts always sum to
 * it, whatever the poster writes meanwhile.
 */
public final class ExplainBalance {
    /** Lines of one account that an answer reads at most. */
    static final int MOST_LINES = 50_000;

    /** Chains that an answer asks at most; each is one read. */
    static final int MOST_CHAINS = 300;

    private final Participants participants;
    private final Accounts accounts;
    private final Lines lines;
    private final HoldNotes notes;
    private final LineSources sources;
    private final MoneyOutNotes out;
    private final Present present;
    private final int mostLines;
    private final int mostChains;

    public ExplainBalance(
            Participants participants,
            Accounts accounts,
            Lines lines,
            HoldNotes notes,
            LineSources sources,
            MoneyOutNotes out,
            Present present) {
        this(participants, accounts, lines, notes, sources, out, present, MOST_LINES, MOST_CHAINS);
    }

    public ExplainBalance(
            Participants participants,
            Accounts accounts,
            Lines lines,
            HoldNotes notes,
            LineSources sources,
            MoneyOutNotes out,
            Present present,
            int mostLines,
            int mostChains) {
        this.participants = participants;
        this.accounts = accounts;
        this.lines = lines;
        this.notes = notes;
        this.sources = sources;
        this.out = out;
        this.present = present;
        this.mostLines = mostLines;
        this.mostChains = mostChains;
    }

    /**
     * @param references of the escrows that parts name, where they have one
     * @param complete every part has its reason
     */
    public record Read(
            ParticipantId participant,
            List<Explanation> currencies,
            Map<ChainId, String> references,
            boolean complete,
            Instant asOf) {}

    public Optional<Read> of(MarketplaceId marketplace, ParticipantId participant) {
        if (!participants.has(marketplace, participant)) {
            return Optional.empty();
        }
        List<LedgerAccount> held = accounts.heldBy(marketplace, participant.value()).stream()
                .filter(account -> account.kind().isParticipants())
                .toList();
        Map<ChainId, Optional<Holds>> said = new HashMap<>();
        Map<Currency, List<Part>> parts = new HashMap<>();
        List<Balance> balances = new ArrayList<>();
        for (Balance balance : accounts.balances(held)) {
            balances.add(
                    switch (balance.account().kind()) {
                        case ESCROW, ON_HOLD -> explained(balance, said, parts);
                        case DEBT -> owed(balance, parts);
                        default -> balance;
                    });
        }
        Optional<PayoutWaits.Facts> facts = facts(marketplace, participant);
        List<Explanation> explanations =
                ParticipantBalance.of(balances, out.inTransit(marketplace, participant)).stream()
                        .map(balance -> {
                            List<Part> all = new ArrayList<>(parts.getOrDefault(balance.currency(), List.of()));
                            all.addAll(reserved(marketplace, participant, balance));
                            return new Explanation(
                                    balance,
                                    all,
                                    facts.map(of -> PayoutWaits.of(balance, of)).orElse(List.of()));
                        })
                        .toList();
        boolean complete = explanations.stream().allMatch(Explanation::isComplete);
        Map<ChainId, String> references = sources.references(explanations.stream()
                .flatMap(explanation -> explanation.parts().stream())
                .flatMap(part -> part.subject().stream())
                .distinct()
                .limit(mostChains)
                .toList());
        return Optional.of(new Read(participant, explanations, references, complete, present.now(marketplace)));
    }

    private List<Part> reserved(
            MarketplaceId marketplace, ParticipantId participant, ParticipantBalance balance) {
        Optional<Instant> next = balance.reserved().isZero()
                ? Optional.empty()
                : out.nextOfReserve(marketplace, participant, balance.currency());
        return Explanation.kept(AccountKind.RESERVE, balance.reserved(), WaitReason.RESERVE, next);
    }

    /** Nothing of a participant of whom the journal tells no standing. */
    private Optional<PayoutWaits.Facts> facts(MarketplaceId marketplace, ParticipantId participant) {
        return participants
                .standing(marketplace, participant)
                .flatMap(standing -> present.settings(marketplace)
                        .map(settings -> new PayoutWaits.Facts(
                                standing,
                                settings,
                                present.isMoneyOutPaused(marketplace),
                                present.pausedRails(marketplace, settings),
                                PayoutWaits.isNew(standing) ? out.paidTo(marketplace, participant) : Set.of(),
                                present.now(marketplace))));
    }

    /** Puts the parts of an account to its currency's, and gives the balance that they sum to. */
    private Balance explained(
            Balance balance, Map<ChainId, Optional<Holds>> said, Map<Currency, List<Part>> parts) {
        LedgerAccount account = balance.account();
        List<Part> ofCurrency = parts.computeIfAbsent(account.currency(), _ -> new ArrayList<>());
        var chains = new OpenChains();
        if (!lines.first(account, mostLines, chains::add)) {
            ofCurrency.addAll(Explanation.whole(account, balance.amountMinor(), Status.NOT_LOOKED_AT));
            return balance;
        }
        for (ChainId chain : chains.open().keySet()) {
            if (!said.containsKey(chain) && said.size() < mostChains) {
                said.put(chain, notes.of(chain));
            }
        }
        ofCurrency.addAll(Explanation.parts(account, chains, said));
        return new Balance(account, chains.sumMinor(), chains.lines());
    }

    /** The debt by the sales that made it. */
    private Balance owed(Balance balance, Map<Currency, List<Part>> parts) {
        LedgerAccount account = balance.account();
        List<Part> ofCurrency = parts.computeIfAbsent(account.currency(), _ -> new ArrayList<>());
        var debts = new Debts();
        if (!lines.first(account, mostLines, debts::add)) {
            long owed = Math.negateExact(balance.amountMinor());
            ofCurrency.addAll(Explanation.whole(account, owed, Status.NOT_LOOKED_AT));
            return balance;
        }
        ofCurrency.addAll(Explanation.owed(account, debts));
        return new Balance(account, debts.sumMinor(), debts.lines());
    }
}
