package dev.surety.disputes.domain.evidence;

import java.util.Arrays;
import java.util.Optional;

/** The types that evidence may have. The type is announced, and then judged by the content, never by a name. */
public enum FileType {
    PDF("application/pdf", "pdf"),
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    TEXT("text/plain", "txt");

    private final String contentType;
    private final String ending;

    FileType(String contentType, String ending) {
        this.contentType = contentType;
        this.ending = ending;
    }

    public String contentType() {
        return contentType;
    }

    /** The ending of the name under which a browser stores the file. */
    public String ending() {
        return ending;
    }

    public static Optional<FileType> find(String contentType) {
        return Arrays.stream(values())
                .filter(type -> type.contentType.equals(contentType))
                .findFirst();
    }
}
