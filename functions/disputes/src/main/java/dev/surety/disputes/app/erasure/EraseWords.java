package dev.surety.disputes.app.erasure;

import dev.surety.disputes.app.chargeback.ChargebackChains;
import dev.surety.disputes.app.complaint.Complaints;
import dev.surety.disputes.app.dispute.DisputeChains;
import dev.surety.disputes.app.evidence.EvidenceKey;
import dev.surety.disputes.domain.chargeback.ChargebackCase;
import dev.surety.files.StoredFiles;
import dev.surety.model.dispute.PaymentChargebacks.Share;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Destroys the words and files of disputes, banks' cases and complaints of a participant whose {@code kyc} data are
 * destroyed. The files go first and the words last, so the vault tells which chains are done. A repeat goes on where
 * the last one ended. While a bank has a case open, the case may need the evidence of a dispute. Only complaints are
 * erased then, and the case's end erases the others.
 */
public final class EraseWords {
    public static final String PARTICIPANT = "participant";

    private static final String PAYMENT = "payment";
    private static final String KYC = "kyc";
    private static final int PAGE = 100;

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Vault vault;
    private final StoredFiles files;

    public EraseWords(Journal journal, JournalIndexes indexes, Vault vault, StoredFiles files) {
        this.journal = journal;
        this.indexes = indexes;
        this.vault = vault;
        this.files = files;
    }

    /** Hears that a participant may be erased. Its chain tells, and to hear it twice does no harm. */
    public Handled hear(ChainId participant) {
        if (isErased(participant)) {
            erase(participant);
        }
        return Handled.DONE;
    }

    /** Hears a payment, and looks at its cases. One of them may have ended after a side was erased. */
    public Function<ChainId, Handled> afterNews(Function<ChainId, Handled> hearing) {
        return payment -> {
            Handled handled = hearing.apply(payment);
            chains(By.REFERENCE, ChargebackChains.TYPE, payment).forEach(this::look);
            return handled;
        };
    }

    /** The same for a case that is woken. */
    public BiFunction<ChainId, Integer, Handled> afterWake(BiFunction<ChainId, Integer, Handled> waking) {
        return (bankCase, number) -> {
            Handled handled = waking.apply(bankCase, number);
            look(bankCase);
            return handled;
        };
    }

    private void look(ChainId bankCase) {
        stateOf(bankCase)
                .filter(ChargebackCase::isOver)
                .ifPresent(of -> sides(of)
                        .map(side -> new ChainId(PARTICIPANT, bankCase.marketplace(), side.value()))
                        .distinct()
                        .forEach(this::hear));
    }

    private static Stream<ParticipantId> sides(ChargebackCase of) {
        return Stream.concat(
                Stream.of(of.facts().payer()), of.facts().told().shares().stream().map(Share::payee));
    }

    private boolean isErased(ChainId participant) {
        return participant.type().equals(PARTICIPANT)
                && journal.last(participant).filter(last -> isKycDestroyed(last.data())).isPresent();
    }

    private static boolean isKycDestroyed(String data) {
        for (JsonNode kind : Json.object(data).at("/state/closing/destroyed")) {
            if (kind.asString("").equals(KYC)) {
                return true;
            }
        }
        return false;
    }

    private void erase(ChainId participant) {
        chains(By.OWNER, Complaints.TYPE, participant)
                .filter(this::isLeft)
                .forEach(chain -> destroy(chain, List.of()));
        List<ChainId> cases = cases(participant);
        if (cases.stream().flatMap(chain -> stateOf(chain).stream()).allMatch(ChargebackCase::isOver)) {
            cases.stream().filter(this::isLeft).forEach(chain -> destroy(chain, filesOfCase(chain)));
            Stream.of(By.OWNER, By.COUNTERPARTY)
                    .flatMap(by -> chains(by, DisputeChains.TYPE, participant))
                    .filter(this::isLeft)
                    .forEach(chain -> destroy(chain, filesOfDispute(chain)));
        }
    }

    /** Those of its payments, and those in which it has the first share of the payees. */
    private List<ChainId> cases(ChainId participant) {
        return Stream.concat(
                        chains(By.OWNER, PAYMENT, participant)
                                .flatMap(payment -> chains(By.REFERENCE, ChargebackChains.TYPE, payment)),
                        chains(By.COUNTERPARTY, ChargebackChains.TYPE, participant))
                .distinct()
                .toList();
    }

    private Stream<ChainId> chains(By by, String type, ChainId of) {
        return indexes.all(by, type + "#" + of.marketplace() + "#" + of.id(), PAGE)
                .map(JournalIndexes.Found::chain);
    }

    private Optional<ChargebackCase> stateOf(ChainId bankCase) {
        return journal.last(bankCase).map(ChargebackChains::state);
    }

    private boolean isLeft(ChainId chain) {
        return !vault.isDestroyed(chain);
    }

    private void destroy(ChainId chain, List<String> keys) {
        keys.forEach(files::delete);
        vault.destroy(chain);
    }

    /** Of all entries, so that those of removed items go, too. */
    private List<String> filesOfDispute(ChainId chain) {
        return journal.load(chain).entries().stream()
                .flatMap(entry -> DisputeChains.state(entry).evidence().exhibits().stream())
                .filter(exhibit -> exhibit.item().file().isPresent())
                .map(exhibit -> evidence(chain, exhibit.id()))
                .distinct()
                .toList();
    }

    /** Those that the case itself holds, and those that were written for the bank. */
    private List<String> filesOfCase(ChainId chain) {
        return journal.load(chain).entries().stream()
                .map(ChargebackChains::state)
                .flatMap(of -> Stream.concat(
                        of.evidence().stream()
                                .filter(item -> item.of().isEmpty() && item.item().file().isPresent())
                                .map(item -> evidence(chain, item.item().id())),
                        of.answer().flatMap(ChargebackCase.Answer::file).stream().map(file -> file.key())))
                .distinct()
                .toList();
    }

    private static String evidence(ChainId chain, String item) {
        MarketplaceId marketplace = chain.marketplace();
        return new EvidenceKey(marketplace, chain.id(), item).toString();
    }
}
