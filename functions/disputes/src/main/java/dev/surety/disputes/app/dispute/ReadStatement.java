package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.statement.DisputeReasons;
import dev.surety.disputes.domain.statement.Statement;
import dev.surety.disputes.domain.statement.Statements;
import java.util.Optional;
import java.util.function.Function;

/** Reads the statement of reasons of a dispute's last ruling or default from the entry that made it. */
public final class ReadStatement {
    private final DisputeChains disputes;

    public ReadStatement(DisputeChains disputes) {
        this.disputes = disputes;
    }

    /**
     * The statement; nothing if no ruling and no default was made up to this entry.
     *
     * @param words those behind a commitment
     */
    public Optional<Statement> of(Stored dispute, Function<String, String> words) {
        return hasReasons(dispute.dispute())
                ? disputes.history(dispute).reversed().stream()
                        .filter(entry -> entry.number() <= dispute.version())
                        .flatMap(entry -> DisputeReasons.of(
                                DisputeChains.state(entry), DisputeChains.event(entry), entry.number(), words)
                                .stream())
                        .findFirst()
                        .map(Statements::of)
                : Optional.empty();
    }

    /** Asked before a whole chain is read. */
    private static boolean hasReasons(Dispute dispute) {
        return dispute.ruling().isPresent()
                || dispute.enforcement().filter(of -> of.outcome() == Outcome.DEFAULTED).isPresent();
    }
}
