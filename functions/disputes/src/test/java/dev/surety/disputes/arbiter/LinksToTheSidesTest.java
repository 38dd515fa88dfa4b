package dev.surety.disputes.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.disputes.app.arbiter.ArbiterFacts;
import dev.surety.disputes.app.dispute.EscrowCases;
import dev.surety.disputes.domain.arbiter.Candidate;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.marketplace.Disputing.Arbiter;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Present;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class LinksToTheSidesTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final Arbiter ANNA = Arbiter.of("per_anna");
    private static final ParticipantId OWN = new ParticipantId(Id.derive("par", "own"));
    private static final ParticipantId PAYER = new ParticipantId(Id.derive("par", "payer"));
    private static final ParticipantId PAYEE = new ParticipantId(Id.derive("par", "payee"));
    private static final ParticipantId OTHER = new ParticipantId(Id.derive("par", "other"));
    private static final Opening DISPUTE = new Opening(
            DisputeId.of(DEMO, new EscrowId(Id.derive("esc", "disputed")), 1),
            new EscrowId(Id.derive("esc", "disputed")),
            1,
            "",
            "goods",
            1,
            PAYER,
            PAYEE,
            Side.PAYER,
            Instant.parse("2026-11-30T00:00:00Z"),
            DisputeReason.DAMAGED,
            Optional.empty(),
            Division.allToPayer(Money.of(10_000, "EUR")),
            Money.of(10_000, "EUR"),
            1,
            DisputeTerms.SHIPPED);

    private final FixedClock clock = FixedClock.at("2026-12-01T09:00:00Z");
    private final MemoryDynamo store = MemoryDynamo.surety(clock);
    private final Journal journal = new Journal(store, SuretyTables.JOURNAL);
    private final ArbiterFacts facts = new ArbiterFacts(
            journal,
            new JournalIndexes(store, SuretyTables.JOURNAL),
            new Present(
                    new Marketplaces(journal), new Clocks(clock, store, Optional.of(SuretyTables.SANDBOX))));

    @BeforeEach
    void partiesAreKnown() {
        participant(PAYER, "fp_payer");
        participant(PAYEE, "fp_payee");
        participant(OWN, "fp_own");
    }

    private void links(List<List<String>> links) {
        MoneyOut out = MoneyOut.SHIPPED.change()
                .personLinks(links.stream().map(PersonLink::new).toList())
                .build();
        var settings = new MarketplaceSettings(
                        0, Mode.SANDBOX, List.of("EUR"), List.of(), List.of(), "UTC", Set.of(), Optional.empty())
                .withMoneyOut(out);
        append(Marketplaces.chain(DEMO), "settings.changed.v1", Marketplaces.data(settings), Entry.Index.NONE,
                "2026-01-01T00:00:00Z");
    }

    private void participant(ParticipantId id, String fingerprint) {
        var method = new Standing.MethodInForce(
                "pm_1", "iban", "EUR", fingerprint, "words", "verified", Instant.EPOCH, Optional.empty(),
                Optional.empty());
        ObjectNode data = Json.object();
        data.set(
                "standing",
                Json.tree(new Standing(
                        "active",
                        Set.of("receive"),
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of(method)),
                        Optional.empty())));
        append(new ChainId("participant", DEMO, id.value()), "participant.created.v1", data, Entry.Index.NONE,
                "2026-01-01T00:00:00Z");
    }

    private void escrow(String name, ParticipantId payer, ParticipantId payee, String at) {
        var id = new EscrowId(Id.derive("esc", name));
        var index = new Entry.Index("escrow#demo#" + payer, "escrow#demo#" + payee, "");
        append(EscrowCases.chain(DEMO, id), "escrow.created.v1", Json.object(), index, at);
    }

    private void append(ChainId chain, String event, ObjectNode data, Entry.Index index, String at) {
        var key = CommandKey.ofFact(chain.toString(), at);
        Draft draft = Draft.of(event, data, Instant.parse(at), Actor.of("staff:test"), key);
        journal.append(journal.load(chain), index.isEmpty() ? draft : draft.indexed(index));
    }

    private Candidate anna() {
        return facts.of(DEMO, DISPUTE, ANNA, 2);
    }

    @Test
    void aPersonWithoutLinksHasNoneOfThem() {
        links(List.of());
        escrow("one", PAYER, PAYEE, "2026-11-30T00:00:00Z");

        assertEquals(Candidate.of(ANNA, 2), anna());
        assertEquals(Set.of("fp_payer", "fp_payee"), facts.methods(DEMO, DISPUTE));
    }

    @Test
    void linkedNamesArePartOfAPersonOverMoreThanOneLink() {
        links(List.of(
                List.of("per_anna", "per_alias"),
                List.of("per_alias", OWN.value()),
                List.of("per_bert", "per_cora")));

        assertEquals(Set.of("per_anna", "per_alias", OWN.value()), anna().names());
        assertEquals(Set.of("fp_own"), anna().methods());
        assertEquals(Map.of(), anna().dealings());
    }

    @Test
    void escrowsOfTheLastYearWithASideAreDealings() {
        links(List.of(List.of("per_anna", OWN.value())));
        escrow("bought", OWN, PAYEE, "2026-03-01T00:00:00Z");
        escrow("bought again", OWN, PAYEE, "2026-05-01T00:00:00Z");
        escrow("sold", PAYER, OWN, "2026-04-01T00:00:00Z");
        escrow("to another", OWN, OTHER, "2026-06-01T00:00:00Z");
        escrow("of the sides", PAYER, PAYEE, "2026-07-01T00:00:00Z");

        assertEquals(
                Map.of(PAYEE, Instant.parse("2026-05-01T00:00:00Z"), PAYER, Instant.parse("2026-04-01T00:00:00Z")),
                anna().dealings());
    }

    @Test
    void anEscrowOfMoreThanAYearAgoIsNone() {
        links(List.of(List.of("per_anna", OWN.value())));
        escrow("long ago", OWN, PAYEE, "2025-12-01T09:00:00Z");

        assertEquals(Map.of(), anna().dealings());
    }

    @Test
    void aSideOfTheDisputeIsItsOwnName() {
        links(List.of(List.of("per_anna", PAYEE.value())));

        assertEquals(Set.of("per_anna", PAYEE.value()), anna().names());
        assertEquals(Set.of("fp_payee"), anna().methods());
    }
}
