package dev.surety.escrow.app.webhook;

import dev.surety.escrow.app.payment.UnmatchedWebhook;
import dev.surety.escrow.app.payment.UnmatchedWebhooks;
import dev.surety.escrow.app.process.WatchPayment;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Tip;
import java.time.Instant;
import java.util.Optional;

/** An operator resolves an unmatched webhook with a note, and it leaves the work queue. This moves no money. */
public final class ResolveUnmatchedWebhook {
    private final UnmatchedWebhooks notices;
    private final WatchPayment.Present present;

    public ResolveUnmatchedWebhook(UnmatchedWebhooks notices, WatchPayment.Present present) {
        this.notices = notices;
        this.present = present;
    }

    public Optional<UnmatchedWebhook> find(MarketplaceId marketplace, String id) {
        return notices.find(marketplace, id);
    }

    /** The id of the webhook's chain, and of its note in the vault. */
    public ChainId chainId(MarketplaceId marketplace, String id) {
        return notices.chainId(marketplace, id);
    }

    public Outcome<UnmatchedWebhook> close(CommandEnvelope envelope, String id) {
        return CommandLoop.run("a notice", envelope, new Closing(envelope, id));
    }

    private final class Closing implements Command<UnmatchedWebhook, Instant, UnmatchedWebhook> {
        private final CommandEnvelope envelope;
        private final String id;

        Closing(CommandEnvelope envelope, String id) {
            this.envelope = envelope;
            this.id = id;
        }

        @Override
        public Optional<UnmatchedWebhook> load() {
            return notices.find(envelope.caller().marketplace(), id);
        }

        @Override
        public Tip tip(UnmatchedWebhook notice) {
            return notice.chain();
        }

        @Override
        public Outcome<UnmatchedWebhook> replay(UnmatchedWebhook notice, Entry seen) {
            return new Outcome.Done<>(notice, true);
        }

        @Override
        public Verdict<Instant> decide(UnmatchedWebhook notice) {
            return notice.closed().isPresent()
                    ? new Verdict.Denied<>(
                            CommonReason.TRANSITION_NOT_ALLOWED.with(CommonReason.TRANSITION_NOT_ALLOWED.title()))
                    : new Verdict.Allowed<>(present.now(envelope.caller().marketplace()));
        }

        @Override
        public Optional<Outcome<UnmatchedWebhook>> append(UnmatchedWebhook notice, Instant now, Optional<String> note) {
            return notices.close(notice, now, envelope.caller().actor(), envelope.key(), note)
                    .map(closed -> new Outcome.Done<>(closed, false));
        }
    }
}
