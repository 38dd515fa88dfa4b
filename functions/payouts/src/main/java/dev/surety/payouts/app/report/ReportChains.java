package dev.surety.payouts.app.report;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.upload.UploadChains;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import java.time.Duration;
import java.util.Optional;

/** The chains of uploaded reports. */
public final class ReportChains extends UploadChains<ReportFile> {
    public static final String TYPE = "gateway_report";
    public static final String PREFIX = "gr";

    static final String UPLOADING = "gateway_report.uploading.v1";
    static final String SURVEYED = "gateway_report.surveyed.v1";
    static final String READ = "gateway_report.read.v1";
    static final String SETTLED = "gateway_report.settled.v1";
    static final String MATCHED = "gateway_report.matched.v1";
    static final String WITH_EXCEPTIONS = "gateway_report.matched_with_exceptions.v1";
    static final String REJECTED = "gateway_report.rejected.v1";

    /** The kind of work that a report leaves which contradicts an earlier one. */
    public static final String DIFFERS = "gateway_report_differs";

    ReportChains(Journal journal, JournalIndexes indexes, Present present) {
        super(TYPE, PREFIX, ReportFile.class, new Events(UPLOADING, SURVEYED, REJECTED), journal, indexes, present);
    }

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    @Override
    protected Optional<Attention> attention(ReportFile before, ReportFile after) {
        boolean differs = after.state().hasEnded()
                && after.state() != UploadState.REJECTED
                && !after.problems().isEmpty();
        return differs ? Optional.of(Attention.opens(DIFFERS)) : Optional.empty();
    }

    @Override
    protected Optional<String> reference(ReportFile file) {
        return Optional.of(file.gateway());
    }

    @Override
    protected Optional<Duration> again(ReportFile file) {
        return Optional.empty();
    }
}
