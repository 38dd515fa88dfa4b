package dev.surety.simulator.bank.files;

import java.io.Serial;

/** The whole file is refused. It leaves this room as a {@link Fault} only. */
final class Unreadable extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    Unreadable(String code, String field, String rule) {
        super(code + " " + field + ": " + rule);
        this.fault = new Fault(code, field, rule);
    }

    Fault fault() {
        return fault;
    }
}
