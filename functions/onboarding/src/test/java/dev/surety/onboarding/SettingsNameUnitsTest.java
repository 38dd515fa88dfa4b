package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.http.Response;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SettingsNameUnitsTest {
    private static final String KEY = "put-000000000000001";
    private static final String SECOND = "put-000000000000002";
    private static final String UNIT = "\"reputation\":{\"units\":[{\"amount\":240,\"currency\":\"EUR\"}]}";

    private final OnboardingWorld world = new OnboardingWorld();

    private static String with(String parts) {
        return OnboardingWorld.PUT.replace("\"Europe/Berlin\"", "\"Europe/Berlin\"," + parts);
    }

    private Optional<Money> unit(String currency) {
        return Marketplaces.from(world.last()).unit(Currency.of(currency));
    }

    @Test
    void aUnitIsStoredAndShownAsItWasPutAndOtherCurrenciesHaveNone() {
        Response put = world.put(with(UNIT), KEY);

        assertEquals(200, put.status(), put.bytes());
        assertEquals(UNIT, "\"reputation\":" + put.body().path("reputation"));
        assertEquals(Optional.of(Money.of(240, "EUR")), unit("EUR"));
        assertEquals(Optional.empty(), unit("JPY"));
    }

    @Test
    void settingsWithoutUnitsSayNothingOfThem() {
        Response put = world.put(OnboardingWorld.PUT, KEY);

        assertEquals(Optional.empty(), Optional.ofNullable(put.body().get("reputation")));
        assertEquals(Optional.empty(), unit("EUR"));
    }

    @Test
    void aUnitChangesAtOnceAndWithoutASecondPerson() {
        world.put(with(UNIT), KEY);
        world.put(with(UNIT.replace("240", "300")), SECOND);

        assertEquals(Optional.of(Money.of(300, "EUR")), unit("EUR"));
    }

    @TestFactory
    Stream<DynamicTest> unitsThatMakeNoSenseAreRefused() {
        return """
            "reputation":{}                                                       | 400 | /reputation/units
            "reputation":{"units":[{"amount":0,"currency":"EUR"}]}                | 400 | /reputation/units
            "reputation":{"units":[{"amount":-1,"currency":"EUR"}]}               | 400 | /reputation/units
            "reputation":{"units":[{"amount":1,"currency":"USD"}]}                | 422 | /reputation/units
            "reputation":{"units":[{"amount":1,"currency":"EUR"},{"amount":2,"currency":"EUR"}]} | 422 | /reputation/units/1
            """
                .lines()
                .map(line -> line.split(" *\\| *"))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    Response answer = new OnboardingWorld().put(with(row[0]), KEY);
                    assertEquals(Integer.parseInt(row[1]), answer.status(), answer.bytes());
                    String at = answer.body().path("errors").path(0).path("pointer").asString("");
                    assertEquals(row[2], at.substring(0, Math.min(at.length(), row[2].length())));
                }));
    }
}
