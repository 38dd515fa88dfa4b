package dev.surety.disputes.domain.evidence;

import java.util.Locale;

/** The reasons for which a file is not taken as evidence. */
public enum EvidenceFault {
    /** The upload never came. */
    UPLOAD_MISSING,
    BYTES_DIFFER,
    DIGEST_MISMATCH,
    /** The content is of another type than announced, or of none that we take. */
    TYPE_DIFFERS,
    TRUNCATED,
    UNREADABLE,
    ENCRYPTED,
    /** Scripts, forms that send, launches, media. */
    ACTIVE_CONTENT,
    EMBEDDED_FILES,
    /** A small file that unpacks to far more than it shows. */
    EXPANDS_TOO_FAR,
    TOO_MANY_PAGES,
    TOO_MANY_PIXELS,
    /** An image whose colours our reader does not know, such as those of a printing press. */
    UNKNOWN_COLORS,
    NOT_UTF8,
    CONTROL_CHARACTERS;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
