package dev.surety.onboarding.domain.link;

/** A fact about an onboarding link, as its entry tells it beside the state. */
public sealed interface LinkEvent {
    record Created() implements LinkEvent {}

    /** A browser followed it, and has the session now. */
    record Opened() implements LinkEvent {}

    /** The page had nothing more to ask for. */
    record Completed() implements LinkEvent {}
}
