package dev.surety.files;

import java.util.regex.Pattern;

/** Which keys a file may have: none leads out of a folder. */
final class FileKeys {
    private static final int MOST_LETTERS = 400;
    private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]*";
    private static final Pattern KEY = Pattern.compile(NAME + "(/" + NAME + ")*");

    private FileKeys() {}

    static String checked(String key) {
        if (key.length() > MOST_LETTERS || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("The key of a file must have 1 to " + MOST_LETTERS
                    + " characters: names of letters, digits, - _ . that begin with no dot, with / between them.");
        }
        return key;
    }
}
