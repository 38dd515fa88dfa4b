package dev.surety.payouts.app.report;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.report.GatewayLine;
import dev.surety.payouts.domain.report.MatchRow.Match;
import dev.surety.payouts.domain.report.MatchRow;
import dev.surety.payouts.domain.report.PaymentFacts.Fact;
import dev.surety.payouts.domain.report.PaymentFacts;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.report.ReportRow;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The chains of rows that were compared with our journal, and of the movements that they have explained. A row has one
 * entry: it says what explains the row, or posts the row to {@code suspense}. Before that, the row claims its movement,
 * so no second row explains the same one.
 */
public final class GatewayLines {
    public static final String TYPE = "gateway_line";
    public static final String PREFIX = "gl";
    static final String CLAIMS = "gateway_claim";

    /** The kind of work that a row leaves which our journal does not explain. */
    public static final String UNMATCHED = "gateway_line_unmatched";

    /** The word for a row whose gateway told another content under its id before. */
    static final String DIFFERS = "differs";

    /** Says that no event tells of the entry: only rows that wait for a person are news. */
    static final String UNTOLD = "untold";

    private final Journal journal;
    private final JournalIndexes indexes;
    private final ReportedPayments payments;

    GatewayLines(Journal journal, JournalIndexes indexes, ReportedPayments payments) {
        this.journal = journal;
        this.indexes = indexes;
        this.payments = payments;
    }

    public record Stored(String id, GatewayLine line) {}

    /** @param occurrence of rows with this content in its report, this is so manieth */
    static String id(String gateway, ReportRow row, int occurrence) {
        return row.id().isEmpty()
                ? Id.derive(PREFIX, gateway, "content", row.content(), Integer.toString(occurrence))
                : Id.derive(PREFIX, gateway, "row", row.id());
    }

    public Optional<Stored> find(MarketplaceId marketplace, String id) {
        return Id.isWellFormed(PREFIX, id)
                ? journal.last(new ChainId(TYPE, marketplace, id)).map(entry -> new Stored(id, read(entry)))
                : Optional.empty();
    }

    /** @return the row's class: one of the words of {@link ReportFile}, or {@link #DIFFERS} */
    String deal(ChainId report, String gateway, ReportRow row, int occurrence, Instant now) {
        MarketplaceId marketplace = report.marketplace();
        String id = id(gateway, row, occurrence);
        Optional<Stored> before = find(marketplace, id);
        if (before.isPresent()) {
            return word(before.get().line(), report, row);
        }
        Match match = match(marketplace, gateway, row, id, now);
        GatewayLine line = line(report, gateway, row, match);
        StateChain chain = journal.state(new ChainId(TYPE, marketplace, id));
        if (journal.append(chain, draft(chain.id(), line, now)) instanceof Append.Lost) {
            throw new Outage("another report tells the same row");
        }
        return word(line, report, row);
    }

    private static String word(GatewayLine line, ChainId report, ReportRow row) {
        if (!line.content().equals(row.content())) {
            return DIFFERS;
        }
        if (!line.report().equals(report.id()) || line.line() != row.line()) {
            return ReportFile.REPEATED;
        }
        return line.isExplained() ? ReportFile.EXPLAINED : ReportFile.UNMATCHED;
    }

    private Match match(MarketplaceId marketplace, String gateway, ReportRow row, String line, Instant now) {
        Optional<PaymentFacts> payment =
                row.payment().map(PaymentId::new).flatMap(of -> payments.find(marketplace, of));
        List<Fact> candidates = MatchRow.candidates(gateway, row, payment);
        Optional<Fact> free = candidates.stream()
                .filter(fact -> claim(marketplace, row.payment().orElseThrow(), fact, line, now))
                .findFirst();
        return MatchRow.decide(gateway, row, payment, free, !candidates.isEmpty());
    }

    /** Whether the movement is this row's from now on. */
    private boolean claim(MarketplaceId marketplace, String payment, Fact fact, String line, Instant now) {
        var id = new ChainId(CLAIMS, marketplace, Id.derive("gc", payment, fact.id()));
        StateChain chain = journal.state(id);
        if (chain.isEmpty()) {
            ObjectNode data = Json.object()
                    .put("line", line)
                    .put("payment", payment)
                    .put("fact", fact.id())
                    .put(UNTOLD, true);
            Draft draft = Draft.of(
                    "gateway_claim.made.v1",
                    data,
                    now,
                    Actor.RECONCILER,
                    CommandKey.ofFact(CLAIMS, id.toString(), line));
            if (journal.append(chain, draft) instanceof Append.Lost) {
                throw new Outage("another row claims the same movement");
            }
            return true;
        }
        return Json.object(chain.last().orElseThrow().data()).path("line").asString("").equals(line);
    }

    private static GatewayLine line(ChainId report, String gateway, ReportRow row, Match match) {
        return switch (match) {
            case Match.Explained(var fact) ->
                line(report, gateway, row, Optional.of(fact), Optional.empty(), Money.zero(row.gross().currency()));
            case Match.Unexplained(var why, var fact, var suspense) ->
                line(report, gateway, row, fact, Optional.of(why), suspense);
        };
    }

    private static GatewayLine line(
            ChainId report,
            String gateway,
            ReportRow row,
            Optional<Fact> fact,
            Optional<MatchRow.Why> why,
            Money suspense) {
        return new GatewayLine(
                gateway,
                report.id(),
                row.line(),
                row.id(),
                row.content(),
                row.kind(),
                row.payment(),
                fact.map(Fact::id),
                row.gross(),
                row.fee(),
                row.settlement(),
                row.date(),
                why,
                suspense);
    }

    /** Contracts, section 6: {@code gateway −a, suspense +a} for money that the gateway has and our journal has not. */
    private static Draft draft(ChainId id, GatewayLine line, Instant now) {
        String as = line.isExplained() ? ReportFile.EXPLAINED : ReportFile.UNMATCHED;
        ObjectNode data = Json.object();
        data.set("line", Json.tree(line));
        data.putObject("tells").put("state", as);
        Postings postings = Postings.building()
                .debit(Account.of(AccountKind.GATEWAY, line.gateway()), line.suspense())
                .credit(Account.of(AccountKind.SUSPENSE), line.suspense())
                .build();
        String owner = owner(id.marketplace(), line.report());
        if (line.isExplained()) {
            data.put(UNTOLD, true);
        }
        Draft draft = Draft.of(
                        line.isExplained() ? "gateway_line.explained.v1" : "gateway_line.unmatched.v1",
                        data,
                        now,
                        Actor.RECONCILER,
                        CommandKey.ofFact(TYPE, id.toString()))
                .with(postings)
                .indexed(new Entry.Index(owner, owner + "#" + as, ""));
        return line.isExplained() ? draft : draft.attention(Attention.opens(UNMATCHED).toString());
    }

    static GatewayLine read(Entry entry) {
        return Json.read(Json.canonical(Json.object(entry.data()).path("line")), GatewayLine.class);
    }

    private static String owner(MarketplaceId marketplace, String report) {
        return TYPE + "#" + marketplace + "#" + report;
    }

    /** The rows that a report told first, newest first. */
    public List<Found> list(
            MarketplaceId marketplace, String report, Optional<String> as, int limit, Optional<Found> after) {
        String owner = owner(marketplace, report);
        return as.isPresent()
                ? indexes.list(By.COUNTERPARTY, owner + "#" + as.get(), limit, after)
                : indexes.list(By.OWNER, owner, limit, after);
    }
}
