package dev.surety.messages.xml;

import java.util.ArrayList;
import java.util.List;

/** Collects the notes of one part; of very many, the first ones are enough to tell what is wrong. */
public final class Notes {
    private static final int MOST = 20;

    private final Elements in;
    private final List<Note> notes = new ArrayList<>();

    public Notes(Elements in) {
        this.in = in;
    }

    /** Notes what the schema forbids. */
    public void schema(String field, String text) {
        add(field, text, true);
    }

    /** Notes what the schema allows and a reader should know. */
    public void remark(String field, String text) {
        add(field, text, false);
    }

    private void add(String field, String text, boolean breaksSchema) {
        if (notes.size() < MOST) {
            notes.add(new Note(in.line(), field, text, breaksSchema));
        }
    }

    /** All notes since the last call. */
    public List<Note> take() {
        List<Note> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }
}
