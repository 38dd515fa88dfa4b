package dev.surety.onboarding.publisher;

import dev.surety.onboarding.app.lists.Publishers;
import dev.surety.runtime.settings.Environment;
import dev.surety.sanctions.list.OfacReader;
import dev.surety.sanctions.list.UnReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads each list from the address that the deployment names, or from the invented lists if it says {@value SYNTHETIC}.
 */
public final class ConfiguredPublishers {
    private static final String SYNTHETIC = "synthetic";

    private ConfiguredPublishers() {}

    public static Publishers ofEnvironment() {
        return of(Map.of(
                OfacReader.NAME, Environment.get("OFAC_LIST_URL"),
                UnReader.NAME, Environment.get("UN_LIST_URL")));
    }

    static Publishers of(Map<String, String> addresses) {
        Map<String, URI> published = new HashMap<>();
        Map<String, Publishers> others = new HashMap<>();
        addresses.forEach((list, address) -> {
            if (address.equals(SYNTHETIC)) {
                others.put(list, new SyntheticPublishers());
            } else if (address.startsWith(FolderPublishers.SCHEME)) {
                Path folder = Path.of(address.substring(FolderPublishers.SCHEME.length()));
                others.put(list, new FolderPublishers(folder));
            } else {
                published.put(list, URI.create(address.endsWith("/") ? address : address + "/"));
            }
        });
        Publishers real = new GuardedPublishers(new HttpPublishers(published));
        return (list, file) ->
                Optional.ofNullable(others.get(list)).orElse(real).fetch(list, file);
    }
}
