package dev.surety.ledger.store;

import dev.surety.ledger.domain.Balance;
import dev.surety.ledger.domain.JobKind;
import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.ledger.domain.Line;
import dev.surety.ledger.domain.LinePlace;
import dev.surety.ledger.domain.Place;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Currency;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the ledger table and their keys.
 *
 * <p>Lines of a participant's account lie under the account. Platform accounts are touched by every entry, so their
 * lines are spread over {@value #SHARDS} partitions a day, and the days that have lines are listed under the account.
 */
final class LedgerItems {
    static final int SHARDS = 8;
    static final String BALANCE = "balance";
    static final String LINE = "line#";
    static final String DAY = "day#";
    static final String JOB = "job#";
    static final String ORDER = "job-order#";
    static final String GENERATION = "generation#";

    private LedgerItems() {}

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", Items.of(pk), "sk", Items.of(sk));
    }

    static Map<String, AttributeValue> balanceKey(LedgerAccount account) {
        return key(account.key(), BALANCE);
    }

    static Map<String, AttributeValue> lineKey(Line line) {
        return key(partition(line), LinePlace.key(line));
    }

    static Map<String, AttributeValue> lineItem(Line line) {
        return Map.of(
                "pk", Items.of(partition(line)),
                "sk", Items.of(LinePlace.key(line)),
                "amount", Items.of(line.amountMinor()),
                "event", Items.of(line.event()),
                "entry", Items.of(line.entry()),
                "at", Items.of(Times.text(line.at())));
    }

    static Line line(LedgerAccount account, Map<String, AttributeValue> item) {
        String[] parts = Items.text(item, "sk").split("#", -1);
        return new Line(
                account,
                ChainId.parse(String.join("#", List.of(parts[2], parts[3], parts[4]))),
                Integer.parseInt(parts[5]),
                Items.text(item, "event"),
                Instant.parse(parts[1]),
                Items.number(item, "amount"));
    }

    static Balance balance(Map<String, AttributeValue> item) {
        return new Balance(account(Items.text(item, "pk")), Items.number(item, "amount"), Items.number(item, "lines"));
    }

    /** The account of a partition key, of a balance or of lines. */
    static LedgerAccount account(String pk) {
        String[] parts = pk.split("#", -1);
        AccountKind kind = Arrays.stream(AccountKind.values())
                .filter(each -> each.code().equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such kind of account: " + parts[0]));
        String[] books = parts[1].split("~", -1);
        return new LedgerAccount(
                new MarketplaceId(books[0]),
                Account.of(kind, parts[2]),
                Currency.of(parts[3]),
                books.length == 1 ? 0 : Integer.parseInt(books[1]));
    }

    static String partition(Line line) {
        LedgerAccount account = line.account();
        return account.kind().isParticipants()
                ? account.key()
                : shards(account, day(line.at())).get(Math.floorMod(line.chain().hashCode(), SHARDS));
    }

    static List<String> shards(LedgerAccount account, String day) {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> account.key() + "#" + day + "#" + shard)
                .toList();
    }

    static String day(Instant at) {
        return Times.text(at).substring(0, "2026-11-22".length());
    }

    static Map<String, AttributeValue> dayKey(Line line) {
        return key(line.account().key(), DAY + day(line.at()));
    }

    /** The entry of an account in its marketplace's list, sorted by holder so that one query finds a holder's all. */
    static Map<String, AttributeValue> listKey(LedgerAccount account) {
        Account of = account.account();
        return key(
                listPartition(account.marketplace(), account.generation()),
                of.holder() + "#" + of.kind().code() + "#" + account.currency());
    }

    static String listPartition(MarketplaceId marketplace, int generation) {
        return "accounts#" + LedgerAccount.books(marketplace, generation);
    }

    static LedgerAccount listed(MarketplaceId marketplace, int generation, Map<String, AttributeValue> item) {
        String[] parts = Items.text(item, "sk").split("#", -1);
        return account(parts[1] + "#" + LedgerAccount.books(marketplace, generation) + "#" + parts[0] + "#" + parts[2]);
    }

    static String parkedPartition(String marketplace, int generation) {
        return "parked#" + (generation == 0 ? marketplace : marketplace + "~" + generation);
    }

    static Map<String, AttributeValue> parkedKey(Place place, int generation) {
        return key(
                parkedPartition(place.marketplace(), generation),
                place.chain() + "#" + LinePlace.padded(place.number()));
    }

    static Map<String, AttributeValue> headKey(String chain, int generation) {
        return key("parked-chain#" + chain, generation == 0 ? "head" : "head~" + generation);
    }

    static String generationPartition(MarketplaceId marketplace) {
        return GENERATION + marketplace;
    }

    static Map<String, AttributeValue> generationKey(MarketplaceId marketplace) {
        return key(generationPartition(marketplace), "state");
    }

    static Map<String, AttributeValue> progressKey(ChainId job) {
        return key(JOB + job.marketplace() + "#" + job.id(), "progress");
    }

    static Map<String, AttributeValue> orderKey(MarketplaceId marketplace, JobKind kind) {
        return key(ORDER + marketplace, kind.code());
    }

    static String breachPartition(String marketplace) {
        return "breach#" + marketplace;
    }
}
