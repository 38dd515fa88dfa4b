package dev.surety.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a local world.
 *
 * @param root the project, where the API's description lies
 * @param template the template to play
 * @param folder where everything it remembers is kept
 * @param inMemory whether tables and queues are forgotten at the end
 * @param port 0 for any free one
 * @param minute how long a minute of the schedules takes
 */
public record WorldPlan(
        Path root,
        Path template,
        Path folder,
        boolean inMemory,
        String host,
        int port,
        Duration minute,
        Map<String, String> overrides) {
    /** The template's parameters: issuer and pages are the local ones, the sandbox is on, lists are invented. */
    Map<String, String> parameters(URI base) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Stage", "local");
        parameters.put("Sandbox", "true");
        parameters.put("TokenIssuer", base.toString());
        parameters.put("TokenAudience", "surety");
        parameters.put("PublicUrl", base.toString());
        parameters.put("OfacListUrl", "synthetic");
        parameters.put("UnListUrl", "synthetic");
        parameters.put(
                "AllowedOrigins",
                base + ",http://localhost:" + base.getPort() + ",http://localhost:3000,http://localhost:5173");
        parameters.putAll(overrides);
        return parameters;
    }
}
