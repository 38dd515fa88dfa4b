package dev.surety.payouts.domain.plan;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing.MethodInForce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A row of a plan: a payee who is paid, or one who is not and why. */
public sealed interface Row {
    ParticipantId payee();

    /**
     * @param fee the price of the payout, on top of the amount
     * @param country of the account
     * @param bank of the account; it is counted in the summary and stands in no row
     * @param isNew whether the payee was never paid before
     */
    record Item(
            ParticipantId payee,
            Money amount,
            Money fee,
            MethodInForce method,
            String country,
            String bank,
            boolean isNew,
            List<WarningKind> warnings)
            implements Row {
        public Item {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @param threshold of a minimum or maximum
     * @param missing what the payee lacks to reach a minimum
     * @param until when time alone ends it
     * @param otherRun the run that pays the payee already
     * @param whoActs a requirement may await another party than the reason says
     */
    record Excluded(
            ParticipantId payee,
            Money available,
            ExclusionReason reason,
            String whoActs,
            Optional<Money> threshold,
            Optional<Money> missing,
            Optional<Instant> until,
            Optional<RunId> otherRun)
            implements Row {
        static Excluded of(Candidate of, ExclusionReason reason) {
            return new Excluded(
                    of.payee(),
                    of.available(),
                    reason,
                    reason.whoActs(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        Excluded awaiting(String who) {
            return new Excluded(payee, available, reason, who, threshold, missing, until, otherRun);
        }

        Excluded bounded(Money bound, Optional<Money> lacks) {
            return new Excluded(payee, available, reason, whoActs, Optional.of(bound), lacks, until, otherRun);
        }

        Excluded until(Instant end) {
            return new Excluded(payee, available, reason, whoActs, threshold, missing, Optional.of(end), otherRun);
        }

        Excluded in(RunId run) {
            return new Excluded(payee, available, reason, whoActs, threshold, missing, until, Optional.of(run));
        }
    }
}
