package dev.surety.model.refusal;

/** One bad field: where it is (RFC 6901 pointer into the body, or the name of a parameter) and why it is bad. */
public record FieldError(String pointer, String reason) {}
