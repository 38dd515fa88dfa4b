package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.escrow.app.payment.GatewayAccounts.Stored;
import dev.surety.escrow.domain.payment.GatewayAccount;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored of the questions to a gateway today is what the golden file holds, for ever. */
class StoredQuestionsStayReadableTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void anAccountOpenedAndAskedAboutIsStoredAsTheGoldenFileSays() throws IOException {
        var journal = new Journal(
                MemoryDynamo.surety(FixedClock.at("2026-11-22T12:00:00Z")), SuretyTables.JOURNAL);
        var accounts = new JournalGatewayAccounts(journal, new Marketplaces(journal));
        accounts.open(DEMO, "sandbox", NOON);
        Stored opened = accounts.find(DEMO, "sandbox").orElseThrow();
        assertEquals(GatewayAccount.opened(NOON), opened.account());

        Instant next = NOON.plus(Duration.ofDays(1));
        GatewayAccount asked = opened.account().unheard("2026-11-23T12:00:00.000Z pay_dddddddddddddddddddddddddd");
        accounts.append(opened, asked, next, CommandKey.ofFact("asked"));

        List<GoldenLine> stored = journal.load(new ChainId("gateway", DEMO, "sandbox")).entries().stream()
                .map(GoldenLine::of)
                .toList();
        assertEquals(GoldenLine.all("escrow", "gateway"), stored);
        assertEquals(asked, accounts.find(DEMO, "sandbox").orElseThrow().account());
    }
}
