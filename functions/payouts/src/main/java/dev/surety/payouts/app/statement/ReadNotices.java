package dev.surety.payouts.app.statement;

import dev.surety.messages.BankMessage;
import dev.surety.messages.nacha.NachaChange;
import dev.surety.messages.nacha.NachaEntry;
import dev.surety.messages.nacha.NachaPart;
import dev.surety.messages.nacha.NachaReader;
import dev.surety.messages.nacha.NachaReturn;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Unreadable;
import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.bank.LinePayouts;
import dev.surety.payouts.app.bank.ReportedPayouts.Notice;
import dev.surety.payouts.app.bank.ReportedPayouts.Report;
import dev.surety.payouts.app.bank.ReportedPayouts;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.reason.Reason;
import dev.surety.payouts.domain.reason.Reasons;
import dev.surety.payouts.domain.statement.StatementFile.Cursor;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.upload.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a NACHA file of returns and notices of change, in pieces. Each entry is a note on its payout and moves no
 * money: a statement books the return. An entry that names no payout of ours, or that cannot be read, goes to a person.
 */
final class ReadNotices {
    static final String KIND = "nacha";

    private static final String RETURNED = "RJCT";

    /** Kinds of change that correct nothing we keep, or nothing that we know. */
    private static final Set<NachaChange.Kind> UNREAD = Set.of(NachaChange.Kind.UNKNOWN, NachaChange.Kind.REFUSED);

    private final LinePayouts payouts;
    private final ReportedPayouts reported;
    private final KnownPayouts known;
    private final PaymentGroups groups;
    private final Corrections corrections;
    private final Reasons reasons;
    private final Present present;
    private final int most;

    /** @param most entries that one wake deals with */
    ReadNotices(
            LinePayouts payouts,
            ReportedPayouts reported,
            KnownPayouts known,
            PaymentGroups groups,
            Corrections corrections,
            Reasons reasons,
            Present present,
            int most) {
        this.payouts = payouts;
        this.reported = reported;
        this.known = known;
        this.groups = groups;
        this.corrections = corrections;
        this.reasons = reasons;
        this.present = present;
        this.most = most;
    }

    /** Reads all of a file, of which nothing counts before its hash, counts and totals are right. */
    static Optional<Unreadable> survey(NachaReader reader) throws IOException {
        for (Optional<NachaPart> next = reader.next(); next.isPresent(); next = reader.next()) {
            if (next.get() instanceof NachaPart.Broken(var why)) {
                return Optional.of(why);
            }
            if (next.get() instanceof NachaPart.FileEnd end && end.returns() + end.changes() == 0) {
                return Optional.of(new Unreadable(1, 1, "no_returns", "a file with returns or notices of change"));
            }
        }
        return Optional.empty();
    }

    ReadLines.Piece read(Uploaded<StatementFile> stored, InputStream bytes) throws IOException {
        if (!(BankMessage.open(bytes, Limits.STANDARD) instanceof BankMessage.Nacha(var reader))) {
            throw new Invariants.Breach("stored-file: a file that was surveyed is read again as it was");
        }
        return new Reading(stored).upTo(reader);
    }

    private final class Reading {
        private final Uploaded<StatementFile> stored;
        private final MarketplaceId marketplace;
        private final Instant now;
        private final Map<String, Integer> lines = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();

        private Reading(Uploaded<StatementFile> stored) {
            this.stored = stored;
            this.marketplace = stored.id().marketplace();
            this.now = present.now(marketplace);
        }

        private ReadLines.Piece upTo(NachaReader reader) throws IOException {
            int entry = 0;
            int done = stored.file().at().line();
            for (Optional<NachaPart> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (!(next.get() instanceof NachaEntry of)) {
                    continue;
                }
                entry++;
                if (entry > done) {
                    Optional<String> problem = dealWith(of);
                    lines.merge(
                            problem.isEmpty() ? StatementFile.NOTED : LineClass.UNMATCHED.word(), 1, Integer::sum);
                    int line = of.line();
                    problem.ifPresent(what -> problems.add(new Problem(what, "line " + line)));
                }
                if (entry >= done + most) {
                    return new ReadLines.Piece(new Cursor(0, entry), lines, false, problems);
                }
            }
            return new ReadLines.Piece(new Cursor(0, entry), lines, true, problems);
        }

        /** Why a person has to look at it; empty if its payout has heard it. */
        private Optional<String> dealWith(NachaEntry entry) {
            if (entry.rejected().isPresent()) {
                return Optional.of("entry_rejected");
            }
            if (entry.returned().isPresent()) {
                return returned(entry, entry.returned().get());
            }
            return entry.change().isPresent() ? changed(entry, entry.change().get()) : Optional.of("not_a_return");
        }

        private Optional<String> returned(NachaEntry entry, NachaReturn returned) {
            Optional<Reason> reason = reasons.find(returned.code());
            if (reason.isEmpty()) {
                return Optional.of("unknown_code");
            }
            Optional<PayoutId> payout = payout(entry, returned.originalTrace());
            if (payout.isEmpty()) {
                return Optional.of("unknown_trace");
            }
            if (reason.get().whoActs().equals("bank")) {
                return Optional.of("dispute_of_banks");
            }
            boolean isWhole = payouts.find(marketplace, payout.get())
                    .map(PayoutFacts::amount)
                    .filter(amount -> amount.amountMinor() == entry.amountCents())
                    .isPresent();
            if (!isWhole) {
                return Optional.of("amount_differs");
            }
            String message = "return " + returned.originalTrace() + " " + returned.code();
            reported.reported(
                    marketplace,
                    payout.get(),
                    new Report(
                            message,
                            now,
                            RETURNED,
                            returned.code(),
                            reason.get().credits(),
                            stored.file().by()));
            return Optional.empty();
        }

        private Optional<String> changed(NachaEntry entry, NachaChange change) {
            if (UNREAD.contains(change.kind())) {
                return Optional.of("unknown_code");
            }
            if (change.corrected().isEmpty() && change.kind() != NachaChange.Kind.ADDENDA) {
                return Optional.of("correction_unreadable");
            }
            Optional<PayoutId> payout = payout(entry, change.originalTrace());
            if (payout.isEmpty()) {
                return Optional.of("unknown_trace");
            }
            String words = corrections.keep(marketplace, payout.get(), change.corrected());
            reported.changeNoticed(
                    marketplace,
                    payout.get(),
                    new Notice(
                            "change " + change.originalTrace() + " " + change.code(),
                            now,
                            change.code(),
                            change.kind().name().toLowerCase(Locale.ROOT),
                            words,
                            stored.file().by()));
            return Optional.empty();
        }

        /** Our reference and the trace must name the same payout, where both name one. */
        private Optional<PayoutId> payout(NachaEntry entry, String trace) {
            Optional<PayoutId> byTrace = groups.traced(marketplace, trace, LocalDate.ofInstant(now, ZoneOffset.UTC));
            return byTrace.filter(payout -> known.find(marketplace, entry.reference())
                    .filter(other -> !other.equals(payout))
                    .isEmpty());
        }
    }
}
