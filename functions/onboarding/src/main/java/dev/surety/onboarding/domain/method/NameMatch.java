package dev.surety.onboarding.domain.method;

/** Whether the holder's name belongs to the account, as its bank says. */
public enum NameMatch {
    MATCH,
    CLOSE,
    NO_MATCH,
    NOT_POSSIBLE,
    PENDING
}
