package dev.surety.ledger.app.report;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.report.LineSource;
import dev.surety.ledger.domain.report.LineSources;
import dev.surety.ledger.domain.report.Statement.Stated;
import dev.surety.ledger.domain.report.Statement;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Currency;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A participant's statement: all its lines are folded, so that both balances are right whatever the length. */
public final class ReadStatement {
    private final Participants participants;
    private final Accounts accounts;
    private final Lines lines;
    private final LineSources sources;
    private final Present present;

    public ReadStatement(
            Participants participants, Accounts accounts, Lines lines, LineSources sources, Present present) {
        this.participants = participants;
        this.accounts = accounts;
        this.lines = lines;
        this.sources = sources;
        this.present = present;
    }

    /** @param after the last line of the page before */
    public record Request(
            ParticipantId participant,
            AccountKind kind,
            Optional<Currency> currency,
            Instant from,
            Instant until,
            Optional<LinePlace> after,
            int limit) {}

    /**
     * One page of lines, oldest first.
     *
     * @param statements opening and closing balances of the whole time, the same on every page
     * @param sources by entry; see {@link #source}
     * @param zone in which days begin
     * @param next where the next page goes on; empty on the last
     */
    public record Read(
            List<Statement> statements,
            List<Stated> lines,
            Optional<LinePlace> next,
            Map<String, LineSource> sources,
            ZoneId zone,
            Instant asOf,
            Instant settledUntil) {
        public LineSource source(Line line) {
            return sources.getOrDefault(line.entry(), LineSource.NONE);
        }
    }

    public ZoneId zone(MarketplaceId marketplace) {
        return present.zone(marketplace);
    }

    public Instant now(MarketplaceId marketplace) {
        return present.now(marketplace);
    }

    public boolean has(MarketplaceId marketplace, ParticipantId participant) {
        return participants.has(marketplace, participant);
    }

    public Optional<Read> of(MarketplaceId marketplace, Request wanted) {
        if (!has(marketplace, wanted.participant())) {
            return Optional.empty();
        }
        List<Statement> statements = new ArrayList<>();
        for (LedgerAccount account : accounts.heldBy(marketplace, wanted.participant().value())) {
            boolean asked = account.kind() == wanted.kind()
                    && wanted.currency().map(account.currency()::equals).orElse(true);
            if (asked) {
                var fold = new Statement.Fold(account, wanted.from(), wanted.after(), wanted.limit() + 1);
                lines.each(account, wanted.until(), fold::add);
                statements.add(fold.end());
            }
        }
        List<Stated> found = statements.stream()
                .flatMap(statement -> statement.lines().stream())
                .sorted(Comparator.comparing(Stated::place))
                .toList();
        boolean more = found.size() > wanted.limit();
        List<Stated> page = more ? found.subList(0, wanted.limit()) : found;
        Optional<LinePlace> next = more ? Optional.of(page.getLast().place()) : Optional.empty();
        Instant now = present.now(marketplace);
        return Optional.of(new Read(
                statements,
                page,
                next,
                sources.of(page.stream().map(Stated::line).toList()),
                present.zone(marketplace),
                now,
                now.minus(Present.PROVISIONAL)));
    }
}
