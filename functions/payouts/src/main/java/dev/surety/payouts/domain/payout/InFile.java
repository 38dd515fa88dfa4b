package dev.surety.payouts.domain.payout;

import dev.surety.model.id.FileId;

/**
 * The place of a payout in a file of payments.
 *
 * @param group the id by which the bank names the file's group
 */
public record InFile(FileId file, String group) {}
