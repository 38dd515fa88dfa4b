package dev.surety.disputes.domain.dispute;

import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The proposals and rulings of other people than the parties.
 *
 * @param proposal the mediator's
 * @param drafts of a ruling above the limit; a second one stands beside the first if its author disagrees
 * @param ruling of the first instance, or of the terms if none came
 * @param appeal against it
 */
public record Judgement(
        Optional<Proposal> proposal, List<Draft> drafts, Optional<Ruling> ruling, Optional<Appeal> appeal) {
    static final Judgement NONE =
            new Judgement(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    public Judgement {
        drafts = List.copyOf(drafts);
    }

    /**
     * A fact that a person found.
     *
     * @param words the vault's commitment
     * @param evidence the ids of the items that show it
     */
    public record Fact(String words, List<String> evidence) {
        public Fact {
            evidence = List.copyOf(evidence);
        }
    }

    /** @param facts the mediator's reasons */
    public record Proposal(
            String by,
            Instant at,
            Division division,
            List<Fact> facts,
            Optional<Boolean> payer,
            Optional<Boolean> payee) {
        public Proposal {
            facts = List.copyOf(facts);
        }

        public Optional<Boolean> answer(Side side) {
            return side == Side.PAYER ? payer : payee;
        }

        Proposal answered(Side side, boolean yes) {
            return side == Side.PAYER
                    ? new Proposal(by, at, division, facts, Optional.of(yes), payee)
                    : new Proposal(by, at, division, facts, payer, Optional.of(yes));
        }

        boolean isAccepted() {
            return payer.orElse(false) && payee.orElse(false);
        }

        /** An answer to other lines is none to these. */
        Proposal divided(Division now) {
            return new Proposal(by, at, now, facts, Optional.empty(), Optional.empty());
        }
    }

    /** @param hash of all that is said here; it is confirmed by this */
    public record Draft(String by, Instant at, Division division, Finding finding, List<Fact> facts, String hash) {
        public Draft {
            facts = List.copyOf(facts);
        }

        public static Draft of(
                DisputeId dispute, String by, Instant at, Division division, Finding finding, List<Fact> facts) {
            List<String> words = new ArrayList<>(List.of(
                    dispute.value(),
                    by,
                    Hashes.text(division.toPayee()),
                    Hashes.text(division.toPayer()),
                    finding.code()));
            for (Fact fact : facts) {
                words.add(fact.words());
                words.add(String.join(",", fact.evidence()));
            }
            return new Draft(by, at, division, finding, facts, Hashes.of(words));
        }

        Draft divided(DisputeId dispute, Division now) {
            return of(dispute, by, at, now, finding, facts);
        }
    }

    /**
     * A ruling with its reasons.
     *
     * @param by the person who drafted it; empty if it was made by the terms
     * @param confirmedBy the second person, above the limit
     */
    public record Ruling(
            Optional<String> by,
            Optional<String> confirmedBy,
            Instant at,
            Division division,
            Finding finding,
            List<Fact> facts) {
        public Ruling {
            facts = List.copyOf(facts);
        }

        Ruling divided(Division now) {
            return new Ruling(by, confirmedBy, at, now, finding, facts);
        }
    }

    /**
     * The one appeal.
     *
     * @param grounds the vault's commitment to the appellant's words
     * @param heardAt when the time for new evidence ended; a ruling comes after it only
     * @param ruling the final one
     */
    public record Appeal(
            Side by, Instant at, Optional<String> grounds, Optional<Instant> heardAt, Optional<Ruling> ruling) {
        Appeal heard(Instant when) {
            return new Appeal(by, at, grounds, Optional.of(when), ruling);
        }

        Appeal ruled(Ruling last) {
            return new Appeal(by, at, grounds, heardAt, Optional.of(last));
        }
    }

    public Optional<Draft> draft(String hash) {
        return drafts.stream().filter(draft -> draft.hash().equals(hash)).findFirst();
    }

    Judgement proposed(Proposal now) {
        return new Judgement(Optional.of(now), drafts, ruling, appeal);
    }

    Judgement drafted(Draft draft) {
        List<Draft> more = new ArrayList<>(drafts);
        more.add(draft);
        return new Judgement(proposal, more, ruling, appeal);
    }

    Judgement ruled(Ruling now) {
        return new Judgement(proposal, List.of(), Optional.of(now), appeal);
    }

    Judgement appealed(Appeal now) {
        return new Judgement(proposal, drafts, ruling, Optional.of(now));
    }

    /** The disputed amount changed: each division keeps its proportion. */
    Judgement divided(DisputeId dispute, UnaryOperator<Division> change) {
        return new Judgement(
                proposal.map(one -> one.divided(change.apply(one.division()))),
                drafts.stream()
                        .map(one -> one.divided(dispute, change.apply(one.division())))
                        .toList(),
                ruling.map(one -> one.divided(change.apply(one.division()))),
                appeal);
    }
}
