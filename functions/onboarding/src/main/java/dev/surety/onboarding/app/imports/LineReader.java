package dev.surety.onboarding.app.imports;

import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant.CreateParticipantRequest;
import dev.surety.onboarding.domain.imports.LineError;
import java.util.List;
import java.util.Map;

/** Reads a line's values by the rules of the request that creates one participant. */
public interface LineReader {
    Line read(int number, Map<String, String> values);

    /** A refusal of the creation, with its fields by their columns. */
    List<LineError> errors(int number, Refusal refusal);

    sealed interface Line {
        record Good(int number, CreateParticipantRequest request) implements Line {}

        record Bad(List<LineError> errors) implements Line {
            public Bad {
                errors = List.copyOf(errors);
            }
        }
    }
}
