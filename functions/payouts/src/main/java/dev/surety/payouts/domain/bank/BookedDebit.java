package dev.surety.payouts.domain.bank;

import java.time.Instant;
import java.time.LocalDate;

/** A bank's line that debited a payout. The line has posted. */
public record BookedDebit(String line, LocalDate bookedOn, Instant at) {}
