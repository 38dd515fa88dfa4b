package dev.surety.escrow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.runtime.marketplace.ReturnUrls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An address is under another as a place: dot segments lead out, and a name that begins alike is another. */
class ReturnUrlsTest {
    @ParameterizedTest(name = "{1} under {0}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "prefix                        | url                                            | under",
                "https://shop.example/         | https://shop.example/                          | true",
                "https://shop.example/         | https://shop.example/paid?order=1#top          | true",
                "https://shop.example/pay      | https://shop.example/pay                       | true",
                "https://shop.example/pay      | https://shop.example/pay/done                  | true",
                "https://shop.example/pay      | https://shop.example/pay?order=1               | true",
                "https://shop.example/pay      | https://shop.example/pay#done                  | true",
                "https://shop.example/pay/     | https://shop.example/pay/done                  | true",
                "https://shop.example/pay?to=  | https://shop.example/pay?to=me                 | true",
                "https://shop.example/pay/     | https://shop.example/pay/a..b/.c/d./...        | true",
                "https://shop.example/pay/     | https://shop.example/pay/caf%C3%A9/100%25      | true",
                "https://shop.example/pay/     | https://shop.example/pay/x?then=/../y          | true",
                "https://shop.example/pay      | https://shop.example/payer                     | false",
                "https://shop.example/pay      | https://shop.example/pay.evil                  | false",
                "https://shop.example/pay      | https://shop.example/pay@x                     | false",
                "https://shop.example/pay      | https://shop.example/pa                        | false",
                "https://shop.example/pay/     | https://shop.example/pay                       | false",
                "https://shop.example/         | https://shop.example.evil/                     | false",
                "https://shop.example/         | http://shop.example/                           | false",
                "https://shop.example/pay/     | https://shop.example/pay/../admin              | false",
                "https://shop.example/pay/     | https://shop.example/pay/..                    | false",
                "https://shop.example/pay/     | https://shop.example/pay/./x                   | false",
                "https://shop.example/pay/     | https://shop.example/pay/%2e%2e/admin          | false",
                "https://shop.example/pay/     | https://shop.example/pay/%2E./admin            | false",
                "https://shop.example/pay/     | https://shop.example/pay/.%2e/admin            | false",
                "https://shop.example/pay/     | https://shop.example/pay/..%2fadmin            | false",
                "https://shop.example/pay/     | https://shop.example/pay/..%5cadmin            | false",
                "https://shop.example/pay/     | https://shop.example/pay/%252e%252e/admin      | false",
                "https://shop.example/pay/     | https://shop.example/pay/%25252e%25252e/x      | false",
                "https://shop.example/pay/     | https://shop.example/pay/%2525252525252e/x     | false",
                "https://shop.example/pay/     | https://shop.example/pay/..;a=b/admin          | false",
                "https://shop.example/pay/     | https://shop.example/pay/%2e%2e%3b/admin       | false",
                "https://shop.example/pay/     | https://shop.example/pay/x/../../admin?a=b     | false",
                "https://shop.example/pay/     | https://shop.example/pay/..#x                  | false",
            })
    void anAddressLiesWhereABrowserWouldGo(String prefix, String url, boolean under) {
        assertEquals(under, ReturnUrls.isUnder(prefix, url));
    }
}
