package dev.surety.local.toys;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Notes each tick. */
public final class ClockworkDoor implements RequestStreamHandler {
    private final Notes notes = new Notes("clockwork");

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        notes.add(JsonMapper.shared().readTree(in).path("detail-type").asString("odd"));
    }
}
