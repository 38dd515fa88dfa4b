package dev.surety.dynamo;

/**
 * An invariant was broken by the code under test. An Error, so that no ordinary catch turns it into an answer; the
 * store keeps it as well, so that the check of the whole world finds it when an edge has caught everything.
 */
public final class BreachError extends AssertionError {
    private static final long serialVersionUID = 1L;

    public BreachError(String message) {
        super(message);
    }
}
