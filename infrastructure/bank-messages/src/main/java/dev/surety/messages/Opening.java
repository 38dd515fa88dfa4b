package dev.surety.messages;

import dev.surety.messages.camt.Family;
import dev.surety.messages.camt.StatementReader;
import dev.surety.messages.status.StatusReader;
import dev.surety.messages.xml.Elements;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Notes;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the message in a file: in its root element, or deeper if an envelope is around it. */
final class Opening {
    /** A message begins within these many elements, or the file is something else. */
    private static final int WITHIN_ELEMENTS = 200;

    private static final Pattern NAMESPACE = Pattern.compile("(camt\\.05[234]|pain\\.002)\\.001\\.(\\d\\d)");
    private static final int SHOWN = 40;
    private static final int OLDEST = 2;
    private static final int NEWEST = 14;

    private final Elements in;
    private final Limits limits;
    private final Notes notes;
    private String named = "";
    private Optional<Integer> version = Optional.empty();

    Opening(Elements in, Limits limits) {
        this.in = in;
        this.limits = limits;
        this.notes = new Notes(in);
    }

    BankMessage open() throws IOException {
        String found = "an empty file";
        while (!in.hasEnded() && in.count() < WITHIN_ELEMENTS) {
            String name = in.child();
            if (name == null) {
                continue;
            }
            // A message's element stands in the root, or is the root.
            found = in.depth() <= 2 ? name : found;
            findVersion();
            Optional<Family> family = Family.find(name);
            if (family.isPresent()) {
                check(family.get().standardName());
                return new BankMessage.Statements(
                        family.get(), version, new StatementReader(family.get(), in, limits, notes));
            }
            if (StatusReader.isMessage(name)) {
                check("pain.002");
                return new BankMessage.StatusReport(version, new StatusReader(in, notes));
            }
        }
        throw in.refuse("family", "a camt.052, camt.053, camt.054 or pain.002, not "
                + found.substring(0, Math.min(SHOWN, found.length())));
    }

    /** Banks write the namespace in attributes of several names, and some at the message's element. */
    private void findVersion() {
        for (int i = 0; i < in.attributes(); i++) {
            var found = NAMESPACE.matcher(in.attribute(i));
            if (found.find()) {
                named = found.group(1);
                version = Optional.of(Integer.valueOf(found.group(2)));
            }
        }
    }

    private void check(String family) {
        if (!named.isEmpty() && !named.equals(family)) {
            notes.schema("Document", "is of " + named + "; read as " + family);
        }
        if (version.isPresent() && (version.get() < OLDEST || version.get() > NEWEST)) {
            notes.schema("Document", "is of version " + version.get() + "; read as the known ones");
        }
    }
}
