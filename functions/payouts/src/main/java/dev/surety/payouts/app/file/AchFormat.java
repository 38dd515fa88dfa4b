package dev.surety.payouts.app.file;

import dev.surety.messages.nacha.AccountKind;
import dev.surety.messages.nacha.Credit;
import dev.surety.messages.nacha.EntryClass;
import dev.surety.messages.nacha.FileHeader;
import dev.surety.messages.nacha.LineEnd;
import dev.surety.messages.nacha.NachaBatch;
import dev.surety.messages.nacha.NachaFile;
import dev.surety.messages.nacha.NachaWriter;
import dev.surety.messages.nacha.Offset;
import dev.surety.messages.pain.ExecutionDates;
import dev.surety.model.Invariants;
import dev.surety.model.calendar.BankDays;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.domain.file.AchBatch;
import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.payouts.domain.file.PayoutFile;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.SideBySide;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** NACHA files of ACH credits. Their batches are groups, and each page of a run may have entries in each of them. */
final class AchFormat {
    private static final int PAYOUTS_AT_ONCE = 16;

    /** An originating bank is named by its routing number without the check digit. */
    static final int ODFI = 8;

    private static final int REFERENCE = 15;
    private static final String NO_NUMBERS_LEFT = "no_file_of_the_day_left";

    private final FileChains files;
    private final Payouts payouts;
    private final Destinations destinations;
    private final AchDays days;

    AchFormat(FileChains files, Payouts payouts, Destinations destinations) {
        this.files = files;
        this.payouts = payouts;
        this.destinations = destinations;
        this.days = new AchDays(files.journal());
    }

    static String odfi(AchRail rail) {
        return rail.odfi().substring(0, ODFI);
    }

    /** A day has 36 files. One more waits for the next day. */
    FileEvent composed(Stored file, AchRail rail, MarketplaceSettings settings, Instant now) {
        boolean isBalanced = rail.offset().isPresent();
        ZonedDateTime local = now.atZone(rail.zone());
        LocalDate today = local.toLocalDate();
        Optional<AchDays.Taken> taken = days.take(
                file.chain().id().marketplace(),
                odfi(rail),
                today,
                file.id(),
                rail.origin().id(),
                file.file().traces(isBalanced),
                now);
        if (taken.isEmpty()) {
            return new FileEvent.Waited(NO_NUMBERS_LEFT);
        }
        var ach = new FileEvent.Ach(
                odfi(rail),
                rail.origin().id(),
                today,
                taken.get().modifier(),
                taken.get().sequence(),
                rail.sameDay()
                        .filter(of -> rail.days().isOpen(today) && local.toLocalTime().isBefore(of.cutOffTime()))
                        .map(_ -> today),
                isBalanced,
                rail.answerDays());
        return new FileEvent.Composed(
                now.truncatedTo(ChronoUnit.SECONDS), effective(rail, now), settings.version(), Optional.of(ach));
    }

    /** The bank day after the one whose file it is: an earlier date would ask the bank for the same day. */
    static LocalDate effective(AchRail rail, Instant now) {
        BankDays open = rail.days();
        LocalDate processed = ExecutionDates.first(now, rail.zone(), rail.cutOffTime(), open::isOpen);
        return open.plus(processed, 1);
    }

    void write(OutputStream out, Stored file, AchRail rail, MarketplaceSettings settings) throws IOException {
        FileEvent.Composed fixed = file.file().composed().orElseThrow();
        FileEvent.Ach ach = fixed.ach().orElseThrow(() -> new Invariants.Breach("an ACH file has a modifier"));
        LocalTime time = fixed.createdAt().atZone(rail.zone()).toLocalTime();
        var header = new FileHeader(
                rail.destination().routing(),
                rail.destination().name(),
                ach.origin(),
                rail.origin().name(),
                ach.day(),
                time,
                ach.modifier(),
                "");
        NachaWriter.write(
                out,
                new NachaFile(header, ach.odfi(), ach.sequence(), LineEnd.LF, batches(file, rail, settings)));
    }

    /** Batches of which nothing is left are not in the file. */
    private List<NachaBatch> batches(Stored file, AchRail rail, MarketplaceSettings settings) {
        PayoutFile state = file.file();
        Optional<Offset> offset = rail.offset().map(of -> offset(file, rail, of, settings));
        List<NachaBatch> batches = new ArrayList<>();
        for (AchBatch batch : AchBatch.values()) {
            PayoutFile.Group group = state.groups().get(batch.place());
            if (group.count() > 0) {
                batches.add(new NachaBatch(
                        batch.place() + 1,
                        EntryClass.valueOf(batch.entryClass()),
                        rail.company().name(),
                        rail.discretionary().orElse(""),
                        rail.company().id(),
                        rail.entryDescription(),
                        "",
                        state.dateOf(batch.place()),
                        offset,
                        Math.toIntExact(group.count()),
                        state.sum(group),
                        () -> IntStream.range(0, state.order().pages())
                                .boxed()
                                .flatMap(page -> credits(file, page, batch).stream())
                                .iterator()));
            }
        }
        return batches;
    }

    private static Offset offset(Stored file, AchRail rail, AchRail.Offset of, MarketplaceSettings settings) {
        String number = settings.moneyOut()
                .bankAccount(file.file().order().account())
                .flatMap(BankAccount::number)
                .orElseThrow(() -> new Invariants.Breach("an ACH rail sends from an account with a number"));
        String id = file.id().value();
        return new Offset(
                of.type() == AchRail.Type.CHECKING ? AccountKind.CHECKING : AccountKind.SAVINGS,
                rail.odfi(),
                number,
                id.substring(id.length() - REFERENCE),
                rail.company().name());
    }

    /** One page at a time: a file is never held whole. */
    private List<Credit> credits(Stored file, int page, AchBatch batch) {
        MarketplaceId marketplace = file.chain().id().marketplace();
        List<FileEvent.Payment> ours = files.payments(file, page).stream()
                .filter(payment -> file.file().groupOf(page, payment) == batch.place())
                .toList();
        return SideBySide.map(
                PAYOUTS_AT_ONCE, ours, payment -> credit(payouts.load(marketplace, payment.payout())));
    }

    private Credit credit(PayoutChain payout) {
        Destinations.Account to = destinations
                .find(payout.marketplace(), payout.order())
                .orElseThrow(() -> new Outage("the account of a payout on its way is not in the vault"));
        Destinations.Account.American american =
                to.american().orElseThrow(() -> new Invariants.Breach("ACH sends to accounts in the US"));
        return new Credit(
                american.type().equals("savings") ? AccountKind.SAVINGS : AccountKind.CHECKING,
                false,
                american.routing(),
                american.number(),
                payout.order().amount(),
                payout.order().reference(),
                to.holder());
    }
}
