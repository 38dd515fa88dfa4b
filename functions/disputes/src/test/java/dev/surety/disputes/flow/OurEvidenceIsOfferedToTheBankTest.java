package dev.surety.disputes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.app.chargeback.Chargebacks;
import dev.surety.disputes.app.chargeback.HearPayment;
import dev.surety.disputes.domain.chargeback.ChargebackCase.Item;
import dev.surety.disputes.domain.chargeback.ChargebackCommand;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.store.DisputesEvidence;
import dev.surety.disputes.store.ShippedNeeds;
import dev.surety.disputes.world.ChargebackWorld;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.disputes.world.EscrowSide;
import dev.surety.disputes.world.NoFiles;
import dev.surety.dynamo.SuretyTables;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A payee has submitted its evidence in our own dispute, and then the payer's bank debits the money. */
class OurEvidenceIsOfferedToTheBankTest {
    private static final String PROOF = Id.derive("ev", "proof");

    private final DisputeWorld world = new DisputeWorld();
    private final Chargebacks bank = chargebacks();

    private Chargebacks chargebacks() {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        var secrets = new Secrets(() -> EscrowSide.SECRETS, world.clock);
        return Chargebacks.of(new Chargebacks.Ports(
                journal,
                new JournalIndexes(world.store, SuretyTables.JOURNAL),
                new Marketplaces(journal),
                new Clocks(world.clock, world.store, Optional.of(SuretyTables.SANDBOX)),
                new ShippedNeeds(),
                new NoFiles(),
                new Vault(world.store, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets)),
                (_, _) -> {}));
    }

    private void inEvidence() {
        world.disputed("dispute-00000001");
        world.drain();
        taken(world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new));
        world.pass(Duration.ofDays(10).plusHours(1));
        assertEquals("evidence", world.stage());
        var item = EvidenceItem.ofWords(PROOF, EvidenceKind.CARRIER_PROOF, "commitment", world.clock.instant());
        taken(world.as(Side.PAYEE, "add", side -> new DisputeCommand.AddEvidence(side, item)));
    }

    private static void taken(Outcome<?> outcome) {
        assertInstanceOf(Outcome.Done.class, outcome);
    }

    private Stored debited() {
        world.bank(DisputeWorld.PRICE, "drawn");
        world.drain();
        ChainId payment = world.entries().stream()
                .map(entry -> entry.chain())
                .filter(chain -> chain.type().equals(HearPayment.TYPE))
                .findFirst()
                .orElseThrow();
        var _ = bank.hearing().hear(payment);
        var id = ChargebackId.of(DisputeWorld.DEMO, new PaymentId(payment.id()), "cb_" + payment.id());
        return bank.cases().find(DisputeWorld.DEMO, id).orElseThrow();
    }

    private List<EvidenceItem> offered(Stored of, DisputeId dispute) {
        return new DisputesEvidence(world.use.disputes()).of(of, dispute);
    }

    private List<String> ids(List<EvidenceItem> items) {
        return items.stream().map(EvidenceItem::id).toList();
    }

    @Test
    void lockedEvidenceIsAddedToTheBanksCaseInOneStep() {
        inEvidence();
        taken(world.as(Side.PAYEE, "submit", side -> new DisputeCommand.SubmitEvidence(side, Optional.empty())));
        Stored of = debited();
        assertEquals("suspended", world.stage());

        List<EvidenceItem> items = offered(of, world.last);
        assertEquals(List.of(PROOF), ids(items));

        var caller = ChargebackWorld.backend();
        var envelope = new CommandEnvelope(
                caller,
                CommandKey.ofFact("request", caller.principal(), "add-000000000001"),
                Optional.empty(),
                _ -> true,
                Optional::empty,
                false);
        taken(bank.deciding()
                .decide(
                        envelope,
                        of.id(),
                        _ -> new ChargebackCommand.AddEvidence("backend", Optional.of(world.last), items)));
        Stored after = bank.cases().find(DisputeWorld.DEMO, of.id()).orElseThrow();
        assertEquals(
                List.of(PROOF),
                ids(after.state().evidence().stream().map(Item::item).toList()));
        world.check();
    }

    @Test
    void evidenceThatIsStillSealedIsNotOffered() {
        inEvidence();
        assertEquals(List.of(), offered(debited(), world.last));
    }

    @Test
    void evidenceOfAnotherDisputeIsNotOffered() {
        inEvidence();
        taken(world.as(Side.PAYEE, "submit", side -> new DisputeCommand.SubmitEvidence(side, Optional.empty())));
        Stored of = debited();
        assertEquals(List.of(), offered(of, new DisputeId(Id.derive("dsp", "none"))));
    }
}
