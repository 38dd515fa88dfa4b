package dev.surety.runtime.vault;

/**
 * Wraps data keys under a key that never leaves its keeper. The context is bound in: a wrapped key opens only under
 * the name it was wrapped for.
 */
public interface KeyWrap {
    byte[] wrap(byte[] dataKey, String context);

    byte[] unwrap(byte[] wrapped, String context);
}
