package dev.surety.onboarding.store;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Currency;
import dev.surety.onboarding.app.Movements;
import dev.surety.onboarding.app.closing.OpenMoney;
import dev.surety.onboarding.domain.closing.Closing.Open;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.SideBySide;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a participant's open money: its balances in the ledger, then each of its payouts and escrows, newest first. It
 * stops at the first that is open, so it reads them all only once, when the participant closes. A chain whose money the
 * ledger has not posted yet is open.
 */
public final class StoredOpenMoney implements OpenMoney {
    private static final String ESCROW = "escrow";
    private static final String PAYOUT = "payout";
    private static final String FORMER_END = "escrow.settled.";

    private static final List<AccountKind> OF_A_PAYEE =
            List.of(AccountKind.PAYABLE, AccountKind.ON_HOLD, AccountKind.RESERVE, AccountKind.DEBT);

    /** A payout of which a rail or a bank still has something to say is in none of these. */
    private static final Set<String> ENDED =
            Set.of("paid", "returned", "failed", "cancelled", "excluded", "taken_out");

    private static final int PAGE = 100;
    private static final int AT_ONCE = 16;

    private final DynamoDbClient dynamo;
    private final String ledger;
    private final Journal journal;
    private final JournalIndexes hints;
    private final Movements movements;

    public StoredOpenMoney(
            DynamoDbClient dynamo, String ledger, Journal journal, JournalIndexes hints, Movements movements) {
        this.dynamo = dynamo;
        this.ledger = ledger;
        this.journal = journal;
        this.hints = hints;
        this.movements = movements;
    }

    @Override
    public List<Open> of(ChainId participant, List<String> currencies) {
        if (hasBalance(participant, currencies)) {
            return List.of(Open.BALANCE);
        }
        Set<String> others = new TreeSet<>();
        if (isAnyOpen(participant, PAYOUT, By.OWNER, others)) {
            return List.of(Open.PAYOUT);
        }
        if (isAnyOpen(participant, ESCROW, By.OWNER, others)
                || isAnyOpen(participant, ESCROW, By.COUNTERPARTY, others)) {
            return List.of(Open.ESCROW);
        }
        currencies.forEach(others::remove);
        return hasBalance(participant, others) ? List.of(Open.BALANCE) : List.of();
    }

    private boolean hasBalance(ChainId participant, Collection<String> currencies) {
        return currencies.stream()
                .flatMap(code -> OF_A_PAYEE.stream().map(kind -> new LedgerAccount(
                        participant.marketplace(), Account.of(kind, participant.id()), Currency.of(code))))
                .anyMatch(account -> balance(account) != 0);
    }

    private long balance(LedgerAccount account) {
        try {
            Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(ledger)
                            .key(BalanceItems.key(account))
                            .consistentRead(true))
                    .item();
            return item == null || item.isEmpty() ? 0 : BalanceItems.of(item).amountMinor();
        } catch (SdkException e) {
            throw new Outage("the ledger does not answer", e);
        }
    }

    /** @param currencies takes those in which money of the participant has moved */
    private boolean isAnyOpen(ChainId participant, String type, By by, Set<String> currencies) {
        String key = type + "#" + participant.marketplace() + "#" + participant.id();
        List<ChainId> page = new ArrayList<>();
        for (JournalIndexes.Found found : (Iterable<JournalIndexes.Found>) hints.all(by, key, PAGE)::iterator) {
            page.add(found.chain());
            if (page.size() == AT_ONCE) {
                if (isOneOpen(participant, page, currencies)) {
                    return true;
                }
                page.clear();
            }
        }
        return isOneOpen(participant, page, currencies);
    }

    private boolean isOneOpen(ChainId participant, List<ChainId> chains, Set<String> currencies) {
        List<Chain> loaded = SideBySide.map(AT_ONCE, chains, journal::load);
        loaded.stream()
                .flatMap(chain -> moves(chain, participant))
                .flatMap(entry -> entry.postings().stream())
                .forEach(posting -> currencies.add(posting.money().currency().code()));
        return loaded.stream().anyMatch(chain -> !isOver(chain) || !isPosted(chain, participant));
    }

    private static boolean isOver(Chain chain) {
        return chain.id().type().equals(PAYOUT)
                ? ENDED.contains(Json.object(chain.last().data()).at("/tells/state").asString(""))
                : chain.entries().stream().anyMatch(StoredOpenMoney::isEnd);
    }

    /** The entry that ends an escrow says so; those of the first releases are known by their name. */
    private static boolean isEnd(Entry entry) {
        return entry.ends().isPresent() || entry.event().startsWith(FORMER_END);
    }

    /** The ledger posts a chain's entries in their order, so the last one tells for all. */
    private boolean isPosted(Chain chain, ChainId participant) {
        return moves(chain, participant)
                .reduce((_, later) -> later)
                .filter(last -> !movements.isPosted(last, participant))
                .isEmpty();
    }

    private static Stream<Entry> moves(Chain chain, ChainId participant) {
        return chain.entries().stream().filter(entry -> entry.postings().stream()
                .map(posting -> posting.account())
                .anyMatch(account -> OF_A_PAYEE.contains(account.kind())
                        && account.holder().equals(participant.id())));
    }
}
