package dev.surety.payouts.app.file;

import dev.surety.messages.pain.FileLayout;
import dev.surety.model.id.FileId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.SepaRail;
import dev.surety.payouts.app.file.FileChains.Stamp;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.app.payout.SendPayout;
import dev.surety.payouts.app.payout.SettlePayout;
import dev.surety.payouts.domain.file.AchBatch;
import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.payouts.domain.file.FileKind;
import dev.surety.payouts.domain.file.FileOrder;
import dev.surety.payouts.domain.file.FileTimes;
import dev.surety.payouts.domain.file.PayoutFile;
import dev.surety.payouts.domain.payout.InFile;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Does a file's next piece of work. It composes one page, writes the bytes, or tells one page what became of the file.
 * Or it looks whether the bank's books show a page. Each piece is one entry, and each entry leaves a deadline until the
 * file has ended.
 */
public final class WorkOnFile {
    private static final String RUN = "run";
    private static final int PAYOUTS_AT_ONCE = 16;

    private final FileChains files;
    private final FilePages pages;
    private final Payouts payouts;
    private final SendPayout sending;
    private final SettlePayout settling;
    private final WriteFile writing;
    private final Nudges nudges;

    public WorkOnFile(
            FileChains files,
            FilePages pages,
            Payouts payouts,
            SendPayout sending,
            SettlePayout settling,
            WriteFile writing,
            Nudges nudges) {
        this.files = files;
        this.pages = pages;
        this.payouts = payouts;
        this.sending = sending;
        this.settling = settling;
        this.writing = writing;
        this.nudges = nudges;
    }

    /** @param number of the entry whose deadline has come; 0 in a nudge */
    public Handled wake(ChainId id, int number) {
        Optional<Stored> found = files.find(id);
        if (found.isEmpty() || (number > 0 && found.get().version() != number)) {
            return Handled.DONE;
        }
        Stored file = found.get();
        Instant now = files.present().now(id.marketplace());
        boolean isEarly = file.last().due().filter(due -> now.isBefore(due.at())).isPresent();
        if (number > 0 && isEarly) {
            return Handled.AGAIN;
        }
        step(file, now).ifPresent(after -> goOn(after, file));
        return Handled.DONE;
    }

    /** The file after the piece of work; nothing if there was none, or if another worker has done it. */
    private Optional<Stored> step(Stored file, Instant now) {
        return switch (file.file().work()) {
            case COMPOSING -> file.file().hasNext() ? compose(file, now) : close(file, now);
            case WRITING -> append(file, writing.write(file), now);
            case TELLING_SENT, TELLING_VOID -> tell(file, now);
            case WAITING -> now.isBefore(FileTimes.answerBy(file.file())) ? Optional.empty() : look(file, now);
            case ENDED -> Optional.empty();
        };
    }

    private Optional<Stored> append(Stored file, FileEvent event, Instant now) {
        return files.append(file, event, now, Stamp.timer(file.chain(), event.getClass().getSimpleName()));
    }

    /** The next piece comes with a message of its own; the run is told when its file is there. */
    private void goOn(Stored after, Stored before) {
        PayoutFile file = after.file();
        if (file.isMade() && !before.file().isMade()) {
            file.order().run().ifPresent(run ->
                    nudges.nudge(new ChainId(RUN, after.chain().id().marketplace(), run.value())));
        }
        boolean isWaiting = file.waits() > 0 || (file.work() == PayoutFile.Work.WAITING && file.isUnanswered());
        if (!isWaiting && file.work() != PayoutFile.Work.ENDED) {
            nudges.nudge(after.chain().id());
        }
    }

    private List<PayoutId> planned(Stored file, int page) {
        FileOrder order = file.file().order();
        if (order.payout().isPresent()) {
            return List.of(order.payout().get());
        }
        FileOrder.Page of = order.page(page);
        MarketplaceId marketplace = file.chain().id().marketplace();
        return pages.payouts(marketplace, order.run().orElseThrow(), of.group(), of.page());
    }

    /** A page is composed when each of its payouts is on its way in this file, or has ended. */
    private Optional<Stored> compose(Stored file, Instant now) {
        int page = file.file().next();
        MarketplaceId marketplace = file.chain().id().marketplace();
        SendPayout.Place place = place(file, page);
        List<PayoutChain> all = SideBySide.map(
                PAYOUTS_AT_ONCE, planned(file, page), id -> sending.sendInFile(marketplace, id, place));
        if (all.stream().anyMatch(payout -> payout.payout() instanceof Payout.Scheduled)) {
            return append(file, new FileEvent.Waited("paused"), now);
        }
        List<PayoutChain> ours = all.stream()
                .filter(payout -> payout.file().filter(in -> in.file().equals(file.id())).isPresent())
                .toList();
        return append(file, new FileEvent.PageComposed(page, file.chain().version() + 1, payments(file, ours)), now);
    }

    private SendPayout.Place place(Stored file, int page) {
        MarketplaceSettings settings = files.present().settings(file.chain().id().marketplace());
        return switch (WriteFile.rail(file, settings)) {
            case SepaRail _ -> (_, _) -> new InFile(file.id(), group(file, page));
            case AchRail rail -> (order, to) -> new InFile(
                    file.id(),
                    group(
                            file.id(),
                            AchBatch.of(to.american().orElseThrow().holderKind(), order.amount(), rail)
                                    .place()));
        };
    }

    /** The group that its own entry names stays a payout's, whatever the settings say by now. */
    private static List<FileEvent.Payment> payments(Stored file, List<PayoutChain> ours) {
        if (file.file().order().kind() == FileKind.SEPA) {
            return ours.stream()
                    .map(payout -> new FileEvent.Payment(payout.id(), payout.order().amount()))
                    .toList();
        }
        int[] counts = file.file().groups().stream()
                .mapToInt(group -> Math.toIntExact(group.count()))
                .toArray();
        return ours.stream()
                .map(payout -> {
                    int batch = FileGroups.part(payout.file().orElseThrow().group());
                    var place = new FileEvent.InBatch(batch, ++counts[batch]);
                    return new FileEvent.Payment(payout.id(), payout.order().amount(), Optional.of(place));
                })
                .toList();
    }

    private Optional<Stored> close(Stored file, Instant now) {
        return append(
                file, file.file().count() == 0 ? new FileEvent.Emptied() : writing.composed(file, now), now);
    }

    /** The id by which the bank names the group of a page. */
    static String group(Stored file, int page) {
        return group(file.id(), file.file().order().page(page).part());
    }

    private static String group(FileId file, int part) {
        return FileLayout.groupId(file.value(), part + 1);
    }

    /** As banks find it: by the trace of its entry, or by its group. */
    private static String trace(Stored file, int page, FileEvent.Payment payment) {
        return file.file()
                .trace(payment)
                .orElseGet(() -> group(file.id(), file.file().groupOf(page, payment)));
    }

    private Optional<Stored> tell(Stored file, Instant now) {
        int page = file.file().next();
        MarketplaceId marketplace = file.chain().id().marketplace();
        Actor by = Actor.EVENT;
        List<PayoutId> _ = SideBySide.map(PAYOUTS_AT_ONCE, files.payments(file, page), payment -> {
            if (file.file().isVoid()) {
                settling.voided(marketplace, payment.payout(), by, now);
            } else {
                settling.handedOver(marketplace, payment.payout(), trace(file, page, payment), by, now);
            }
            return payment.payout();
        });
        return append(file, new FileEvent.PageTold(page), now);
    }

    private Optional<Stored> look(Stored file, Instant now) {
        int page = file.file().next();
        MarketplaceId marketplace = file.chain().id().marketplace();
        boolean open = SideBySide.map(
                        PAYOUTS_AT_ONCE,
                        files.payments(file, page),
                        payment -> payouts.load(marketplace, payment.payout()))
                .stream()
                .anyMatch(payout -> payout.payout()
                        .open()
                        .filter(Payout.Asked::isUnbooked)
                        .isPresent());
        return append(file, new FileEvent.Looked(page, open), now);
    }
}
