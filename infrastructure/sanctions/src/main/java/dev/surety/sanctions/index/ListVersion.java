package dev.surety.sanctions.index;

/** A list in an index. */
public record ListVersion(String name, String version, int entries) {}
