package dev.surety.messages.camt;

import dev.surety.messages.xml.Elements;
import dev.surety.messages.xml.Notes;
import java.io.IOException;
import java.util.Optional;

/** Which page of several a file or statement is. */
record Pages(Optional<Integer> page, boolean isLast) {
    static final Pages NONE = new Pages(Optional.empty(), true);

    static Pages read(Elements in, Notes notes, String field) throws IOException {
        Optional<Integer> page = Optional.empty();
        Optional<Boolean> isLast = Optional.empty();
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "PgNb" -> page = in.find().filter(text -> text.matches("\\d{1,5}")).map(Integer::valueOf);
                case "LastPgInd" -> isLast = in.find().map(text -> text.equals("true") || text.equals("1"));
                default -> in.skip();
            }
        }
        if (page.isEmpty()) {
            notes.schema(field + "/PgNb", "is no number of a page; left out");
        }
        if (isLast.isEmpty()) {
            notes.schema(field + "/LastPgInd", "is missing; read as true");
        }
        return new Pages(page, isLast.orElse(true));
    }
}
