package dev.surety.cli;

/** Ends a command with a sentence and an exit code. */
final class Failure extends RuntimeException {
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    static final int UNKNOWN = 4;

    private final int code;

    private Failure(int code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    /** Surety said no, and nothing has changed. */
    static Failure refused(String sentence) {
        return new Failure(REFUSED, sentence);
    }

    /** The command line cannot be read. */
    static Failure usage(String sentence) {
        return new Failure(USAGE, sentence);
    }

    /** No request reached Surety, or a question got no answer. Nothing has changed. */
    static Failure unreachable(String sentence) {
        return new Failure(UNREACHABLE, sentence);
    }

    /** A change was asked for, and its outcome did not come back. */
    static Failure unknown(String sentence) {
        return new Failure(UNKNOWN, sentence);
    }

    int code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
