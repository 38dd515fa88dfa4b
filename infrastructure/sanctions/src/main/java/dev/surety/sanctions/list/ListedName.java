package dev.surety.sanctions.list;

/** A name as its list spells it. */
public record ListedName(String text, NameKind kind) {}
