package dev.surety.simulator.bank;

/** A file that the bank gives to its customer. */
public record BankFile(String name, byte[] bytes) {}
