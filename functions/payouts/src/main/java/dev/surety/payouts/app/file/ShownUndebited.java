package dev.surety.payouts.app.file;

import dev.surety.messages.pain.FileLayout;
import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.domain.file.FileTimes;
import dev.surety.payouts.domain.file.PayoutFile;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.time.LocalDate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The bank's books prove that it took nothing for a file: they are complete, and no line is about it. */
public final class ShownUndebited implements DecideFile.Undebited {
    private final FileChains files;
    private final Payouts payouts;
    private final StatementsSay statements;

    public ShownUndebited(FileChains files, Payouts payouts, StatementsSay statements) {
        this.files = files;
        this.payouts = payouts;
        this.statements = statements;
    }

    /** The statements that we have read of an account, and their proof. */
    public interface StatementsSay {
        /** Whether statements that chain cover each day. */
        boolean areComplete(MarketplaceId marketplace, String account, LocalDate from, LocalDate to);

        /** Whether a line is about a group. */
        boolean areAbout(MarketplaceId marketplace, String group);
    }

    @Override
    public boolean isShown(Stored file) {
        PayoutFile state = file.file();
        if (state.written().isEmpty()) {
            return false;
        }
        MarketplaceId marketplace = file.chain().id().marketplace();
        return statements.areComplete(
                        marketplace, state.order().account(), state.firstDate(), FileTimes.provenBy(state))
                && IntStream.rangeClosed(0, state.groups().size())
                        .mapToObj(group -> FileLayout.groupId(file.id().value(), group))
                        .noneMatch(group -> statements.areAbout(marketplace, group))
                && IntStream.range(0, state.order().pages()).noneMatch(page -> hasDebit(file, page));
    }

    /** The same of one payout of a file. Its own debit would have made it {@code paid}. */
    public boolean showNoDebit(MarketplaceId marketplace, Payout payout) {
        return payout.open()
                .filter(Payout.Asked::isUnbooked)
                .flatMap(Payout.Asked::inFile)
                .filter(in -> Stream.of(in.group(), FileLayout.groupId(in.file().value(), 0))
                        .noneMatch(group -> statements.areAbout(marketplace, group)))
                .flatMap(in -> files.find(marketplace, in.file()))
                .map(Stored::file)
                .filter(file -> file.written().isPresent())
                .filter(file -> statements.areComplete(
                        marketplace, file.order().account(), file.firstDate(), FileTimes.provenBy(file)))
                .isPresent();
    }

    private boolean hasDebit(Stored file, int page) {
        MarketplaceId marketplace = file.chain().id().marketplace();
        return SideBySide.map(
                        Limits.LIST_READS_AT_ONCE,
                        files.payments(file, page),
                        payment -> payouts.load(marketplace, payment.payout()))
                .stream()
                .anyMatch(payout -> payout.debit().isPresent());
    }
}
