package dev.surety.sanctions.name;

import java.lang.Character.UnicodeScript;

/** The scripts that we can compare by sound, and all others. */
enum Script {
    LATIN,
    GREEK,
    CYRILLIC,
    OTHER;

    static Script of(int letter) {
        if (letter < 128) {
            return LATIN;
        }
        return switch (UnicodeScript.of(letter)) {
            case LATIN -> LATIN;
            case GREEK -> GREEK;
            case CYRILLIC -> CYRILLIC;
            default -> OTHER;
        };
    }
}
