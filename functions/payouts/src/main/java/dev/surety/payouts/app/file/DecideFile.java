package dev.surety.payouts.app.file;

import dev.surety.model.id.FileId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.file.FileChains.Stamp;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.domain.file.FileCommand;
import dev.surety.payouts.domain.file.FileDecision;
import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.payouts.domain.file.FileRules;
import dev.surety.payouts.domain.file.PayoutFile;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** People download files, say that the bank has them, and make them void. */
public final class DecideFile {
    private final FileChains files;
    private final Undebited undebited;
    private final OpenHits hits;
    private final Nudges nudges;

    public DecideFile(FileChains files, Undebited undebited, OpenHits hits, Nudges nudges) {
        this.files = files;
        this.undebited = undebited;
        this.hits = hits;
        this.nudges = nudges;
    }

    /** Says whether complete statements show that the bank has taken nothing for a file, by the day that proves it. */
    public interface Undebited {
        boolean isShown(Stored file);
    }

    /** Says whether a file pays a payee whose name was found on a list since it was written. */
    public interface OpenHits {
        boolean isIn(Stored file);
    }

    /** @param command of the file as it is, for its proof may be there now */
    public Outcome<Stored> decide(CommandEnvelope envelope, FileId id, Function<Proof, FileCommand> command) {
        return CommandLoop.run("a file", envelope, new Decision(envelope, id, command));
    }

    /** Looks at statements only for the commands that need them. */
    public interface Proof {
        boolean isShown();
    }

    private final class Decision implements Command<Stored, FileEvent, Stored> {
        private final CommandEnvelope envelope;
        private final FileId id;
        private final Function<Proof, FileCommand> command;

        private Decision(CommandEnvelope envelope, FileId id, Function<Proof, FileCommand> command) {
            this.envelope = envelope;
            this.id = id;
            this.command = command;
        }

        private MarketplaceId marketplace() {
            return envelope.caller().marketplace();
        }

        @Override
        public Optional<Stored> load() {
            return files.find(marketplace(), id);
        }

        @Override
        public Tip tip(Stored file) {
            return file.chain();
        }

        @Override
        public Optional<Entry> seen(Stored file, CommandEnvelope of) {
            return files.journal().seen(file.chain(), of.key());
        }

        /** Two persons are told apart by their names, which a back end does not have. */
        @Override
        public Optional<Refusal> forbidden(Stored file) {
            return envelope.caller().kind() == Caller.Kind.STAFF
                    ? Optional.empty()
                    : Optional.of(CommonReason.FORBIDDEN.with("Only a person carries a file to the bank."));
        }

        @Override
        public Outcome<Stored> replay(Stored file, Entry seen) {
            return new Outcome.Done<>(files.at(file, seen), true);
        }

        @Override
        public Verdict<FileEvent> decide(Stored file) {
            MarketplaceSettings settings = files.present().settings(marketplace());
            var context = new FileRules.Context(
                    now(settings),
                    settings.moneyOut(),
                    files.present().paused(marketplace(), file.file().order().rail()));
            FileCommand asked = command.apply(() -> undebited.isShown(file));
            if (asked instanceof FileCommand.Download && hits.isIn(file)) {
                return new Verdict.Denied<>(CommonReason.BLOCKED.with(
                        "A payee of this file is under review. Make the file void, or wait for the decision."));
            }
            return switch (FileRules.decide(file.file(), asked, context)) {
                case FileDecision.Append(var event) -> new Verdict.Allowed<>(event);
                case FileDecision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
                case FileDecision.Nothing _ ->
                    new Verdict.Denied<>(CommonReason.TRANSITION_NOT_ALLOWED.with("Nothing is left to be done."));
            };
        }

        private Instant now(MarketplaceSettings settings) {
            return files.present().now(marketplace(), settings);
        }

        @Override
        public Optional<Outcome<Stored>> append(Stored file, FileEvent event, Optional<String> note) {
            Instant now = now(files.present().settings(marketplace()));
            var stamp = new Stamp(envelope.caller().actor(), envelope.key(), note);
            Optional<Stored> after = files.append(file, event, now, stamp);
            after.filter(of -> hasToTell(of.file())).ifPresent(of -> nudges.nudge(of.chain().id()));
            return after.map(of -> new Outcome.Done<>(of, false));
        }

        private static boolean hasToTell(PayoutFile file) {
            return file.work() == PayoutFile.Work.TELLING_SENT || file.work() == PayoutFile.Work.TELLING_VOID;
        }
    }
}
