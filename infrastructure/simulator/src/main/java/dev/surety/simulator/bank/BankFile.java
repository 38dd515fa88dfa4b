package dev.surety.simulator.bank;

/** A file that the bank gives to its customer. */
public final class BankFile {
    private final String name;
    private final byte[] bytes;

    BankFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    public String name() {
        return name;
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
