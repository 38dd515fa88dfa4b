package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.model.journal.Actor;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.simulator.bank.BankFiles;
import dev.surety.simulator.bank.BankNotices;
import dev.surety.simulator.bank.BankReports;
import dev.surety.simulator.bank.BankStatements;
import dev.surety.simulator.bank.PlayBank;
import dev.surety.simulator.bank.SimulatedBank;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of payments handed in over HTTP, and the bank's statements and reports. */
class HandingInFilesTest {
    private static final String FILES = "/v1/sandbox/bank/files";
    private static final String STATEMENTS = "/v1/sandbox/bank/statements";
    private static final String REPORTS = "/v1/sandbox/bank/status-reports";
    private static final String SCRIPTS = "/v1/sandbox/bank/scripts";
    private static final String STORED = "pf_csg6trnhurgrtzlm3gxbuvkl6z.xml";
    private static final String SECRETS =
            """
            {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "cursor": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="}}""";
    private static final Map<String, String> OPERATOR = SandboxWorld.operator(OutsideWorld.DEMO);
    /** A Monday. */
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    private Path folder;

    private final FixedClock clock = new FixedClock(START);
    private final MemoryDynamo store = MemoryDynamo.surety(clock);
    private HttpWorld api = new HttpWorld(new HttpEdge(List.of(), new Metrics("sandbox", clock, _ -> {})));
    private int sent;

    @BeforeEach
    void open() throws IOException {
        var journal = new Journal(store, SuretyTables.JOURNAL);
        settings(journal);
        var files = FolderFiles.of(folder, new FolderLinks("", new byte[] {1}, InstantSource.system()));
        byte[] bytes = file("STORED").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                bytes.length,
                files.write("payout-files/demo/" + STORED, out -> out.write(bytes)).bytes());
        var secrets = new Secrets(() -> SECRETS, clock);
        var keys = new RequestKeys(new Fingerprints(secrets));
        var bank = new BankFileRoutes.Bank(
                new BankFiles(store, SuretyTables.SANDBOX, _ -> clock.instant()),
                new BankStatements(store, SuretyTables.SANDBOX, _ -> clock.instant()),
                new BankReports(store, SuretyTables.SANDBOX),
                new BankNotices(store, SuretyTables.SANDBOX, _ -> clock.instant()));
        var play = new BankRoutes(
                new PlayBank(store, SuretyTables.SANDBOX, _ -> clock.instant(), _ -> {}),
                new SimulatedBank(store, SuretyTables.SANDBOX, _ -> clock.instant()),
                keys,
                new Cursors(secrets, clock));
        List<Route<?>> routes = new ArrayList<>(play.table());
        routes.addAll(new BankFileRoutes(bank, files, new Marketplaces(journal), keys).table());
        api = new HttpWorld(new HttpEdge(routes, new Metrics("sandbox", clock, _ -> {})));
    }

    /** The marketplace has one account with an IBAN, one with another number, and one without either. */
    private static void settings(Journal journal) {
        var account = new BankAccount(
                "main", List.of("EUR"), Optional.of("DE89370400440532013000"), Optional.empty(), Optional.empty());
        MoneyOut out = MoneyOut.SHIPPED.change()
                .bankAccounts(
                        account,
                        new BankAccount("sandbox", List.of("EUR")),
                        new BankAccount(
                                "dollars",
                                List.of("USD"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("5550001")))
                .build();
        var settings = new MarketplaceSettings(
                        0, Mode.SANDBOX, List.of("EUR"), List.of(), List.of(), "UTC", Set.of(), Optional.empty())
                .withMoneyOut(out);
        var chain = journal.load(Marketplaces.chain(OutsideWorld.DEMO));
        var key = CommandKey.ofFact("settings");
        var draft =
                Draft.of("settings.changed.v1", Marketplaces.data(settings), START, Actor.of("staff:test"), key);
        journal.append(chain, draft);
    }

    /** A good file of two payments. */
    private static String file(String messageId) {
        String payment = "<CdtTrfTxInf><PmtId><EndToEndId>REF</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">10.00"
                + "</InstdAmt></Amt><Cdtr><Nm>Ada Example</Nm></Cdtr><CdtrAcct><Id><IBAN>DE02120300000000202051</IBAN>"
                + "</Id></CdtrAcct></CdtTrfTxInf>";
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn><GrpHdr><MsgId>"
                + messageId + "</MsgId><CreDtTm>2026-11-23T09:00:00Z</CreDtTm><NbOfTxs>2</NbOfTxs><CtrlSum>20.00"
                + "</CtrlSum><InitgPty><Nm>Shop</Nm></InitgPty></GrpHdr><PmtInf><PmtInfId>G1</PmtInfId>"
                + "<PmtMtd>TRF</PmtMtd><NbOfTxs>2</NbOfTxs><CtrlSum>20.00</CtrlSum><PmtTpInf><SvcLvl><Cd>SEPA</Cd>"
                + "</SvcLvl></PmtTpInf><ReqdExctnDt><Dt>2026-11-23</Dt></ReqdExctnDt><Dbtr><Nm>Shop</Nm></Dbtr>"
                + "<DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct><DbtrAgt><FinInstnId><Othr>"
                + "<Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>"
                + payment.replace("REF", "R1") + payment.replace("REF", "R2")
                + "</PmtInf></CstmrCdtTrfInitn></Document>";
    }

    private Response hand(String messageId) {
        return post(FILES, Json.text(Json.object().put("account", "main").put("xml", file(messageId))));
    }

    @Test
    void aFileThatPayoutsHasWrittenIsHandedInByItsName() {
        Response answer = post(FILES, "{'account':'main','file':'" + STORED + "'}", "hand-in-00000001");
        assertEquals(202, answer.status(), answer.bytes());
        assertEquals("accepted STORED 2 2000", answer.body().path("status").asString() + " "
                + answer.body().path("messageId").asString() + " " + answer.body().path("payments").asInt() + " "
                + answer.body().at("/sum/amount").asInt());
        Response again = post(FILES, "{'account':'main','file':'" + STORED + "'}", "hand-in-00000001");
        assertTrue(again.isReplay());
        assertEquals(answer.bytes(), again.bytes());
        Response other = post(FILES, "{'account':'main','file':'" + STORED + "'}");
        assertEquals("DU01", other.body().at("/fault/code").asString());
        Response transfers = api.get("/v1/sandbox/bank/transfers?account=main", OPERATOR);
        assertEquals("STORED G1 R1 null", transfers.body().at("/data/0/message").asString() + " "
                + transfers.body().at("/data/0/group").asString() + " "
                + transfers.body().at("/data/0/reference").asString() + " "
                + transfers.body().at("/data/0/payout"));
    }

    @Test
    void aTextIsHandedInAndItsDayStatedAndReported() {
        post(
                SCRIPTS,
                "{'account':'main','file':{'reject':{'level':'payment','code':'AC04','at':2},'booking':'each',"
                        + "'recredited':true,'chargeApart':true,'names':['close'],"
                        + "'returns':[{'at':1,'days':1,'code':'MD07','fee':{'amount':100,'currency':'EUR'}}],"
                        + "'destination':{'at':1,'number':'DE87900000000000000001'}}}");
        Response taken = hand("MSG1");
        assertEquals("partly", taken.body().path("status").asString());
        String id = taken.body().path("id").asString();
        clock.set(Instant.parse("2026-11-25T06:00:00Z"));
        String order = "{'account':'main','from':'2026-11-23','to':'2026-11-24','message':'camt.053.001.02',"
                + "'with':['no_namespace'],'encoding':'ISO-8859-1'}";
        Response statement = post(STATEMENTS, order, "a-statement-0001");
        String text = text(statement);
        assertTrue(text.startsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Document><BkTo"), text);
        assertEquals(4, text.split("<Ntry>", -1).length - 1, text);
        assertTrue(text.contains("<IBAN>DE87900000000000000001</IBAN>"), text);
        Response again = post(STATEMENTS, order, "a-statement-0001");
        assertTrue(again.isReplay());
        assertEquals(statement.bytes(), again.bytes());
        assertEquals(
                "idempotency_key_reused",
                post(STATEMENTS, "{'account':'main','from':'2026-11-23'}", "a-statement-0001").reason());
        String report = "{'account':'main','file':'" + id + "'";
        assertTrue(text(post(REPORTS, report + "}")).contains("<TxSts>RJCT</TxSts>"));
        assertTrue(text(post(REPORTS, report + ",'nameCheck':true}")).contains("<TxSts>RVMC</TxSts>"));
        String wrong = text(post(REPORTS, report + ",'message':'pain.002.001.03','with':['wrong_sum']}"));
        assertTrue(wrong.contains("pain.002.001.03") && wrong.contains(">20.01<"), wrong);
    }

    /** A good NACHA file of two entries, of which the second is for an account that its bank does not know. */
    private static String nacha() {
        String end = "12104288" + "0000001";
        String sums = "0000000002" + "0024000000" + "000000000000" + "000000003000";
        List<String> records = List.of(
                "101 1210428821234567890261123" + "0500A094101" + "BANK".concat(" ".repeat(19)) + "SHOP",
                "5220SHOP" + " ".repeat(32) + "1234567890PPDPAYOUT" + " ".repeat(10) + "261123   1" + end,
                "6221200000037770001" + " ".repeat(10) + "0000001000" + "R1" + " ".repeat(13) + "Ada" + " ".repeat(21)
                        + "012104288" + "0000001",
                "622120000003000000000004     " + "0000002000" + "R2" + " ".repeat(13) + "Ada" + " ".repeat(21)
                        + "012104288" + "0000002",
                "8220" + sums.substring(4) + "1234567890" + " ".repeat(25) + end,
                "9000001000001" + sums.substring(2));
        String nines = ("9".repeat(94) + "\n").repeat(4);
        return records.stream()
                .map(record -> record + " ".repeat(94 - record.length()) + "\n")
                .collect(Collectors.joining("", "", nines));
    }

    @Test
    void aNachaFileIsHandedInAndItsReturnsAndChangesAreOrdered() {
        post(SCRIPTS, "{'account':'dollars','file':{'booking':'file',"
                + "'changes':[{'at':1,'days':1,'code':'C01','data':'777'}]}}");
        Response taken = post(FILES, Json.text(Json.object().put("account", "dollars").put("nacha", nacha())));
        assertEquals("accepted 1234567890-261123A USD", taken.body().path("status").asString() + " "
                + taken.body().path("messageId").asString() + " " + taken.body().at("/sum/currency").asString());
        clock.set(Instant.parse("2026-11-28T06:00:00Z"));
        String days = "{'account':'dollars','from':'2026-11-23','to':'2026-11-27'";
        String statement = text(post(STATEMENTS, days + "}"));
        assertTrue(statement.contains("<Othr><Id>5550001</Id></Othr>"), statement);
        assertTrue(statement.contains("<Amt Ccy=\"USD\">30.00</Amt>"), statement);
        assertTrue(statement.contains("<Rsn><Cd>R03</Cd></Rsn>"), statement);
        Response returns = post(STATEMENTS, days + ",'message':'nacha.returns'}", "some-returns-001");
        assertTrue(text(returns).contains("\n799R03121042880000002"), text(returns));
        Response again = post(STATEMENTS, days + ",'message':'nacha.returns'}", "some-returns-001");
        assertTrue(again.isReplay());
        assertEquals(returns.bytes(), again.bytes());
        assertTrue(text(post(STATEMENTS, days + ",'message':'nacha.changes'}")).contains("\n798C01121042880000001"));
        Response none = post(
                STATEMENTS, "{'account':'dollars','from':'2026-10-01','message':'nacha.returns'}");
        assertEquals("202 []", none.status() + " " + none.body().path("data"));
    }

    @Test
    void aPaymentOfAFileIsReturnedByItsReference() {
        assertEquals("accepted", hand("MSG1").body().path("status").asString());
        Response back = post("/v1/sandbox/bank/returns", "{'account':'main','payout':'R2','code':'AC06'}");
        assertEquals(
                "{\"account\":\"main\",\"payout\":\"R2\",\"code\":\"AC06\","
                        + "\"amount\":{\"amount\":1000,\"currency\":\"EUR\"}}",
                back.bytes());
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "files          | {}                                                    | /account | missing",
                "files          | {'account':'main'}                                    | /file    | format",
                "files          | {'account':'main','xml':'a','file':'b'}               | /file    | format",
                "files          | {'account':'sandbox','xml':'a'}                       | /account | not_found",
                "files          | {'account':'main','file':'pf_aaaaaaaaaaaaaaaaaaaaaaaaaa.xml'} | /file | not_found",
                "statements     | {'account':'main'}                                    | /from    | missing",
                "statements     | {'account':'main','from':'yesterday'}                 | /from    | format",
                "statements     | {'account':'main','from':'2026-11-23'}                | /to      | not_past",
                "statements     | {'account':'main','from':'2026-11-22','to':'2026-11-21'} | /to   | before_from",
                "statements     | {'account':'main','from':'2026-11-20','message':'mt940'} | /message | format",
                "statements     | {'account':'main','from':'2026-11-20','with':['luck']} | /with   | format",
                "statements     | {'account':'main','from':'2026-11-20','pages':11}     | /pages   | bound",
                "statements     | {'account':'main','from':'2026-11-20','encoding':'x'} | /encoding | format",
                "statements     | {'account':'main','from':'2026-11-20','message':'nacha.others'} | /message | format",
                "statements     | {'account':'main','from':'2026-11-20','currency':'GBP'} | /currency | format",
                "statements     | {'account':'main','from':'2026-11-22','to':'2026-11-21','message':'nacha.returns'} "
                        + "| /to | before_from",
                "statements     | {'account':'sandbox','from':'2026-11-22','message':'nacha.changes'} "
                        + "| /account | not_found",
                "status-reports | {'account':'main','file':'bf_aaaaaaaaaaaaaaaaaaaaaaaaaa'} | /file | not_found",
                "status-reports | {'account':'main','file':'bf_1'}                      | /file    | format",
                "scripts        | {'file':{'booking':'some'}}                           | /file/booking | format",
                "scripts        | {'file':{'reject':{'level':'group'}}}                 | /file/reject/code | missing",
                "scripts        | {'file':{'names':['so so']}}                          | /file/names | format",
                "scripts        | {'file':{'changes':[{'at':1,'days':1,'code':'R01','data':'1'}]}} "
                        + "| /file/changes/0/code | format",
                "scripts        | {'file':{'changes':[{'at':1,'days':1,'code':'C01'}]}} "
                        + "| /file/changes/0/data | missing",
                "scripts        | {'file':{'changes':[{'at':1,'days':1,'code':'C01','data':'ä'}]}} "
                        + "| /file/changes/0/data | format",
                "scripts        | {'file':{'returns':[{'at':0,'days':1,'code':'AC04'}]}} | /file/returns/0/at | bound",
                "scripts        | {'file':{'destination':{'at':1,'number':'x'}}} | /file/destination/number | format",
                "scripts        | {'file':{'else':1}}                                   | /file/else | unknown",
            })
    void badInputIsNamedAndChangesNothing(String path, String body, String pointer, String reason) {
        Response answer = HttpWorld.refused(
                () -> List.of(store.everything()), () -> post("/v1/sandbox/bank/" + path, body));
        assertEquals(
                pointer + " " + reason,
                answer.body().at("/errors/0/pointer").asString() + " "
                        + answer.body().at("/errors/0/reason").asString(),
                answer.bytes());
    }

    private Response post(String path, String body) {
        return post(path, body, "key-of-a-request-" + ++sent);
    }

    private Response post(String path, String body, String key) {
        return api.call("POST", path, body.replace('\'', '"'), key, OPERATOR, Map.of());
    }

    private static String text(Response answer) {
        assertEquals(202, answer.status(), answer.bytes());
        return new String(
                Base64.getDecoder().decode(answer.body().at("/data/0/base64").asString()), StandardCharsets.UTF_8);
    }
}
