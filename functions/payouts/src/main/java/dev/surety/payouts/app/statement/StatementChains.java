package dev.surety.payouts.app.statement;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.upload.UploadChains;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import java.time.Duration;
import java.util.Optional;

/** The chains of uploaded statements. */
public final class StatementChains extends UploadChains<StatementFile> {
    public static final String TYPE = "bank_statement";
    public static final String PREFIX = "bs";

    static final String UPLOADING = "bank_statement.uploading.v1";
    static final String SURVEYED = "bank_statement.surveyed.v1";
    static final String JOINED = "bank_statement.joined.v1";
    static final String READ = "bank_statement.read.v1";
    static final String MATCHED = "bank_statement.matched.v1";
    static final String WITH_EXCEPTIONS = "bank_statement.matched_with_exceptions.v1";
    static final String REJECTED = "bank_statement.rejected.v1";
    static final String LOOKED_AGAIN = "bank_statement.looked.v1";
    static final String REOPENED = "bank_statement.reopened.v1";

    /** The kind of work that a statement leaves which does not fit to the others of its account. */
    public static final String GAP = "statement_gap";

    /** An entry of a NACHA file that a person has to act on within six bank days. No entry closes it. */
    public static final String UNREAD = "notice_unread";

    private static final Duration LOOKED = Duration.ofDays(1);

    public StatementChains(Journal journal, JournalIndexes indexes, Present present) {
        super(TYPE, PREFIX, StatementFile.class, new Events(UPLOADING, SURVEYED, REJECTED), journal, indexes, present);
    }

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    /** Only a statement that people have to look at leaves work; a line that does has its own place. */
    @Override
    protected Optional<Attention> attention(StatementFile before, StatementFile after) {
        boolean refuses = after.state() == UploadState.MATCHED_WITH_EXCEPTIONS
                && after.parts().stream()
                        .flatMap(part -> part.refused().stream())
                        .anyMatch(why -> !why.equals("other_account") && !why.equals(StatementFile.NOTED));
        boolean isUnread = after.state() == UploadState.MATCHED_WITH_EXCEPTIONS
                && after.kind().filter(ReadNotices.KIND::equals).isPresent();
        if (before.state().hasEnded() || !(refuses || isUnread)) {
            return Optional.empty();
        }
        return Optional.of(Attention.opens(isUnread ? UNREAD : GAP));
    }

    @Override
    protected Optional<String> reference(StatementFile file) {
        return Optional.empty();
    }

    @Override
    protected Optional<Duration> again(StatementFile file) {
        return file.waiting() > 0 ? Optional.of(LOOKED) : Optional.empty();
    }
}
