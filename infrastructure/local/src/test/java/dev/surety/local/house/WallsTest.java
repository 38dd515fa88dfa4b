package dev.surety.local.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The walls of the house: which rooms may know which. The poms hold the outer ones, this the inner ones. */
class WallsTest {
    private static final List<String> FUNCTIONS = Functions.all();

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.surety");

    @Test
    void everyFunctionIsHere() {
        assertTrue(FUNCTIONS.size() >= 5, "functions: " + FUNCTIONS);
        for (String function : FUNCTIONS) {
            assertTrue(
                    HOUSE.stream().anyMatch(type -> type.getPackageName().startsWith("dev.surety." + function)),
                    function + " is not on the class path, so nothing below would be checked");
        }
    }

    @Test
    void functionsNeverImportOneAnother() {
        for (String function : FUNCTIONS) {
            for (String other : FUNCTIONS) {
                if (!function.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage("dev.surety." + function + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("dev.surety." + other + "..")
                            .check(HOUSE);
                }
            }
        }
    }

    @Test
    void infrastructureNeverImportsFunctions() {
        for (String function : FUNCTIONS) {
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.surety.runtime..",
                            "dev.surety.simulator..",
                            "dev.surety.local..",
                            "dev.surety.model..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.surety." + function + "..")
                    .check(HOUSE);
        }
    }

    @Test
    void theModelIsPureJava() {
        classes()
                .that()
                .resideInAPackage("dev.surety.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.surety.model..", "java..")
                .check(HOUSE);
    }

    @Test
    void rulesDoNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("dev.surety.*.domain..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.surety.runtime..")
                        // How times are written is arithmetic: no clock, no store.
                        .and(not(simpleName("Times"))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon..",
                        "org.springframework..",
                        "tools.jackson..",
                        "java.io..",
                        "java.net..",
                        "java.nio.file..",
                        "org.slf4j..")
                .check(HOUSE);
    }

    @Test
    void importsRunFromTheEdgeInwards() {
        noClasses()
                .that()
                .resideInAPackage("dev.surety.*.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.surety.*.app..", "dev.surety.*.http..", "dev.surety.*.store..", "dev.surety.*.gateway..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.surety.*.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.surety.*.http..", "dev.surety.*.inbox..", "dev.surety.*.store..", "dev.surety.*.gateway..")
                .check(HOUSE);
    }

    @Test
    void roomsOfRulesAndUseCasesFormNoCycle() {
        for (String function : FUNCTIONS) {
            for (String floor : List.of("domain", "app")) {
                slices().matching("dev.surety." + function + "." + floor + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .check(HOUSE);
            }
        }
    }

    @Test
    void paymentsKnowNoEscrowRulesAndFundsKnowNeither() {
        String escrow = "dev.surety.escrow.";
        noClasses()
                .that()
                .resideInAnyPackage(escrow + "domain.payment..", escrow + "app.payment..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(escrow + "domain.escrow..", escrow + "app.escrow..", escrow + "app.process..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAnyPackage(escrow + "domain.funds..", escrow + "domain.terms..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(escrow + "domain.escrow..", escrow + "domain.payment..")
                .check(HOUSE);
    }

    @Test
    void useCasesKnowNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("dev.surety.*.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.surety.runtime.edge.http..")
                .check(HOUSE);
    }

    @Test
    void springAppearsInDoorsAndWiringOnly() {
        noClasses()
                .that(new DescribedPredicate<JavaClass>("are neither doors nor wiring") {
                    @Override
                    public boolean test(JavaClass type) {
                        boolean wiring = type.getPackageName().equals("dev.surety.runtime.wiring")
                                || type.getSimpleName().endsWith("Application");
                        boolean door = type.getRawSuperclass()
                                .filter(above -> above.getSimpleName().equals("FunctionInvoker"))
                                .isPresent();
                        return !wiring && !door;
                    }
                })
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(HOUSE);
    }

    @Test
    void oldJacksonIsNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
                .check(HOUSE);
    }
}
