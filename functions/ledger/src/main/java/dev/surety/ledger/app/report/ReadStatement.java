package dev.surety.ledger.app.report;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.report.LineSource;
import dev.surety.ledger.domain.report.LineSources;
import dev.surety.ledger.domain.report.PaymentEntries;
import dev.surety.ledger.domain.report.Statement.Stated;
import dev.surety.ledger.domain.report.Statement;
import dev.surety.ledger.domain.report.StatementAccount;
import dev.surety.ledger.domain.report.StatementRow;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A participant's statement: all its lines are folded, so that both balances are right whatever the length. A payer
 * holds no account, so the statement of what it paid folds the entries of its payments.
 */
public final class ReadStatement {
    /**
     * @param payments that a payer's statement reads at most; each is one read
     * @param csvLines of a file that Lambda can answer with, at some 230 bytes a line
     */
    public record Limits(int payments, int csvLines) {
        public static final Limits LIVE = new Limits(2_000, 10_000);
    }

    private final Participants participants;
    private final Accounts accounts;
    private final Lines lines;
    private final PaymentEntries payments;
    private final LineSources sources;
    private final Present present;
    private final Limits limits;

    public ReadStatement(
            Participants participants,
            Accounts accounts,
            Lines lines,
            PaymentEntries payments,
            LineSources sources,
            Present present,
            Limits limits) {
        this.participants = participants;
        this.accounts = accounts;
        this.lines = lines;
        this.payments = payments;
        this.sources = sources;
        this.present = present;
        this.limits = limits;
    }

    /** @param after the last row of the page before */
    public record Request(
            ParticipantId participant,
            StatementAccount of,
            Optional<Currency> currency,
            Instant from,
            Instant until,
            Optional<LinePlace> after,
            int limit) {
        boolean wants(Currency one) {
            return currency.map(one::equals).orElse(true);
        }
    }

    public sealed interface Answer {}

    /** The marketplace has no such participant. */
    public record NotThere() implements Answer {}

    /** The payer has more payments before the statement's end than an answer reads. */
    public record TooManyPayments(int most) implements Answer {}

    /**
     * One page of rows, oldest first.
     *
     * @param statements opening and closing balances of the whole time, the same on every page
     * @param sources by entry; see {@link #fee}
     * @param references by escrow
     * @param zone in which days begin
     * @param next where the next page goes on; empty on the last
     */
    public record Read(
            List<Statement> statements,
            List<Stated> rows,
            Optional<LinePlace> next,
            Map<String, LineSource> sources,
            Map<ChainId, String> references,
            ZoneId zone,
            Instant asOf,
            Instant settledUntil)
            implements Answer {
        public Money fee(Line line) {
            return sources.getOrDefault(line.entry(), LineSource.NONE).fee(line);
        }

        /** The marketplace's own name of the row's escrow. */
        public Optional<String> reference(StatementRow row) {
            return row.escrow().map(references::get);
        }
    }

    public Limits limits() {
        return limits;
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

    public Answer of(MarketplaceId marketplace, Request wanted) {
        if (!has(marketplace, wanted.participant())) {
            return new NotThere();
        }
        if (wanted.of().kind().isPresent()) {
            return page(marketplace, wanted, held(marketplace, wanted));
        }
        List<ChainId> found =
                payments.byPayer(marketplace, wanted.participant(), wanted.until(), limits.payments() + 1);
        return found.size() > limits.payments()
                ? new TooManyPayments(limits.payments())
                : page(marketplace, wanted, paid(found, wanted));
    }

    private List<Statement> held(MarketplaceId marketplace, Request wanted) {
        List<Statement> statements = new ArrayList<>();
        for (LedgerAccount account : accounts.heldBy(marketplace, wanted.participant().value())) {
            boolean asked = wanted.of().kind().filter(account.kind()::equals).isPresent();
            if (asked && wanted.wants(account.currency())) {
                Statement.Fold fold = fold(account.currency(), wanted);
                lines.each(account, wanted.until(), fold::add);
                statements.add(fold.end());
            }
        }
        return statements;
    }

    private List<Statement> paid(List<ChainId> found, Request wanted) {
        Map<Currency, Statement.Fold> folds = new TreeMap<>();
        payments.of(found).stream()
                .filter(entry -> entry.at().isBefore(wanted.until()))
                .flatMap(entry -> entry.ofPayer().stream())
                .filter(row -> wanted.wants(row.net().currency()))
                .sorted(Comparator.comparing(StatementRow::place))
                .forEach(row -> folds.computeIfAbsent(row.net().currency(), one -> fold(one, wanted))
                        .add(row));
        return folds.values().stream().map(Statement.Fold::end).toList();
    }

    private static Statement.Fold fold(Currency currency, Request wanted) {
        return new Statement.Fold(currency, wanted.from(), wanted.after(), wanted.limit() + 1);
    }

    private Read page(MarketplaceId marketplace, Request wanted, List<Statement> statements) {
        List<Stated> found = statements.stream()
                .flatMap(statement -> statement.rows().stream())
                .sorted(Comparator.comparing(Stated::place))
                .toList();
        boolean more = found.size() > wanted.limit();
        List<Stated> page = more ? found.subList(0, wanted.limit()) : found;
        Optional<LinePlace> next = more ? Optional.of(page.getLast().place()) : Optional.empty();
        Instant now = present.now(marketplace);
        return new Read(
                statements,
                page,
                next,
                sources.of(page.stream().map(Stated::line).toList()),
                sources.references(page.stream()
                        .flatMap(stated -> stated.row().escrow().stream())
                        .distinct()
                        .toList()),
                present.zone(marketplace),
                now,
                now.minus(Present.PROVISIONAL));
    }
}
