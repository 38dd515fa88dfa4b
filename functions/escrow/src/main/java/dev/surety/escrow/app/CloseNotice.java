package dev.surety.escrow.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Caller;
import dev.surety.runtime.journal.CommandKey;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Somebody has looked at a parked notice and says what it was: it leaves the work queue. It never moves money. */
public final class CloseNotice {
    private final ParkedNotices notices;
    private final WatchPayment.Present present;

    CloseNotice(ParkedNotices notices, WatchPayment.Present present) {
        this.notices = notices;
        this.present = present;
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Stands(ParkedNotice notice, boolean replayed) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    public Optional<ParkedNotice> find(MarketplaceId marketplace, String id) {
        return notices.find(marketplace, id);
    }

    /** {@code words} keeps in the vault what was said; asked only when it is to be appended. */
    public Outcome close(
            Caller caller,
            CommandKey key,
            String id,
            Optional<Integer> ifMatch,
            Predicate<Entry> isSame,
            Function<ChainId, String> words) {
        Optional<ParkedNotice> found = notices.find(caller.marketplace(), id);
        if (found.isEmpty()) {
            return refuse(CommonReason.NOT_FOUND);
        }
        ParkedNotice notice = found.get();
        Optional<Entry> seen = notice.chain().seen(key);
        if (seen.isPresent()) {
            return isSame.test(seen.get())
                    ? new Outcome.Stands(notice, true)
                    : refuse(CommonReason.IDEMPOTENCY_KEY_REUSED);
        }
        if (ifMatch.filter(version -> version != notice.version()).isPresent()) {
            return refuse(CommonReason.VERSION_CONFLICT);
        }
        if (notice.closed().isPresent()) {
            return refuse(CommonReason.TRANSITION_NOT_ALLOWED);
        }
        return notices.close(
                        notice,
                        present.now(caller.marketplace()),
                        caller.actor(),
                        key,
                        words.apply(notice.chain().id()))
                .<Outcome>map(closed -> new Outcome.Stands(closed.notice(), !closed.fresh()))
                // Nothing but closing is ever appended, so somebody else has closed it, or this call did before.
                .orElseGet(() -> close(caller, key, id, ifMatch, isSame, words));
    }

    private static Outcome refuse(CommonReason reason) {
        return new Outcome.Refused(reason.with(reason.title()));
    }
}
