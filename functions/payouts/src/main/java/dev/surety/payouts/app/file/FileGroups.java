package dev.surety.payouts.app.file;

import dev.surety.messages.pain.FileLayout;
import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Actor;
import dev.surety.payouts.app.file.FileChains.Stamp;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.statement.PaymentGroups;
import dev.surety.payouts.domain.file.AchBatch;
import dev.surety.payouts.domain.file.FileCommand;
import dev.surety.payouts.domain.file.FileDecision;
import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.payouts.domain.file.FileKind;
import dev.surety.payouts.domain.file.FileRules;
import dev.surety.payouts.domain.file.PayoutFile;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.CommandKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Our files as a bank names them in what it writes. */
public final class FileGroups implements PaymentGroups {
    private static final Pattern GROUP = Pattern.compile("(pf-[a-z2-7]{26})-(0|[1-9][0-9]{0,5})");
    private static final Pattern MESSAGE = Pattern.compile("pf-[a-z2-7]{26}");
    private static final Pattern ACH_FILE = Pattern.compile("([A-Za-z0-9]{9,10})-([0-9]{6})([A-Z0-9])");
    private static final Pattern ACH_BATCH = Pattern.compile("[A-Za-z0-9]{1,10}-([0-9]{7})");
    private static final Pattern TRACE = Pattern.compile("[0-9]{15}");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuMMdd");
    private static final Actor BANK = Actor.of("bank");

    /** A file is begun at most so long before its date. */
    private static final Duration BEFORE_ITS_DATE = Duration.ofDays(45);

    /** In the place of a group: all groups of the file. */
    private static final int WHOLE = -1;

    /** Statuses by which a bank refuses a whole message. */
    private static final Set<String> REFUSALS = Set.of("RJCT", "CANC");

    /** The bank's check of names has told; people decide before the file is authorised. */
    private static final Set<String> NAME_CHECKS = Set.of("RCVC", "RVNC", "RVMC", "RVNA", "RVCM");

    /** The codes of ISO 20022. */
    public static final DuplicateCodes ISO =
            Set.of("AM05", "DUPL", "DU01", "DU02", "DU03", "DU04")::contains;

    private final FileChains files;
    private final DuplicateCodes duplicates;
    private final AchDays days;

    public FileGroups(FileChains files, DuplicateCodes duplicates) {
        this.files = files;
        this.duplicates = duplicates;
        this.days = new AchDays(files.journal());
    }

    /** Codes by which a bank says that it had the same file before. */
    public interface DuplicateCodes {
        boolean has(String code);
    }

    /** The place of a group in its file, from 0. */
    static int part(String group) {
        return Integer.parseInt(group.substring(group.lastIndexOf('-') + 1)) - 1;
    }

    /** A bank names an ACH file by origin, day and modifier, for it has no other name. */
    private Optional<Stored> named(MarketplaceId marketplace, Matcher name) {
        LocalDate day;
        try {
            day = LocalDate.parse(name.group(2), DAY);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return odfis(marketplace)
                .flatMap(odfi -> days.of(marketplace, odfi, day).stream())
                .filter(taken -> taken.origin().equals(name.group(1)) && taken.modifier().equals(name.group(3)))
                .flatMap(taken -> files.find(marketplace, taken.file()).stream())
                .filter(FileGroups::isComposed)
                .findFirst();
    }

    /** A crash may have left numbers of another day to a file. */
    private static boolean isComposed(Stored file) {
        return file.file().composed().flatMap(FileEvent.Composed::ach).isPresent();
    }

    private Stream<String> odfis(MarketplaceId marketplace) {
        return files.present().settings(marketplace).moneyOut().rails().stream()
                .flatMap(rail -> rail.ach().stream())
                .map(AchFormat::odfi)
                .distinct();
    }

    @Override
    public Optional<PayoutId> traced(MarketplaceId marketplace, String trace, LocalDate until) {
        if (!TRACE.matcher(trace).matches()) {
            return Optional.empty();
        }
        String odfi = trace.substring(0, AchFormat.ODFI);
        int sequence = Integer.parseInt(trace.substring(AchFormat.ODFI));
        return days.traced(marketplace, odfi, sequence, until)
                .flatMap(taken -> files.find(marketplace, taken.file()))
                .filter(FileGroups::isComposed)
                .flatMap(file -> IntStream.range(0, file.file().order().pages())
                        .boxed()
                        .flatMap(page -> files.payments(file, page).stream())
                        .filter(payment -> file.file().trace(payment).filter(trace::equals).isPresent())
                        .findFirst())
                .map(FileEvent.Payment::payout);
    }

    private Optional<Stored> file(MarketplaceId marketplace, String message) {
        Matcher ach = ACH_FILE.matcher(message);
        if (ach.matches()) {
            return named(marketplace, ach);
        }
        String id = message.replace('-', '_');
        return MESSAGE.matcher(message).matches() && Id.isWellFormed(FileId.PREFIX, id)
                ? files.find(marketplace, new FileId(id))
                : Optional.empty();
    }

    @Override
    public Optional<Group> find(MarketplaceId marketplace, String id, String message) {
        if (ACH_FILE.matcher(message).matches()) {
            return file(marketplace, message).flatMap(file -> batch(file, id));
        }
        Matcher parts = GROUP.matcher(id);
        if (!parts.matches() || (!message.isEmpty() && !message.equals(parts.group(1)))) {
            return Optional.empty();
        }
        int part = Integer.parseInt(parts.group(2)) - 1;
        return file(marketplace, parts.group(1)).flatMap(file -> group(file, part));
    }

    /** A debit that names no batch is the file's, or that of its only batch. */
    private static Optional<Group> batch(Stored file, String id) {
        if (id.isEmpty()) {
            List<Integer> filled = IntStream.range(0, file.file().groups().size())
                    .filter(at -> file.file().groups().get(at).count() > 0)
                    .boxed()
                    .toList();
            return group(file, filled.size() == 1 ? filled.getFirst() : WHOLE);
        }
        return batchOf(id).flatMap(part -> group(file, part));
    }

    private static Optional<Integer> batchOf(String id) {
        return Optional.of(ACH_BATCH.matcher(id))
                .filter(Matcher::matches)
                .map(of -> Integer.parseInt(of.group(1)) - 1)
                .filter(part -> part >= 0 && part < AchBatch.values().length);
    }

    private static Optional<Group> group(Stored stored, int part) {
        PayoutFile file = stored.file();
        if (file.written().isEmpty() || part >= file.groups().size()) {
            return Optional.empty();
        }
        if (part == WHOLE) {
            return whole(stored);
        }
        PayoutFile.Group group = file.groups().get(part);
        return Optional.of(group).filter(of -> of.count() > 0).map(of -> new Group(
                stored.id().value(),
                FileLayout.groupId(stored.id().value(), part + 1),
                file.order().account(),
                file.dateOf(part),
                of.count(),
                file.sum(of),
                claim(stored, part)));
    }

    /** A bank may debit an ACH file as one, if all its batches settle on one day. */
    private static Optional<Group> whole(Stored stored) {
        PayoutFile file = stored.file();
        List<LocalDate> dates = IntStream.range(0, file.groups().size())
                .filter(at -> file.groups().get(at).count() > 0)
                .mapToObj(file::dateOf)
                .toList();
        return file.order().kind() == FileKind.ACH && dates.size() > 1 && Set.copyOf(dates).size() == 1
                ? Optional.of(new Group(
                        stored.id().value(),
                        FileLayout.groupId(stored.id().value(), 0),
                        file.order().account(),
                        dates.getFirst(),
                        file.count(),
                        file.sum(),
                        claim(stored, WHOLE)))
                : Optional.empty();
    }

    /** A debit of an ACH file and one of a batch in it must wait for one another. */
    private static String claim(Stored stored, int part) {
        boolean isAch = stored.file().order().kind() == FileKind.ACH;
        return FileLayout.groupId(stored.id().value(), (isAch ? WHOLE : part) + 1);
    }

    @Override
    public List<Group> executedOn(MarketplaceId marketplace, String account, LocalDate date) {
        Instant from = date.atStartOfDay(ZoneOffset.UTC).toInstant().minus(BEFORE_ITS_DATE);
        return files.since(marketplace, account, from)
                .filter(file -> file.file().handedOver().isPresent() && !file.file().isVoid())
                .flatMap(file -> IntStream.range(WHOLE, file.file().groups().size())
                        .boxed()
                        .flatMap(part -> group(file, part).stream()))
                .filter(group -> group.executionDate().equals(date))
                .toList();
    }

    /** A page of the file at a time; the place is the page's number. */
    @Override
    public Page payouts(MarketplaceId marketplace, Group group, Optional<String> from) {
        Stored file = files.find(marketplace, new FileId(group.file())).orElseThrow();
        int part = part(group.id());
        boolean isAch = file.file().order().kind() == FileKind.ACH;
        List<Integer> pages = IntStream.range(0, file.file().order().pages())
                .filter(page -> isAch || file.file().order().page(page).part() == part)
                .boxed()
                .toList();
        int page = from.map(Integer::valueOf).orElse(pages.getFirst());
        List<PayoutId> payouts = files.payments(file, page).stream()
                .filter(payment -> part == WHOLE || file.file().groupOf(page, payment) == part)
                .map(FileEvent.Payment::payout)
                .toList();
        return new Page(
                payouts,
                page < pages.getLast() ? Optional.of(Integer.toString(page + 1)) : Optional.empty());
    }

    /** An answer about one group is brought to its payouts by its reader. The file notes those about itself. */
    @Override
    public void answered(MarketplaceId marketplace, FileAnswer answer) {
        Optional<Stored> found = file(marketplace, answer.message());
        if (found.isEmpty()) {
            return;
        }
        compare(found.get(), answer);
        if (answer.group().isEmpty() && !answer.status().isEmpty()) {
            note(found.get(), answer);
        }
    }

    /** A group that we do not know is not compared: some banks give it a name of theirs. */
    private void compare(Stored file, FileAnswer answer) {
        Optional<Integer> part = partOf(file, answer);
        if (answer.group().isEmpty() || part.isPresent()) {
            var command =
                    new FileCommand.Compare(part.filter(of -> of != WHOLE), answer.count(), answer.sum());
            var key = CommandKey.ofFact(answer.message(), "compared", answer.report(), answer.group());
            tell(file, command, key, answer);
        }
    }

    private static Optional<Integer> partOf(Stored file, FileAnswer answer) {
        if (file.file().order().kind() == FileKind.ACH && ACH_BATCH.matcher(answer.group()).matches()) {
            return batchOf(answer.group());
        }
        Matcher parts = GROUP.matcher(answer.group());
        return parts.matches() && parts.group(1).equals(answer.message())
                ? Optional.of(Integer.parseInt(parts.group(2)) - 1).filter(of -> of < file.file().groups().size())
                : Optional.empty();
    }

    /** The bank has other payments of the same sum. */
    @Override
    public void miscounted(MarketplaceId marketplace, Group group, long count, String line, Instant at) {
        String message = group.id().substring(0, group.id().lastIndexOf('-'));
        file(marketplace, message).ifPresent(file -> compare(
                file,
                new FileAnswer(
                        message, group.id(), "", "", Optional.of(count), Optional.empty(), line, at)));
    }

    private void note(Stored file, FileAnswer answer) {
        boolean isRefusal = REFUSALS.contains(answer.status()) && !duplicates.has(answer.code());
        FileCommand command = NAME_CHECKS.contains(answer.status())
                ? new FileCommand.Verified()
                : new FileCommand.Answer(answer.status(), answer.code(), isRefusal);
        tell(file, command, CommandKey.ofFact(answer.message(), "answered", answer.report(), answer.status()), answer);
    }

    private void tell(Stored first, FileCommand command, CommandKey key, FileAnswer answer) {
        Stored _ = Contention.retry(
                "a file",
                first,
                file -> told(file, command, key, answer.at()),
                file -> files.find(file.chain().id()).orElseThrow());
    }

    private Optional<Stored> told(Stored file, FileCommand command, CommandKey key, Instant at) {
        MarketplaceId marketplace = file.chain().id().marketplace();
        if (files.journal().seen(file.chain(), key).isPresent()) {
            return Optional.of(file);
        }
        var context = new FileRules.Context(
                at, files.present().settings(marketplace).moneyOut(), Optional.empty());
        return FileRules.decide(file.file(), command, context) instanceof FileDecision.Append(var event)
                ? files.append(file, event, at, new Stamp(BANK, key, Optional.empty()))
                : Optional.of(file);
    }
}
