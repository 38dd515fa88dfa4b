package dev.surety.payouts.app.statement;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.domain.statement.AccountBook;
import dev.surety.payouts.domain.statement.AccountBook.Joined;
import dev.surety.payouts.domain.statement.Span;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Which statements of an account we have, how they chain, and the gaps. One endless chain for each account. */
public final class BookChains {
    public static final String TYPE = "bank_book";

    private static final String PREFIX = "bba";
    private static final String GAP_FOUND = "bank_statement.gap_found.v1";
    private static final String GAP_CLOSED = "bank_statement.gap_closed.v1";

    private final Journal journal;

    public BookChains(Journal journal) {
        this.journal = journal;
    }

    private static ChainId chain(MarketplaceId marketplace, String account) {
        return new ChainId(TYPE, marketplace, Id.derive(PREFIX, account));
    }

    public AccountBook find(MarketplaceId marketplace, String account) {
        return journal.last(chain(marketplace, account))
                .map(BookChains::read)
                .map(Joined::book)
                .orElse(AccountBook.EMPTY);
    }

    /** When the account's last statement was joined. */
    public Optional<Instant> asOf(MarketplaceId marketplace, String account) {
        return journal.last(chain(marketplace, account)).map(Entry::at);
    }

    /** Whether chained statements show every day of a span, so that a debit they do not tell was not made. */
    public boolean shows(MarketplaceId marketplace, String account, LocalDate from, LocalDate to) {
        return find(marketplace, account).shows(from, to);
    }

    /** @param statement the file and the place in it, which joins once */
    Joined join(MarketplaceId marketplace, String account, Span span, String statement, Instant now) {
        CommandKey key = CommandKey.ofFact(TYPE, account, statement);
        return Contention.retry("an account's statements", () -> {
            StateChain chain = journal.state(chain(marketplace, account));
            Optional<Joined> before = journal.seen(chain, key).map(BookChains::read);
            return before.isPresent() ? before : joined(chain, account, span, key, now);
        });
    }

    private Optional<Joined> joined(StateChain chain, String account, Span span, CommandKey key, Instant now) {
        AccountBook book = chain.last().map(BookChains::read).map(Joined::book).orElse(AccountBook.EMPTY);
        Joined joined = book.join(span);
        Instant at = chain.last().map(Entry::at).filter(now::isBefore).orElse(now);
        String found = joined.found().isEmpty() ? StatementChains.JOINED : GAP_FOUND;
        String event = joined.closed().isEmpty() ? found : GAP_CLOSED;
        ObjectNode data = Json.object();
        data.set("joined", Json.tree(joined));
        data.putObject("tells")
                .put("state", joined.book().gaps().isEmpty() ? "complete" : "gap")
                .put("reference", account);
        Draft draft = Draft.of(event, data, at, Actor.RECONCILER, key);
        boolean hadGaps = !book.gaps().isEmpty();
        boolean hasGaps = !joined.book().gaps().isEmpty();
        if (hadGaps != hasGaps) {
            String kind = StatementChains.GAP;
            draft = draft.attention((hasGaps ? Attention.opens(kind) : Attention.closes(kind)).toString());
        }
        return journal.append(chain, draft) instanceof Append.Done(var entry, var _)
                ? Optional.of(read(entry))
                : Optional.empty();
    }

    static Joined read(Entry entry) {
        return Json.read(Json.canonical(Json.object(entry.data()).path("joined")), Joined.class);
    }
}
