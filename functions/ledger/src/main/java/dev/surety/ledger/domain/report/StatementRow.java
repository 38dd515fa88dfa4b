package dev.surety.ledger.domain.report;

import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * One row of a statement.
 *
 * @param line the entry's line; for a payer, the line on the gateway's account
 * @param net from the participant's side: positive is had, or paid
 * @param escrow whose money it is; empty where no escrow is known
 */
public record StatementRow(Line line, Money net, Optional<ChainId> escrow, LinePlace place) {
    private static final String ESCROW = "escrow";

    static StatementRow of(Line line) {
        return new StatementRow(
                line,
                line.money(),
                Optional.of(line.chain()).filter(chain -> chain.type().equals(ESCROW)),
                LinePlace.of(line));
    }
}
