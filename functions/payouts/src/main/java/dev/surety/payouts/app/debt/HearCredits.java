package dev.surety.payouts.app.debt;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.payouts.domain.debt.KeptDay;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Hears of entries that credit a payee, or change its debt. It waits for the poster: only once the entry's lines are in
 * the books does it look at the balances. So of two entries that come together, the one posted later finds both.
 */
public final class HearCredits {
    private static final String RESERVE = "reserve";

    private final Journal journal;
    private final Books books;
    private final CollectDebt collecting;
    private final ReleaseReserve reserves;
    private final World world;

    public HearCredits(
            Journal journal, Books books, CollectDebt collecting, ReleaseReserve reserves, World world) {
        this.journal = journal;
        this.books = books;
        this.collecting = collecting;
        this.reserves = reserves;
        this.world = world;
    }

    /** A payee's account in one currency, whatever its kind. */
    private record Of(ParticipantId payee, String currency) {}

    /** @return whether the entry is dealt with; if not, the message has to come again */
    public boolean hear(ChainId chain, int number) {
        return journal.find(chain, number).map(this::heard).orElse(true);
    }

    private boolean heard(Entry entry) {
        Map<Of, List<Line>> lines = new LinkedHashMap<>();
        Line.of(entry).stream().filter(HearCredits::concerns).forEach(line -> lines.merge(
                of(line.account()), List.of(line), HearCredits::joined));
        boolean isPosted = true;
        for (Map.Entry<Of, List<Line>> of : lines.entrySet()) {
            isPosted &= heard(entry, of.getKey().payee(), of.getValue());
        }
        return isPosted;
    }

    private boolean heard(Entry entry, ParticipantId payee, List<Line> lines) {
        lines.stream()
                .filter(line -> line.account().kind() == AccountKind.RESERVE)
                .forEach(line -> kept(entry, payee, line));
        if (!lines.stream().allMatch(books::has)) {
            return false;
        }
        LedgerAccount account = lines.getFirst().account();
        String cause = entry.chain() + "#" + entry.number();
        boolean changesDebt = lines.stream().anyMatch(line -> line.account().kind() == AccountKind.DEBT);
        boolean _ = changesDebt
                ? collecting.settle(account.marketplace(), payee, account.currency(), cause)
                : collecting.collect(account.marketplace(), payee, account.currency(), cause);
        return true;
    }

    private void kept(Entry entry, ParticipantId payee, Line line) {
        int days = Json.object(entry.data()).path(RESERVE).path("days").asInt(0);
        if (days > 0) {
            var marketplace = entry.chain().marketplace();
            var zone = ZoneId.of(world.settings(marketplace).timeZone());
            reserves.kept(
                    marketplace, KeptDay.of(payee, line.account().currency(), entry.at(), zone, days));
        }
    }

    private static boolean concerns(Line line) {
        return switch (line.account().kind()) {
            case DEBT -> true;
            case PAYABLE, RESERVE -> line.amountMinor() > 0;
            default -> false;
        };
    }

    private static Of of(LedgerAccount account) {
        return new Of(
                new ParticipantId(account.account().holder()), account.currency().code());
    }

    private static List<Line> joined(List<Line> some, List<Line> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
