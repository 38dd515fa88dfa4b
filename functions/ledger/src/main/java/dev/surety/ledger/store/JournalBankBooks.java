package dev.surety.ledger.store;

import dev.surety.ledger.app.period.BankBooks;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads the chains of payouts that tell of statements: {@code bank_book#} has the days of an account that statements
 * show, {@code bank_line#} the lines. Lines of the classes {@code gap} and {@code reversal} can be parked.
 */
public final class JournalBankBooks implements BankBooks {
    private static final String BOOK = "bank_book";
    private static final String BOOK_PREFIX = "bba";
    private static final String STATEMENT = "bank_statement";
    private static final String LINE = "bank_line";
    private static final List<String> MAY_BE_PARKED = List.of("gap", "reversal");
    private static final int PAGE = 100;

    /** A statement of a period's lines is read some time after its days. */
    private static final Duration EARLIER = Duration.ofDays(1);

    private final Journal journal;
    private final JournalIndexes indexes;

    public JournalBankBooks(Journal journal, JournalIndexes indexes) {
        this.journal = journal;
        this.indexes = indexes;
    }

    @Override
    public List<Shown> statements(MarketplaceId marketplace, String account) {
        ChainId chain = new ChainId(BOOK, marketplace, Id.derive(BOOK_PREFIX, account));
        JsonNode segments = journal.last(chain)
                .<JsonNode>map(last -> Json.object(last.data()).path("joined").path("book").path("segments"))
                .orElseGet(Json::object);
        return segments.valueStream()
                .map(segment -> new Shown(
                        LocalDate.parse(segment.path("from").asString("")),
                        LocalDate.parse(segment.path("to").asString(""))))
                .toList();
    }

    @Override
    public Optional<MarketplaceSettings> settings(MarketplaceId marketplace, Instant until) {
        return PastEntries.last(journal, Marketplaces.chain(marketplace), until).map(Marketplaces::from);
    }

    @Override
    public Optional<String> parkedLine(MarketplaceId marketplace, Instant since) {
        return statements(marketplace, since.minus(EARLIER))
                .flatMap(statement -> MAY_BE_PARKED.stream().map(as -> owner(marketplace, statement) + "#" + as))
                .flatMap(lines -> indexes.all(By.COUNTERPARTY, lines, PAGE))
                .map(Found::chain)
                .filter(this::isParked)
                .map(ChainId::id)
                .findFirst();
    }

    /** Uploaded since an instant. */
    private Stream<String> statements(MarketplaceId marketplace, Instant since) {
        return indexes.all(By.OWNER, STATEMENT + "#" + marketplace + "#all", PAGE)
                .takeWhile(found -> !Instant.parse(found.at()).isBefore(since))
                .map(found -> found.chain().id());
    }

    private static String owner(MarketplaceId marketplace, String statement) {
        return LINE + "#" + marketplace + "#" + statement;
    }

    private boolean isParked(ChainId line) {
        String state = journal.last(line)
                .map(last -> Json.object(last.data()).path("tells").path("state").asString(""))
                .orElse("");
        return state.equals("parked") || state.equals("resolving");
    }
}
