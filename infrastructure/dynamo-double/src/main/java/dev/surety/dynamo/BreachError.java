package dev.surety.dynamo;

/**
 * The code under test has broken an invariant. It is an Error, so that no ordinary catch turns it into an answer. The
 * store keeps it as well, so that the check of the whole world finds it when an edge has caught everything.
 */
public final class BreachError extends AssertionError {
    private static final long serialVersionUID = 1L;

    public BreachError(String message) {
        super(message);
    }
}
