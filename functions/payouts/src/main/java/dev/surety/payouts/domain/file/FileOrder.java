package dev.surety.payouts.domain.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import java.util.List;
import java.util.Optional;

/**
 * The payouts that a file is to hold, fixed by the first entry of its chain: a part of a run, or one.
 *
 * @param instant whether the bank is asked to pay at once
 * @param parts of the run, each of which is a group of the file
 * @param makers the people who planned it
 * @param as the kind of the file; empty, it has SEPA payments
 */
public record FileOrder(
        Optional<RunId> run,
        Optional<PayoutId> payout,
        String rail,
        String account,
        String currency,
        boolean instant,
        List<Part> parts,
        List<String> makers,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<FileKind> as) {
    public FileOrder {
        parts = List.copyOf(parts);
        makers = List.copyOf(makers);
    }

    /** Of SEPA payments. */
    public FileOrder(
            Optional<RunId> run,
            Optional<PayoutId> payout,
            String rail,
            String account,
            String currency,
            boolean instant,
            List<Part> parts,
            List<String> makers) {
        this(run, payout, rail, account, currency, instant, parts, makers, Optional.empty());
    }

    /** The same payouts in a file of this kind. */
    public FileOrder as(FileKind kind) {
        Optional<FileKind> named = Optional.of(kind).filter(of -> of != FileKind.SEPA);
        return new FileOrder(run, payout, rail, account, currency, instant, parts, makers, named);
    }

    public FileKind kind() {
        return as.orElse(FileKind.SEPA);
    }

    /** Pages of one group of the run, from one until before another. */
    public record Part(int group, int fromPage, int toPage) {
        int pages() {
            return toPage - fromPage;
        }
    }

    /** A page of the run, and the number of the file's group, from 0, in which its payments stand. */
    public record Page(int part, int group, int page) {}

    /** @param number of the file in the run, from 1 */
    public static FileId idOf(RunId run, int number) {
        return new FileId(Id.derive(FileId.PREFIX, run.value(), Integer.toString(number)));
    }

    public static FileId idOf(PayoutId payout) {
        return new FileId(Id.derive(FileId.PREFIX, payout.value()));
    }

    public int pages() {
        return parts.stream().mapToInt(Part::pages).sum();
    }

    /** The page of the run that is the file's page of this number. */
    public Page page(int number) {
        int left = number;
        for (int part = 0; part < parts.size(); part++) {
            Part of = parts.get(part);
            if (left < of.pages()) {
                return new Page(part, of.group(), of.fromPage() + left);
            }
            left -= of.pages();
        }
        throw new IndexOutOfBoundsException("The file has no page " + number + ".");
    }
}
