package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is deployed: one zip a function, with its doors, and without what does not belong there. */
class FunctionZipIT {
    private static final String FOREIGN =
            "lib/(netty|.*webflux|reactor-netty|logback|joda-time|micrometer|aws-lambda-java-events|"
                    + "jackson-(core|databind)-2|dynamodblocal|mockito|junit|surety-(dynamo-double|testkit)).*";

    @ParameterizedTest
    @MethodSource("dev.surety.local.house.Functions#all")
    void aFunctionsZipHoldsItsDoorsAndNothingForeign(String function) throws IOException {
        Path zip = Path.of(System.getProperty("surety.root"), "functions", function, "target", "function.zip");
        assertTrue(Files.exists(zip), zip + " was not built");
        long bytes = 0;
        List<String> foreign = new ArrayList<>();
        boolean classes = false;
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                bytes += entry.getSize();
                String name = entry.getName().toLowerCase(Locale.ROOT);
                classes |= name.startsWith("lib/surety-" + function + "-");
                if (name.matches(FOREIGN)) {
                    foreign.add(name);
                }
            }
        }
        System.out.printf("%s: %,d bytes unzipped%n", function, bytes);
        assertTrue(classes, "the function's own classes are not in its zip");
        assertEquals(List.of(), foreign);
    }
}
