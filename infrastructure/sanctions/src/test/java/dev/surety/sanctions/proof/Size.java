package dev.surety.sanctions.proof;

/** How much a proof looks at: a part by default, all with {@code -Dsurety.screening.proof=full}. */
public final class Size {
    private static final boolean FULL = System.getProperty("surety.screening.proof", "").equals("full");

    private Size() {}

    public static int of(int part, int full) {
        return FULL ? full : part;
    }
}
