package dev.surety.messages.xml;

/**
 * Something that a bank wrote otherwise than the standard says, and that we read all the same.
 *
 * @param line in the file, from 1
 * @param field the element's path from the statement, entry or report
 * @param text how we read it
 * @param breaksSchema whether the message's schema forbids it
 */
public record Note(int line, String field, String text, boolean breaksSchema) {}
