package dev.surety.disputes.domain.evidence;

/**
 * A file as it was announced before its upload. The link binds the store to exactly these bytes.
 *
 * @param sha256 in lower-case hex
 */
public record AnnouncedFile(FileType type, long bytes, String sha256) {}
