package dev.surety.disputes.domain.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of evidence that a dispute or a bank's case may hold. */
public enum EvidenceKind {
    ORDER("Order"),
    ACCOUNT("Customer account"),
    ADDRESS("Address"),
    THREE_D_SECURE("3-D Secure authentication"),
    EARLIER_PAYMENTS("Earlier undisputed payments"),
    DELIVERY_PROOF("Proof of delivery to the checked address"),
    PROMISED_DATE("Promised date"),
    CARRIER_PROOF("Carrier's proof"),
    ACCESS_LOG("Access log"),
    CHECK_IN("Check-in"),
    TRIP("Trip record"),
    DESCRIPTION("Description as sold"),
    THREAD("Messages between the parties"),
    INSPECTION("Inspection"),
    RULING("Ruling of our own dispute"),
    REFUND_POLICY("Refund policy as shown"),
    REFUND_DONE("Refund made"),
    REFUSAL("Refusal with reasons"),
    SCHEDULE("Schedule as agreed"),
    CANCELLATION("Cancellation"),
    BOTH_PAYMENTS("Both payments"),
    BOTH_DELIVERIES("Both deliveries"),
    PHOTO("Photo"),
    WORDS("Statement"),
    OTHER("Other");

    private final String title;

    EvidenceKind(String title) {
        this.title = title;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a bank's clerk reads it. */
    public String title() {
        return title;
    }

    public static Optional<EvidenceKind> find(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
