package dev.surety.disputes.app.arbiter;

import dev.surety.disputes.app.dispute.AssignArbiter;
import dev.surety.disputes.app.dispute.EscrowCases;
import dev.surety.disputes.domain.arbiter.ArbiterRules;
import dev.surety.disputes.domain.arbiter.Candidate;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.Disputing.Arbiter;
import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what links an arbiter to the sides of a dispute. Settings say which names belong to one person; a name that is
 * the id of a participant makes that participant the person's own. Its payout methods and its escrows then count.
 */
public final class ArbiterFacts implements AssignArbiter.Facts {
    /** An arbiter's own participants rarely trade; of one that trades a lot, so many of the last escrows count. */
    private static final int MOST_ESCROWS = 500;

    private static final int PAGE = 100;
    private static final int READS_AT_ONCE = 16;

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;

    public ArbiterFacts(Journal journal, JournalIndexes indexes, Present present) {
        this.journal = journal;
        this.indexes = indexes;
        this.present = present;
    }

    @Override
    public Set<String> methods(MarketplaceId marketplace, Opening dispute) {
        return methods(marketplace, List.of(dispute.payer(), dispute.payee()));
    }

    @Override
    public Candidate of(MarketplaceId marketplace, Opening dispute, Arbiter person, int open) {
        Set<String> names = names(marketplace, person.person());
        List<ParticipantId> own = names.stream()
                .filter(name -> Id.isWellFormed(ParticipantId.PREFIX, name))
                .map(ParticipantId::new)
                .toList();
        return own.isEmpty()
                ? new Candidate(person, names, Set.of(), Map.of(), open)
                : new Candidate(
                        person, names, methods(marketplace, own), dealings(marketplace, dispute, own), open);
    }

    private Set<String> names(MarketplaceId marketplace, String person) {
        List<PersonLink> links = present.settings(marketplace).moneyOut().personLinks();
        Set<String> names = new HashSet<>(Set.of(person));
        // A link may name a person whom another link names, too.
        boolean isGrowing = true;
        while (isGrowing) {
            isGrowing = false;
            for (PersonLink link : links) {
                if (link.persons().stream().anyMatch(names::contains)) {
                    isGrowing |= names.addAll(link.persons());
                }
            }
        }
        return names;
    }

    /** Fingerprints of the payout methods in force. */
    private Set<String> methods(MarketplaceId marketplace, List<ParticipantId> participants) {
        return SideBySide.map(
                        READS_AT_ONCE,
                        participants,
                        id -> journal.last(new ChainId(Participants.TYPE, marketplace, id.value())))
                .stream()
                .flatMap(Optional::stream)
                .flatMap(ArbiterFacts::standing)
                .flatMap(standing -> standing.methods().orElse(List.of()).stream())
                .map(Standing.MethodInForce::fingerprint)
                .collect(Collectors.toSet());
    }

    private static Stream<Standing> standing(Entry entry) {
        JsonNode standing = Json.object(entry.data()).path("standing");
        return standing instanceof ObjectNode told
                ? Stream.of(Json.shared(told, Standing.class, Standing.VERSION))
                : Stream.empty();
    }

    /** When the own participants last began an escrow with each side. */
    private Map<ParticipantId, Instant> dealings(
            MarketplaceId marketplace, Opening dispute, List<ParticipantId> own) {
        Instant since = ArbiterRules.since(present.now(marketplace));
        Map<ParticipantId, Instant> dealings = new HashMap<>();
        for (ParticipantId one : own) {
            Stream.of(By.OWNER, By.COUNTERPARTY)
                    .flatMap(by -> escrows(marketplace, one, by, since).stream())
                    .forEach(entry -> Stream.of(dispute.payer(), dispute.payee())
                            .filter(side -> isWith(entry, marketplace, side))
                            .forEach(side -> dealings.merge(
                                    side, entry.at(), (a, b) -> a.isAfter(b) ? a : b)));
        }
        return dealings;
    }

    /** First entries of escrows, newest first. */
    private List<Entry> escrows(MarketplaceId marketplace, ParticipantId participant, By by, Instant since) {
        List<Found> found = indexes.all(by, indexed(marketplace, participant), PAGE)
                .takeWhile(one -> one.at().compareTo(Times.text(since)) > 0)
                .limit(MOST_ESCROWS)
                .filter(one -> one.chain().type().equals(EscrowCases.TYPE)
                        && Id.isWellFormed(EscrowId.PREFIX, one.chain().id()))
                .toList();
        return SideBySide.map(READS_AT_ONCE, found, one -> journal.find(one.chain(), 1)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isWith(Entry escrow, MarketplaceId marketplace, ParticipantId side) {
        String indexed = indexed(marketplace, side);
        return escrow.index().owner().equals(indexed) || escrow.index().counterparty().equals(indexed);
    }

    /** As the escrow's first entry is indexed. */
    private static String indexed(MarketplaceId marketplace, ParticipantId participant) {
        return EscrowCases.TYPE + "#" + marketplace + "#" + participant;
    }
}
