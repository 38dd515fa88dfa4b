package dev.surety.dynamo.faults;

import dev.surety.dynamo.Failures;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** The error a failing call ends with, as the SDK throws it. */
public enum Trouble {
    TIMEOUT,
    SERVER_ERROR,
    THROTTLED,
    /** Another transaction holds the item; never sent for a call that was applied. */
    CONFLICT;

    SdkException exception(Fate fate) {
        return switch (this) {
            case TIMEOUT -> timeout();
            case SERVER_ERROR -> Failures.serverError();
            case THROTTLED -> fate.applies() ? timeout() : Failures.throttled();
            case CONFLICT -> fate.applies() ? timeout() : Failures.conflict();
        };
    }

    private static SdkException timeout() {
        return ApiCallTimeoutException.builder()
                .message("Client execution did not complete before the specified timeout")
                .build();
    }
}
