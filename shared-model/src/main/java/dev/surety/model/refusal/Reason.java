package dev.surety.model.refusal;

/** Why something was refused. Each function has one closed list of these, in order of precedence. */
public interface Reason {
    /** Stable, in lower case with underscores; part of the API. */
    String code();

    /** The HTTP status it is answered with, 4xx or 503. */
    int status();

    /** One sentence for the caller's engineer. */
    String title();
}
