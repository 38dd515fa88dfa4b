package dev.surety.onboarding;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door of the schedule that reads the lists of sanctioned parties from their publishers. */
public final class ListFetcher extends FunctionInvoker {
    public ListFetcher() {
        super(Doors.name(ListFetcher.class));
    }
}
