package dev.surety.model.refusal;

/** The reason of a refusal. Each function has one closed list of these, in order of precedence. */
public interface Reason {
    /** Stable, in lower case with underscores; part of the API. */
    String code();

    /** The HTTP status of the response, 4xx or 503. */
    int status();

    /** One sentence for the caller's engineer. */
    String title();
}
