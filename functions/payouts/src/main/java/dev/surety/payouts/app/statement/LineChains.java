package dev.surety.payouts.app.statement;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.bank.BankLines;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.BookedLine;
import dev.surety.payouts.domain.bank.GroupDebit;
import dev.surety.payouts.domain.bank.LineState;
import dev.surety.payouts.domain.bank.LineState.Origin;
import dev.surety.payouts.domain.bank.LineState.Phase;
import dev.surety.payouts.domain.bank.LineState.Resolution;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.payouts.domain.statement.Matched;
import dev.surety.payouts.domain.statement.ResolveRules;
import dev.surety.payouts.domain.statement.ResolveRules.Closing;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The chains of the bank's lines: booked or parked, told to a group's payouts, and resolved by people. */
public final class LineChains {
    static final String BOOKED = "bank_line.booked.v1";
    static final String PARKED = "bank_line.parked.v1";
    static final String TOLD = "bank_line.told.v1";
    static final String ASKED = "bank_line.resolve_asked.v1";
    static final String DECLINED = "bank_line.resolve_rejected.v1";
    static final String RESOLVED = "bank_line.resolved.v1";

    private static final Duration SOON = Duration.ofMinutes(1);

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;

    public LineChains(Journal journal, JournalIndexes indexes, Present present) {
        this.journal = journal;
        this.indexes = indexes;
        this.present = present;
    }

    public record Stored(Chain chain, LineState state) {
        public String id() {
            return chain.id().id();
        }

        public MarketplaceId marketplace() {
            return chain.id().marketplace();
        }
    }

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(BankLines.LINE, marketplace, id);
    }

    public Optional<Stored> find(MarketplaceId marketplace, String id) {
        return Id.isWellFormed(StatementLine.PREFIX, id)
                ? stored(journal.load(chain(marketplace, id)))
                : Optional.empty();
    }

    static Optional<Stored> stored(Chain chain) {
        return chain.isEmpty() ? Optional.empty() : Optional.of(new Stored(chain, fold(chain)));
    }

    /** Appends a line of a statement. Returns it as it was appended first, by this call or by another. */
    Stored begin(MarketplaceId marketplace, String id, Matched matched, Origin origin, Instant now) {
        var chain = new Chain(chain(marketplace, id));
        String owner = BankLines.LINE + "#" + marketplace + "#" + origin.statement();
        Draft draft = draft(chain, matched, origin, now, CommandKey.ofFact(BankLines.LINE, id))
                .indexed(new Entry.Index(owner, owner + "#" + origin.as().word(), ""));
        return switch (journal.append(chain, draft)) {
            case Append.Done(var entry, var _) -> new Stored(chain.plus(entry), fold(chain.plus(entry)));
            case Append.Lost _ -> throw new Outage("another entry took the place of a bank line's first");
        };
    }

    /** Books a line that was parked. Nothing if another worker did. */
    Optional<Stored> unpark(Stored line, Matched matched, Origin origin, Instant now) {
        return appended(line, draft(line.chain(), matched, origin, now, CommandKey.ofFact("unparked", line.id())));
    }

    private Draft draft(Chain chain, Matched matched, Origin origin, Instant now, CommandKey key) {
        boolean isParked = matched.as().isParked();
        var data = (ObjectNode) Json.tree(BookedLine.of(matched.booking()));
        data.set("origin", Json.tree(origin));
        matched.group().ifPresent(group -> data.set("group", Json.tree(group)));
        data.putObject("tells")
                .put("state", isParked ? "parked" : "booked")
                .put("reference", matched.booking().line().reference())
                .put("class", matched.as().word());
        Draft draft = Draft.of(isParked ? PARKED : BOOKED, data, now, Actor.RECONCILER, key)
                .with(matched.booking().postings());
        Draft due = matched.group().isPresent() ? due(chain.id(), draft, now) : draft;
        return matched.booking()
                .attention()
                .map(kind -> due.attention(Attention.opens(kind).toString()))
                .orElse(due);
    }

    private Draft due(ChainId id, Draft draft, Instant now) {
        Mode mode = present.settings(id.marketplace()).mode();
        return draft.due(Optional.of(Clocks.due(id, mode, now, now.plus(SOON))));
    }

    /** @param next the place after the page that was told; empty if it was the last */
    Optional<Stored> told(Stored line, Optional<String> next, Instant now) {
        ObjectNode data = Json.object();
        next.ifPresent(place -> data.put("next", place));
        CommandKey key = CommandKey.ofFact(TOLD, line.id(), line.state().told().orElse(""));
        Draft draft = Draft.of(TOLD, data, now, Actor.RECONCILER, key);
        return appended(line, next.isPresent() ? due(line.chain().id(), draft, now) : draft);
    }

    Draft asked(Resolution resolution, Instant now, Actor actor, CommandKey key) {
        return Draft.of(ASKED, resolving(resolution, "resolving"), now, actor, key);
    }

    Draft declined(Stored line, Instant now, Actor actor, CommandKey key) {
        ObjectNode data = Json.object();
        data.putObject("tells").put("state", declined(line.state()).name().toLowerCase(Locale.ROOT));
        return Draft.of(DECLINED, data, now, actor, key);
    }

    /** The news for the payout lies in the entry, so that a crash before the telling loses nothing. */
    Draft resolved(
            Stored line, Resolution resolution, Closing closing, Instant now, Actor actor, CommandKey key) {
        ObjectNode data = resolving(resolution, "resolved");
        closing.debit().ifPresent(debit -> data.set("debit", Json.tree(debit)));
        closing.credit().ifPresent(credit -> data.set("credit", Json.tree(credit)));
        Draft draft = Draft.of(RESOLVED, data, now, actor, key)
                .with(closing.postings())
                .attention(Attention.closes(ResolveRules.attention(line.state())).toString());
        return due(line.chain().id(), draft, now);
    }

    /** The news that a person's explanation has for a payout. */
    static Optional<BookedDebit> debit(Stored line) {
        return news(line, "debit", BookedDebit.class);
    }

    static Optional<BookedCredit> credit(Stored line) {
        return news(line, "credit", BookedCredit.class);
    }

    private static <T> Optional<T> news(Stored line, String member, Class<T> type) {
        JsonNode data = Json.object(line.chain().last().data());
        return isExplainedLast(line) && data.has(member)
                ? Optional.of(Json.read(Json.canonical(data.path(member)), type))
                : Optional.empty();
    }

    /** Whether nothing came after the explanation: its payout may not have been told. */
    static boolean isExplainedLast(Stored line) {
        return line.chain().last().event().equals(RESOLVED);
    }

    private static ObjectNode resolving(Resolution resolution, String state) {
        ObjectNode data = Json.object();
        data.set("resolution", Json.tree(resolution));
        data.putObject("tells").put("state", state);
        return data;
    }

    private Optional<Stored> appended(Stored line, Draft draft) {
        return journal.append(line.chain(), draft) instanceof Append.Done(var entry, var _)
                ? stored(line.chain().plus(entry))
                : Optional.empty();
    }

    Append append(Stored line, Draft draft) {
        return journal.append(line.chain(), draft);
    }

    private static LineState fold(Chain chain) {
        LineState state = first(chain.first());
        for (Entry entry : chain.entries().subList(1, chain.version())) {
            state = next(state, entry);
        }
        return state;
    }

    private static LineState first(Entry entry) {
        String data = entry.data();
        boolean isParked = entry.event().equals(PARKED);
        if (!isParked && !entry.event().equals(BOOKED)) {
            throw new Outage("this release does not know the event " + entry.event());
        }
        var json = Json.object(data);
        BookedLine line = Json.read(data, BookedLine.class);
        Optional<Origin> origin = json.has("origin")
                ? Optional.of(Json.read(Json.canonical(json.path("origin")), Origin.class))
                : Optional.empty();
        Optional<GroupDebit> group = json.has("group")
                ? Optional.of(Json.read(Json.canonical(json.path("group")), GroupDebit.class))
                : Optional.empty();
        return new LineState(
                line,
                origin,
                isParked ? Phase.PARKED : Phase.BOOKED,
                group,
                suspense(entry, line),
                group.map(_ -> LineState.FIRST_PAGE),
                Optional.empty());
    }

    private static Money suspense(Entry entry, BookedLine line) {
        Account suspense = Account.of(AccountKind.SUSPENSE);
        return entry.postings().stream()
                .filter(posting -> posting.account().equals(suspense))
                .map(Posting::money)
                .reduce(Money.zero(line.amount().currency()), Money::plus);
    }

    private static LineState next(LineState before, Entry entry) {
        return switch (entry.event()) {
            case BOOKED -> first(entry);
            case TOLD ->
                new LineState(
                        before.line(),
                        before.origin(),
                        before.phase(),
                        before.group(),
                        before.suspense(),
                        Json.object(entry.data()).path("next").asStringOpt(),
                        before.resolution());
            case ASKED -> with(before, Phase.RESOLVING, Optional.of(resolution(entry)));
            case DECLINED -> with(before, declined(before), Optional.empty());
            case RESOLVED -> with(before, Phase.RESOLVED, Optional.of(resolution(entry)));
            default -> throw new Outage("this release does not know the event " + entry.event());
        };
    }

    /** The phase that a line goes back to if its explanation is rejected. */
    private static Phase declined(LineState line) {
        return line.as().isParked() ? Phase.PARKED : Phase.BOOKED;
    }

    private static Resolution resolution(Entry entry) {
        return Json.read(Json.canonical(Json.object(entry.data()).path("resolution")), Resolution.class);
    }

    private static LineState with(LineState before, Phase phase, Optional<Resolution> resolution) {
        return new LineState(
                before.line(),
                before.origin(),
                phase,
                before.group(),
                before.suspense(),
                before.told(),
                resolution);
    }

    /** The lines that a statement told first, newest first. */
    public List<Found> list(
            MarketplaceId marketplace, String statement, Optional<String> as, int limit, Optional<Found> after) {
        String owner = BankLines.LINE + "#" + marketplace + "#" + statement;
        return as.isPresent()
                ? indexes.list(By.COUNTERPARTY, owner + "#" + as.get(), limit, after)
                : indexes.list(By.OWNER, owner, limit, after);
    }
}
