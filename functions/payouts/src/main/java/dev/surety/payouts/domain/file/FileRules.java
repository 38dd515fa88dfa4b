package dev.surety.payouts.domain.file;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.domain.approval.Approvals;
import dev.surety.payouts.domain.file.FileCommand.Answer;
import dev.surety.payouts.domain.file.FileCommand.ApproveVoid;
import dev.surety.payouts.domain.file.FileCommand.AskVoid;
import dev.surety.payouts.domain.file.FileCommand.Compare;
import dev.surety.payouts.domain.file.FileCommand.Download;
import dev.surety.payouts.domain.file.FileCommand.HandOver;
import dev.surety.payouts.domain.file.FileCommand.RejectVoid;
import dev.surety.payouts.domain.file.FileCommand.Verified;
import dev.surety.payouts.domain.file.FileDecision.Append;
import dev.surety.payouts.domain.file.FileDecision.Nothing;
import dev.surety.payouts.domain.file.FileDecision.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The one place that decides what people and the bank may do to a file. */
public final class FileRules {
    /** Clocks of people differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private FileRules() {}

    /** @param paused the refusal if money may not go out */
    public record Context(Instant now, MoneyOut settings, Optional<Refusal> paused) {}

    public static FileDecision decide(PayoutFile file, FileCommand command, Context context) {
        if (file.written().isEmpty()) {
            return isNews(command) ? new Nothing() : notIn(file);
        }
        String sha256 = file.written().get().sha256();
        return switch (command) {
            case Download(var by) -> download(file, by, sha256, context);
            case HandOver handed -> handOver(file, handed, sha256, context.now());
            case AskVoid ask -> askVoid(file, ask);
            case ApproveVoid approve -> approveVoid(file, approve, sha256, context);
            case RejectVoid(var by) ->
                file.wish().isPresent() ? new Append(new FileEvent.VoidRejected(by)) : notIn(file);
            case Verified _ ->
                file.isVerified() || file.isVoid()
                        ? new Nothing()
                        : new Append(new FileEvent.VerificationReported());
            case Answer answer -> answer(file, answer);
            case Compare read -> compare(file, read);
        };
    }

    private static boolean isNews(FileCommand command) {
        return switch (command) {
            case Verified _, Answer _, Compare _ -> true;
            case Download _, HandOver _, AskVoid _, ApproveVoid _, RejectVoid _ -> false;
        };
    }

    /** Who planned it may not carry it to the bank: on the way the bytes could be changed. */
    private static FileDecision download(PayoutFile file, String by, String sha256, Context context) {
        if (Approvals.isMaker(context.settings(), by, file.order().makers())) {
            return refused(CommonReason.FORBIDDEN.with("A person who planned these payouts cannot have their file."));
        }
        if (context.paused().isPresent()) {
            return refused(context.paused().get());
        }
        boolean mayGo = !file.isVoid() && file.wish().isEmpty() && !isRefused(file);
        return mayGo ? new Append(new FileEvent.Linked(by, sha256)) : notIn(file);
    }

    private static FileDecision handOver(PayoutFile file, HandOver handed, String sha256, Instant now) {
        if (!handed.sha256().equals(sha256)) {
            return refused(anotherFile("/sha256"));
        }
        if (handed.at().isAfter(now.plus(AHEAD)) || handed.at().isBefore(file.begunAt())) {
            return refused(Refusal.of(CommonReason.INVALID, List.of(new FieldError("/at", "between_writing_and_now"))));
        }
        return file.isVoid() || file.handedOver().isPresent()
                ? notIn(file)
                : new Append(new FileEvent.HandedOver(handed.at(), sha256, handed.by()));
    }

    private static FileDecision askVoid(PayoutFile file, AskVoid ask) {
        if (file.isVoid() || file.wish().isPresent()) {
            return notIn(file);
        }
        return isProved(file, ask.isShownUndebited()) ? new Append(new FileEvent.VoidAsked(ask.by())) : unproved();
    }

    private static FileDecision approveVoid(PayoutFile file, ApproveVoid approve, String sha256, Context context) {
        if (file.wish().isEmpty()) {
            return notIn(file);
        }
        if (!approve.hash().equals(sha256)) {
            return refused(anotherFile("/hash"));
        }
        Optional<Refusal> forbidden = Approvals.forbidden(context.settings(), approve.by(), file.sum());
        if (forbidden.isPresent()) {
            return refused(forbidden.get());
        }
        if (context.settings().isSamePerson(file.wish().get().by(), approve.by())) {
            return refused(CommonReason.APPROVER_IS_MAKER.with(CommonReason.APPROVER_IS_MAKER.title()));
        }
        return isProved(file, approve.isShownUndebited())
                ? new Append(new FileEvent.Voided(approve.by()))
                : unproved();
    }

    /**
     * Whether the bank can never execute it: it never left us, or the bank has refused it, or the bank's books show no
     * debit. A bank that has answered otherwise has it, and must first say that it will not execute it.
     */
    private static boolean isProved(PayoutFile file, boolean isShownUndebited) {
        boolean neverLeft = file.links().given() == 0
                && file.handedOver().isEmpty()
                && file.answer().isEmpty()
                && !file.isVerified();
        return neverLeft || isRefused(file) || (isShownUndebited && file.answer().isEmpty());
    }

    private static boolean isRefused(PayoutFile file) {
        return file.answer().filter(PayoutFile.Answer::isRefusal).isPresent();
    }

    private static FileDecision answer(PayoutFile file, Answer answer) {
        var same = new PayoutFile.Answer(answer.status(), answer.code(), answer.isRefusal());
        // A bank does not accept later, under the same name, a file that it has refused.
        if (file.isVoid() || isRefused(file) || file.answer().equals(Optional.of(same))) {
            return new Nothing();
        }
        return new Append(
                answer.isRefusal()
                        ? new FileEvent.Refused(answer.status(), answer.code())
                        : new FileEvent.Answered(answer.status(), answer.code()));
    }

    /** The same difference in a second report is told once, also of a file that is void. */
    private static FileDecision compare(PayoutFile file, Compare read) {
        long count = read.part().map(part -> file.groups().get(part).count()).orElseGet(file::count);
        Money sum = read.part().map(part -> file.sum(file.groups().get(part))).orElseGet(file::sum);
        var written = BigDecimal.valueOf(sum.amountMinor(), sum.currency().decimals());
        boolean isOurs = read.count().stream().allMatch(of -> of == count)
                && read.sum().stream().allMatch(of -> of.compareTo(written) == 0);
        var difference = new PayoutFile.Difference(
                read.part(), read.count(), read.sum().map(BigDecimal::toPlainString));
        return isOurs || file.difference().equals(Optional.of(difference))
                ? new Nothing()
                : new Append(new FileEvent.Differed(difference));
    }

    private static Refusal anotherFile(String field) {
        return Refusal.of(CommonReason.HASH_MISMATCH, List.of(new FieldError(field, "not_of_this_file")));
    }

    private static FileDecision unproved() {
        return refused(CommonReason.VOID_UNPROVED.with(CommonReason.VOID_UNPROVED.title()));
    }

    private static FileDecision notIn(PayoutFile file) {
        return refused(CommonReason.TRANSITION_NOT_ALLOWED.with("The file is " + file.state() + "."));
    }

    private static FileDecision refused(Refusal refusal) {
        return new Refused(refusal);
    }
}
