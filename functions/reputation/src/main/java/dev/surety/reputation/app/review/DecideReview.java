package dev.surety.reputation.app.review;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.ReviewId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.reputation.app.review.ReviewChains.Stamp;
import dev.surety.reputation.app.review.ReviewChains.Stored;
import dev.surety.reputation.domain.review.Review;
import dev.surety.reputation.domain.review.ReviewCommand;
import dev.surety.reputation.domain.review.ReviewDecision;
import dev.surety.reputation.domain.review.ReviewEvent;
import dev.surety.reputation.domain.review.ReviewRules;
import dev.surety.reputation.domain.review.ReviewedSale;
import dev.surety.reputation.domain.review.Side;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Commands of the two sides and of moderators to a review. A refusal stores nothing, also no words. */
public final class DecideReview {
    /** Stands for the commitment of words until it is sure that they are to be kept. */
    private static final String NOT_KEPT = "0".repeat(40);

    private final ReviewChains reviews;
    private final Sales sales;

    public DecideReview(ReviewChains reviews, Sales sales) {
        this.reviews = reviews;
        this.sales = sales;
    }

    /** Keeps words in the vault, and gives the commitments by which a command names them. */
    public interface Words {
        String keep(ObjectNode words);
    }

    /** A side's first words, or others in their place. The sale's chain opens the review if its news has not come. */
    public Outcome<Stored> submit(
            CommandEnvelope envelope,
            EscrowId escrow,
            Optional<Side> onBehalfOf,
            BiFunction<Side, Words, ReviewCommand> command) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        var by = new Standpoint.OfParty(envelope.caller(), onBehalfOf);
        return CommandLoop.run(
                "a review", envelope, new Decision(envelope, by, () -> ofSale(marketplace, escrow), command));
    }

    /** A side's command to a review that a request names. */
    public Outcome<Stored> asParty(
            CommandEnvelope envelope,
            ReviewId review,
            Optional<Side> onBehalfOf,
            BiFunction<Side, Words, ReviewCommand> command) {
        var by = new Standpoint.OfParty(envelope.caller(), onBehalfOf);
        return run(envelope, review, by, command);
    }

    /** A moderator's command. */
    public Outcome<Stored> asModerator(CommandEnvelope envelope, ReviewId review, ReviewCommand command) {
        return run(envelope, review, new Standpoint.OfPerson(envelope.caller()), (_, _) -> command);
    }

    private Outcome<Stored> run(
            CommandEnvelope envelope, ReviewId review, Standpoint by, BiFunction<Side, Words, ReviewCommand> command) {
        ChainId chain = ReviewChains.chain(envelope.caller().marketplace(), review);
        Supplier<Optional<Subject>> find = () -> reviews.find(chain).map(Subject::of);
        return CommandLoop.run("a review", envelope, new Decision(envelope, by, find, command));
    }

    /**
     * The sale of a command.
     *
     * @param ended empty while the sale goes on
     */
    record Subject(StateChain chain, ParticipantId payer, ParticipantId payee, Optional<ReviewedSale> ended) {
        static Subject of(Stored review) {
            ReviewedSale sale = review.review().sale();
            return new Subject(review.chain(), sale.payer(), sale.payee(), Optional.of(sale));
        }
    }

    private Optional<Subject> ofSale(MarketplaceId marketplace, EscrowId escrow) {
        StateChain chain = reviews.state(ReviewChains.chain(marketplace, ReviewId.of(marketplace, escrow)));
        return chain.isEmpty()
                ? sales.find(Sales.chain(marketplace, escrow))
                        .map(sale -> new Subject(chain, sale.payer(), sale.payee(), sale.ended()))
                : ReviewChains.stored(chain).map(Subject::of);
    }

    /** The event that was decided, and the facts that it was decided by. */
    private record Decided(ReviewEvent event, ReviewRules.Context context) {}

    private final class Decision implements Command<Subject, Decided, Stored> {
        private final CommandEnvelope envelope;
        private final Standpoint by;
        private final Supplier<Optional<Subject>> find;
        private final BiFunction<Side, Words, ReviewCommand> command;

        private Decision(
                CommandEnvelope envelope,
                Standpoint by,
                Supplier<Optional<Subject>> find,
                BiFunction<Side, Words, ReviewCommand> command) {
            this.envelope = envelope;
            this.by = by;
            this.find = find;
            this.command = command;
        }

        @Override
        public Optional<Subject> load() {
            return find.get();
        }

        @Override
        public Tip tip(Subject of) {
            return of.chain();
        }

        @Override
        public Optional<Entry> seen(Subject of, CommandEnvelope asked) {
            return reviews.journal().seen(of.chain(), asked.key());
        }

        @Override
        public Optional<Refusal> forbidden(Subject of) {
            return by.refusal(of.payer(), of.payee());
        }

        @Override
        public Outcome<Stored> replay(Subject of, Entry seen) {
            return new Outcome.Done<>(
                    reviews.at(ReviewChains.stored(of.chain()).orElseThrow(), seen), true);
        }

        private ReviewCommand asked(Subject of, Words words) {
            return command.apply(by.side(of.payer(), of.payee()), words);
        }

        @Override
        public Verdict<Decided> decide(Subject of) {
            if (of.ended().isEmpty()) {
                return new Verdict.Denied<>(CommonReason.TRANSITION_NOT_ALLOWED.with("The sale is not settled."));
            }
            Instant now = reviews.present().now(envelope.caller().marketplace());
            Optional<Stored> stored = ReviewChains.stored(of.chain());
            ReviewRules.Context context = stored.map(review -> new ReviewRules.Context(
                            now, reviews.sealed(review, Side.PAYER), reviews.sealed(review, Side.PAYEE)))
                    .orElseGet(() -> ReviewRules.Context.at(now));
            Review review = stored.map(Stored::review).orElseGet(() -> Review.opened(of.ended().get(), now));
            return switch (ReviewRules.decide(review, asked(of, _ -> NOT_KEPT), context)) {
                case ReviewDecision.Append(var event) -> new Verdict.Allowed<>(new Decided(event, context));
                case ReviewDecision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
                case ReviewDecision.Nothing _ -> throw new Breach("a command asks for something");
            };
        }

        /** Words are kept only now, because a refusal stores nothing. So the event is decided once more with them. */
        @Override
        public Optional<Outcome<Stored>> append(Subject of, Decided decided, Optional<String> note) {
            Optional<Stored> stored = ReviewChains.stored(of.chain());
            if (stored.isEmpty()) {
                // The next round finds it open.
                Stored _ = reviews.open(envelope.caller().marketplace(), of.ended().orElseThrow());
                return Optional.empty();
            }
            Stored review = stored.get();
            ChainId chain = review.chain().id();
            ReviewCommand kept;
            try {
                kept = asked(of, words -> reviews.vault().keep(chain, words));
            } catch (Vault.Destroyed erased) {
                return Optional.of(new Outcome.Refused<>(
                        CommonReason.TRANSITION_NOT_ALLOWED.with("The words of this review were erased.")));
            }
            if (!(ReviewRules.decide(review.review(), kept, decided.context())
                    instanceof ReviewDecision.Append(var event))) {
                throw new Breach("words decide nothing");
            }
            var stamp = new Stamp(by.actor(of.payer(), of.payee()), envelope.key());
            return reviews.append(review, event, decided.context().now(), stamp)
                    .map(after -> new Outcome.Done<>(after, false));
        }
    }
}
