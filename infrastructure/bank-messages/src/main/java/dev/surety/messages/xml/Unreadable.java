package dev.surety.messages.xml;

/**
 * Why a file cannot be read from a place on.
 *
 * @param line of the place, from 1
 * @param column of the place, from 1
 * @param rule the rule it breaks. Of XML: {@code attributes}, {@code bytes}, {@code depth}, {@code doctype}, {@code
 *     elements}, {@code encoding}, {@code entity}, {@code family}, {@code text} or {@code xml}. Of NACHA: {@code
 *     batch}, {@code bytes}, {@code characters}, {@code class}, {@code control}, {@code count}, {@code elements},
 *     {@code hash}, {@code length}, {@code number}, {@code record} or {@code total}
 * @param bound the limit, or what is accepted
 */
public record Unreadable(int line, int column, String rule, String bound) {}
