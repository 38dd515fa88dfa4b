package dev.surety.payouts.domain.statement;

import dev.surety.payouts.domain.bank.GroupDebit;
import dev.surety.payouts.domain.bank.LineBooking;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.MatchedBy;
import java.util.Optional;

/** The decision about a line of a statement. */
public record Matched(LineClass as, MatchedBy by, LineBooking booking, Optional<GroupDebit> group) {}
