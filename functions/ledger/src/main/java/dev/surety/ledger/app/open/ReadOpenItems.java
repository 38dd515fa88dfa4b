package dev.surety.ledger.app.open;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.report.ReadChargebacks;
import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.open.LineParts;
import dev.surety.ledger.domain.open.OpenItem;
import dev.surety.ledger.domain.open.OpenItems;
import dev.surety.ledger.domain.open.OpenKind;
import dev.surety.ledger.domain.report.Chargeback;
import dev.surety.ledger.domain.report.Debts;
import dev.surety.ledger.domain.report.LineSources;
import dev.surety.ledger.domain.report.PaymentEntry.Share;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Currency;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the open items of accounts as of an instant: the chains that left a balance, with their age. A debt stands by
 * the sales that made it, a dispute by its chargebacks.
 */
public final class ReadOpenItems {
    /** Lines of an account that are read at most, the newest first. */
    public static final int MOST_LINES = 20_000;

    /** As many as the store's client has connections to spare. */
    private static final int AT_ONCE = 8;

    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");
    private static final String PAYOUT = "payout";

    private final Accounts accounts;
    private final Lines lines;
    private final LineParts parts;
    private final ReadChargebacks chargebacks;
    private final LineSources sources;
    private final Present present;
    private final int mostLines;

    public ReadOpenItems(
            Accounts accounts,
            Lines lines,
            LineParts parts,
            ReadChargebacks chargebacks,
            LineSources sources,
            Present present,
            int mostLines) {
        this.accounts = accounts;
        this.lines = lines;
        this.parts = parts;
        this.chargebacks = chargebacks;
        this.sources = sources;
        this.present = present;
        this.mostLines = mostLines;
    }

    /** @param after the last item of the page before */
    public record Request(OpenKind kind, Optional<Currency> currency, Optional<OpenItem> after, int limit) {}

    /**
     * @param balances of all accounts of the kind that may have items
     * @param references by escrow
     * @param complete every amount has its chain
     */
    public record Read(
            OpenKind kind,
            List<Balance> balances,
            List<OpenItem> items,
            boolean isLast,
            Map<ChainId, String> references,
            boolean complete,
            Instant asOf) {}

    public Read of(MarketplaceId marketplace, Request wanted) {
        Instant now = present.now(marketplace);
        // This very millisecond included.
        Instant until = now.plusMillis(1);
        List<Balance> open = before(standing(marketplace, wanted), until);
        List<OpenItem> page = new ArrayList<>();
        for (Balance balance : open) {
            boolean isPassed = wanted.after()
                    .filter(after -> balance.account().compareTo(after.account()) < 0)
                    .isPresent();
            if (!isPassed && page.size() <= wanted.limit()) {
                of(balance, until).stream()
                        .filter(item -> wanted.after()
                                .filter(after -> OpenItem.OLDEST.compare(item, after) <= 0)
                                .isEmpty())
                        .forEach(page::add);
            }
        }
        boolean isLast = page.size() <= wanted.limit();
        List<OpenItem> items = isLast ? page : List.copyOf(page.subList(0, wanted.limit()));
        return new Read(
                wanted.kind(),
                open,
                items,
                isLast,
                references(items),
                items.stream().allMatch(item -> item.left().isPresent()),
                now);
    }

    /** The marketplace's own names of the escrows among the chains. */
    public Map<ChainId, String> references(List<OpenItem> items) {
        return sources.references(items.stream().flatMap(item -> item.left().stream()).distinct().toList());
    }

    /** By the stored balances: most payees owe nothing, and their lines need not be read. */
    private List<LedgerAccount> standing(MarketplaceId marketplace, Request wanted) {
        List<LedgerAccount> all = accounts.all(marketplace).stream()
                .filter(account -> account.kind() == wanted.kind().kind())
                .filter(account -> wanted.currency().map(account.currency()::equals).orElse(true))
                .toList();
        return accounts.balances(all).stream()
                .filter(ReadOpenItems::mayHaveItems)
                .map(Balance::account)
                .toList();
    }

    private static boolean mayHaveItems(Balance balance) {
        return balance.amountMinor() != 0 || !kind(balance.account()).isClearAtZero();
    }

    /** The accounts of a kind that may have items just before an instant, in order. */
    public List<Balance> open(MarketplaceId marketplace, OpenKind kind, Instant until) {
        return before(
                accounts.all(marketplace).stream()
                        .filter(account -> account.kind() == kind.kind())
                        .toList(),
                until);
    }

    private List<Balance> before(List<LedgerAccount> some, Instant until) {
        return SideBySide.map(AT_ONCE, some, account -> lines.before(account, until)).stream()
                .filter(ReadOpenItems::mayHaveItems)
                .sorted(Comparator.comparing(Balance::account))
                .toList();
    }

    /** The items of one account, as it stood just before an instant. They sum to its balance. */
    public List<OpenItem> of(Balance balance, Instant until) {
        return switch (kind(balance.account())) {
            case DEBT -> debts(balance, until);
            case DISPUTE -> disputes(balance, until);
            default -> chains(balance, until);
        };
    }

    private static OpenKind kind(LedgerAccount account) {
        return OpenKind.find(account.kind().code()).orElseThrow();
    }

    private List<OpenItem> chains(Balance balance, Instant until) {
        LedgerAccount account = balance.account();
        List<Line> newest = lines.newest(account, BEGINNING, until, Optional.empty(), mostLines);
        Map<String, List<LineParts.Part>> named = parts.of(newest);
        Set<ChainId> payouts = OpenItems.chains(newest.reversed(), named).open().keySet().stream()
                .filter(chain -> chain.type().equals(PAYOUT))
                .collect(Collectors.toSet());
        var known = new OpenItems.Known(newest.reversed(), named, parts.booked(payouts, until));
        return OpenItems.of(account, kind(account), balance.amountMinor(), known);
    }

    private List<OpenItem> debts(Balance balance, Instant until) {
        var debts = new Debts();
        lines.each(balance.account(), until, debts::add);
        List<OpenItem> items = new ArrayList<>();
        debts.owed().forEach((chain, minor) -> items.add(
                new OpenItem(balance.account(), Optional.of(chain), -minor, Optional.of(debts.since(chain)))));
        return whole(balance, items);
    }

    /** A payee's part that was taken from the payee at once does not stand on the account any more. */
    private List<OpenItem> disputes(Balance balance, Instant until) {
        LedgerAccount account = balance.account();
        List<OpenItem> items = new ArrayList<>();
        if (chargebacks.openAt(account, until) instanceof ReadChargebacks.Read read && !read.all().isEmpty()) {
            Map<ChainId, Long> taken = lines
                    .newest(account, read.all().getFirst().openedAt(), until, Optional.empty(), mostLines)
                    .stream()
                    .collect(Collectors.toMap(Line::chain, Line::amountMinor, Math::addExact));
            for (Chargeback each : read.all()) {
                long left = -each.amount().amountMinor();
                for (Share share : each.shares()) {
                    long part = Math.min(share.amountMinor(), Math.max(0, taken.getOrDefault(share.escrow(), 0L)));
                    taken.merge(share.escrow(), -part, Math::addExact);
                    left += part;
                }
                if (left != 0) {
                    items.add(new OpenItem(account, Optional.of(each.payment()), left, Optional.of(each.openedAt())));
                }
            }
        }
        return whole(balance, items);
    }

    /** With what the items leave of the balance, such as a credit of an account. */
    private static List<OpenItem> whole(Balance balance, List<OpenItem> items) {
        long sum = items.stream().mapToLong(OpenItem::amountMinor).reduce(0, Math::addExact);
        long rest = Math.subtractExact(balance.amountMinor(), sum);
        if (rest != 0) {
            items.add(new OpenItem(balance.account(), Optional.empty(), rest, Optional.empty()));
        }
        items.sort(OpenItem.OLDEST);
        return items;
    }
}
