package dev.surety.simulator.bank;

import dev.surety.model.money.Money;
import dev.surety.simulator.bank.files.FilePlay;
import java.util.List;

/**
 * A file in the bank's books, with all that decided about it: read again, the same bytes give the same bookings.
 *
 * @param iban of the account that it was handed in for
 * @param next the behaviours that its first payments were to play
 * @param charge of the account at the time
 * @param written how many pieces of its transfers and bookings are in the books
 */
record FileRecord(TakenFile taken, String iban, FilePlay play, List<String> next, Money charge, int written) {
    FileRecord {
        next = List.copyOf(next);
    }

    FileRecord advanced() {
        return new FileRecord(taken, iban, play, next, charge, written + 1);
    }
}
