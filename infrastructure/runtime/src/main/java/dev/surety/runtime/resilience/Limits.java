package dev.surety.runtime.resilience;

import java.time.Duration;

/** Every time-out, retry and breaker number of the deployed system, in one place. Durations say their unit. */
public final class Limits {
    /** One attempt of a DynamoDB call; a healthy one takes single milliseconds. */
    public static final Duration DYNAMO_ATTEMPT = Duration.ofMillis(1_500);

    /** A DynamoDB call with all its retries: three attempts and the waits between them. */
    public static final Duration DYNAMO_CALL = Duration.ofMillis(5_000);

    public static final int DYNAMO_ATTEMPTS = 3;

    public static final Duration CONNECT = Duration.ofMillis(1_000);

    /** How often messages are handed to a queue before it counts as away. */
    public static final int QUEUE_ATTEMPTS = 3;

    /** All messages of a batch together. No function that reads a queue has a shorter time-out. */
    public static final Duration QUEUE_BATCH = Duration.ofSeconds(30);

    /** One message: a gateway that takes all its time, and the reads and writes around it on a good day. */
    public static final Duration QUEUE_MESSAGE = Duration.ofSeconds(10);

    /** One call of a small AWS JSON service (queues, bus, secrets, key service). */
    public static final Duration AWS_JSON_CALL = Duration.ofMillis(3_000);

    /** One of the two documents that say which keys a token issuer signs with. */
    public static final Duration TOKEN_KEYS_CALL = Duration.ofMillis(2_000);

    /** How long a gateway may take before its answer counts as unknown. */
    public static final Duration GATEWAY_CALL = Duration.ofMillis(8_000);

    public static final int GATEWAY_BREAKER_WINDOW_CALLS = 10;

    public static final float GATEWAY_BREAKER_FAILURE_PERCENT = 60f;

    public static final Duration GATEWAY_BREAKER_OPEN = Duration.ofSeconds(10);

    /** One call of a provider of identity checks. */
    public static final Duration IDENTITY_CALL = Duration.ofMillis(4_000);

    public static final int IDENTITY_ATTEMPTS = 2;

    /** Between two attempts, where the provider does not say how long. */
    public static final Duration IDENTITY_PAUSE = Duration.ofMillis(300);

    /** A provider that asks for more is not asked again in the same call. */
    public static final Duration IDENTITY_LONGEST_PAUSE = Duration.ofSeconds(2);

    /** A store of files that sends nothing for so long does not answer. */
    public static final Duration FILES_SILENCE = Duration.ofMillis(5_000);

    /** One call of a store of files with its retries; the largest file that we write takes seconds. */
    public static final Duration FILES_CALL = Duration.ofSeconds(20);

    public static final int FILES_ATTEMPTS = 3;

    /** How many chains of one page of a list are read at one time; a page has at most twice as many. */
    public static final int LIST_READS_AT_ONCE = 50;

    /** An append that loses its race reloads and decides again this often, then answers 503. */
    public static final int LOST_RACES = 5;

    /**
     * After this time an intent without outcome counts as abandoned by the process that wrote it. It is the longest
     * function time-out and the five minutes by which clocks may differ.
     */
    public static final Duration INTENT_ABANDONED = Duration.ofMinutes(6);

    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** After five lost races. The other writers are done by then. */
    public static final Duration CONTENDED_RETRY_AFTER = Duration.ofSeconds(1);

    private Limits() {}
}
