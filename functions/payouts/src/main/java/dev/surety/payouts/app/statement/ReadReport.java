package dev.surety.payouts.app.statement;

import dev.surety.messages.BankMessage;
import dev.surety.messages.status.StatusPart;
import dev.surety.messages.status.StatusPart.GroupStatus;
import dev.surety.messages.status.StatusPart.PaymentStatus;
import dev.surety.messages.status.StatusPart.TransactionStatus;
import dev.surety.messages.status.StatusReader;
import dev.surety.messages.status.StatusReason;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Unreadable;
import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.bank.ReportedPayouts;
import dev.surety.payouts.app.bank.ReportedPayouts.Report;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.PaymentGroups.FileAnswer;
import dev.surety.payouts.app.statement.PaymentGroups.Group;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.reason.Reason;
import dev.surety.payouts.domain.reason.Reasons;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.statement.StatementFile.Cursor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads a status report in pieces. Each part of it is a note on our file or on a payout. It moves no money: even a
 * refusal is only announced, until a statement shows it.
 */
final class ReadReport {
    static final String KIND = "pain.002";

    private static final Set<String> REFUSES = Set.of("RJCT", "CANC");

    private final ReportedPayouts payouts;
    private final KnownPayouts known;
    private final PaymentGroups groups;
    private final Reasons reasons;
    private final Present present;
    private final int most;

    /** @param most parts of the report that one wake deals with */
    ReadReport(
            ReportedPayouts payouts,
            KnownPayouts known,
            PaymentGroups groups,
            Reasons reasons,
            Present present,
            int most) {
        this.payouts = payouts;
        this.known = known;
        this.groups = groups;
        this.reasons = reasons;
        this.present = present;
        this.most = most;
    }

    /** Reads all of a report, of which nothing counts if it is cut off. */
    static Optional<Unreadable> survey(StatusReader reader) throws IOException {
        for (Optional<StatusPart> next = reader.next(); next.isPresent(); next = reader.next()) {
            if (next.get() instanceof StatusPart.Broken(var why)) {
                return Optional.of(why);
            }
        }
        return Optional.empty();
    }

    ReadLines.Piece read(Uploaded<StatementFile> stored, InputStream bytes) throws IOException {
        if (!(BankMessage.open(bytes, Limits.STANDARD) instanceof BankMessage.StatusReport report)) {
            throw new Invariants.Breach("stored-file: a file that was surveyed is read again as it was");
        }
        return new Reading(stored).upTo(report.reader());
    }

    private final class Reading {
        private final Uploaded<StatementFile> stored;
        private final MarketplaceId marketplace;
        private final Map<String, Integer> lines = new TreeMap<>();
        private GroupStatus file = new GroupStatus(
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
        /** A group's status is its payments' only if the bank lists none of them. */
        private Optional<PaymentStatus> group = Optional.empty();

        private Reading(Uploaded<StatementFile> stored) {
            this.stored = stored;
            this.marketplace = stored.id().marketplace();
        }

        private ReadLines.Piece upTo(StatusReader reader) throws IOException {
            int part = 0;
            int done = stored.file().at().line();
            for (Optional<StatusPart> next = reader.next(); next.isPresent(); next = reader.next()) {
                part++;
                StatusPart now = next.get();
                if (now instanceof GroupStatus of) {
                    file = of;
                }
                if (part > done) {
                    leaving(now);
                    dealWith(now);
                }
                entering(now);
                if (part >= done + most) {
                    return new ReadLines.Piece(new Cursor(0, part), lines, false);
                }
            }
            leaving(file);
            return new ReadLines.Piece(new Cursor(0, part), lines, true);
        }

        private void entering(StatusPart part) {
            if (part instanceof PaymentStatus of) {
                group = Optional.of(of);
            } else if (part instanceof TransactionStatus) {
                group = Optional.empty();
            }
        }

        /** The bank refused a group, and goes on without a word about its payments. */
        private void leaving(StatusPart next) {
            boolean isWhole = !(next instanceof TransactionStatus)
                    && group.flatMap(PaymentStatus::status).filter(REFUSES::contains).isPresent();
            if (isWhole) {
                PaymentStatus of = group.get();
                of.paymentInformationId()
                        .flatMap(id -> groups.find(marketplace, id, file.originalMessageId().orElse("")))
                        .ifPresent(found -> each(found, report(of.status().orElse(""), of.reasons())));
                group = Optional.empty();
            }
        }

        private void each(Group of, Report report) {
            Optional<String> from = Optional.empty();
            do {
                PaymentGroups.Page page = groups.payouts(marketplace, of, from);
                page.payouts().forEach(payout -> payouts.reported(marketplace, payout, report));
                from = page.next();
            } while (from.isPresent());
        }

        private void dealWith(StatusPart part) {
            switch (part) {
                case GroupStatus(var _, var _, var of, var _, var count, var sum, var status, var why, var _) ->
                    of.ifPresent(message -> groups.answered(
                            marketplace,
                            new FileAnswer(
                                    message, "", status.orElse(""), code(why), count, sum, report(), now())));
                case PaymentStatus(var id, var count, var sum, var status, var why, var _) ->
                    file.originalMessageId().ifPresent(message -> groups.answered(
                            marketplace,
                            new FileAnswer(
                                    message,
                                    id.orElse(""),
                                    status.orElse(""),
                                    code(why),
                                    id.flatMap(_ -> count),
                                    id.flatMap(_ -> sum),
                                    report(),
                                    now())));
                case TransactionStatus of -> count(payment(of));
                case StatusPart.Broken _ ->
                    throw new Invariants.Breach("stored-file: a file that was surveyed is read again as it was");
            }
        }

        private void count(boolean isOurs) {
            String word = isOurs ? StatementFile.NOTED : LineClass.UNMATCHED.word();
            lines.merge(word, 1, Integer::sum);
        }

        private boolean payment(TransactionStatus of) {
            Optional<PayoutId> payout = Stream.of(of.endToEndId(), of.instructionId())
                    .flatMap(Optional::stream)
                    .flatMap(reference -> known.find(marketplace, reference).stream())
                    .findFirst();
            Optional<String> status = of.status().or(() -> group.flatMap(PaymentStatus::status));
            if (payout.isPresent() && status.isPresent()) {
                payouts.reported(marketplace, payout.get(), report(status.get(), of.reasons()));
            }
            return payout.isPresent();
        }

        private Report report(String status, List<StatusReason> why) {
            String code = code(why);
            boolean credits = reasons.find(code).map(Reason::credits).orElse(false);
            return new Report(
                    report() + " " + status + " " + code,
                    now(),
                    status,
                    code,
                    credits,
                    stored.file().by());
        }

        /** The same report in another file is the same. */
        private String report() {
            return file.messageId().isEmpty() ? stored.id().id() : file.messageId();
        }

        private Instant now() {
            return present.now(marketplace);
        }
    }

    private static String code(List<StatusReason> reasons) {
        return reasons.stream()
                .flatMap(reason -> reason.code().stream())
                .findFirst()
                .orElse("");
    }
}
