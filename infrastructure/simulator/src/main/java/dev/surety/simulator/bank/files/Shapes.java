package dev.surety.simulator.bank.files;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order of elements in pain.001.001.09, for those that the bank reads. An element that does not stand here may hold
 * anything.
 */
final class Shapes {
    private static final Set<String> REPEATED =
            Set.of("AdrLine", "InstrForCdtrAgt", "RgltryRptg", "SplmtryData", "SvcLvl");

    private static final Map<String, List<String>> CHILDREN = Map.ofEntries(
            of("GrpHdr", "MsgId CreDtTm Authstn NbOfTxs CtrlSum InitgPty FwdgAgt"),
            of(
                    "PmtInf",
                    "PmtInfId PmtMtd BtchBookg NbOfTxs CtrlSum PmtTpInf ReqdExctnDt PoolgAdjstmntDt Dbtr DbtrAcct"
                            + " DbtrAgt DbtrAgtAcct InstrForDbtrAgt UltmtDbtr ChrgBr ChrgsAcct ChrgsAcctAgt"),
            of(
                    "CdtTrfTxInf",
                    "PmtId PmtTpInf Amt XchgRateInf ChrgBr ChqInstr UltmtDbtr IntrmyAgt1 IntrmyAgt1Acct IntrmyAgt2"
                            + " IntrmyAgt2Acct IntrmyAgt3 IntrmyAgt3Acct CdtrAgt CdtrAgtAcct Cdtr CdtrAcct UltmtCdtr"
                            + " InstrForCdtrAgt InstrForDbtrAgt Purp RgltryRptg Tax RltdRmtInf RmtInf SplmtryData"),
            of("PmtId", "InstrId EndToEndId UETR"),
            of("PmtTpInf", "InstrPrty SvcLvl LclInstrm CtgyPurp"),
            of("Amt", "InstdAmt EqvtAmt"),
            of("InitgPty", "Nm PstlAdr Id CtryOfRes CtctDtls"),
            of("Dbtr", "Nm PstlAdr Id CtryOfRes CtctDtls"),
            of("Cdtr", "Nm PstlAdr Id CtryOfRes CtctDtls"),
            of(
                    "PstlAdr",
                    "AdrTp Dept SubDept StrtNm BldgNb BldgNm Flr PstBx Room PstCd TwnNm TwnLctnNm DstrctNm CtrySubDvsn"
                            + " Ctry AdrLine"),
            of("DbtrAcct", "Id Tp Ccy Nm Prxy"),
            of("CdtrAcct", "Id Tp Ccy Nm Prxy"),
            of("CdtrAgt", "FinInstnId BrnchId"),
            of("DbtrAgt", "FinInstnId BrnchId"),
            of("ReqdExctnDt", "Dt DtTm"),
            of("RmtInf", "Ustrd Strd"));

    private Shapes() {}

    private static Map.Entry<String, List<String>> of(String parent, String children) {
        return Map.entry(parent, List.of(children.split(" ")));
    }

    /** Refuses children that the message does not have, or that stand in another order. */
    static void check(Element parent, String path) throws Unreadable {
        List<String> known = CHILDREN.get(parent.name());
        int reached = 0;
        for (Element child : parent.children()) {
            if (known != null) {
                reached = place(known, child, path, reached);
            }
            check(child, path + "/" + child.name());
        }
    }

    private static int place(List<String> known, Element child, String path, int reached) throws Unreadable {
        int at = known.indexOf(child.name()) + 1;
        if (at == 0) {
            throw new Unreadable("FF01", path + "/" + child.name(), "the message has no such element here");
        }
        if (at < reached) {
            throw new Unreadable("FF01", path + "/" + child.name(), "the element stands in the wrong order");
        }
        if (at == reached && !REPEATED.contains(child.name())) {
            throw new Unreadable("FF01", path + "/" + child.name(), "the element stands twice");
        }
        return at;
    }
}
