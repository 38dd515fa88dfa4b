package dev.surety.disputes.domain.statement;

import dev.surety.model.Invariants;
import java.util.List;
import java.util.stream.Collectors;

/** A statement of reasons. No section of it is empty. */
public record Statement(String title, List<Section> sections) {
    public Statement {
        sections = List.copyOf(sections);
        Invariants.hold(!title.isBlank() && !sections.isEmpty(), "reasons-given: a statement says something");
    }

    public record Section(String heading, List<String> lines) {
        public Section {
            lines = List.copyOf(lines);
            Invariants.hold(
                    !lines.isEmpty() && lines.stream().noneMatch(String::isBlank),
                    "reasons-given: a section of a statement says something");
        }
    }

    /** The statement as plain text. */
    public String text() {
        return title + "\n\n"
                + sections.stream()
                        .map(section -> section.heading() + "\n" + String.join("\n", section.lines()) + "\n")
                        .collect(Collectors.joining("\n"));
    }
}
