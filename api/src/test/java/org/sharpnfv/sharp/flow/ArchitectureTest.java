/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The direction of dependencies inside the protocol: flow, then wire, then the two ends that know only these. */
class ArchitectureTest {
    private final JavaClasses api = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("org.sharpnfv.sharp");

    @Test
    void shouldNeedNothingButJavaBase() {
        classes().should().onlyDependOnClassesThat().resideInAnyPackage("org.sharpnfv.sharp..", "java.lang..",
            "java.net..", "java.nio..", "java.util..", "java.security..", "javax.crypto..").check(api);
    }

    @Test
    void shouldKeepSecretsInOnePlace() {
        noClasses().that().doNotHaveSimpleName("ControlKey").should().dependOnClassesThat()
            .resideInAnyPackage("java.security..", "javax.crypto..").check(api);
    }

    @Test
    void shouldKeepControllerAndHslApart() {
        layeredArchitecture().consideringAllDependencies()
            .layer("flow").definedBy("org.sharpnfv.sharp.flow")
            .layer("wire").definedBy("org.sharpnfv.sharp.wire")
            .layer("hsl").definedBy("org.sharpnfv.sharp.hsl")
            .layer("controller").definedBy("org.sharpnfv.sharp.controller")
            .whereLayer("flow").mayOnlyBeAccessedByLayers("wire", "hsl", "controller")
            .whereLayer("wire").mayOnlyBeAccessedByLayers("hsl", "controller")
            .whereLayer("hsl").mayNotBeAccessedByAnyLayer()
            .whereLayer("controller").mayNotBeAccessedByAnyLayer()
            .check(api);
    }

    /** Time, randomness, I/O and threads come in as arguments (style: 3). */
    @Test
    void shouldKnowNoClockNoThreadAndNoFile() {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.lang.Thread")
            .orShould().callMethod(System.class, "nanoTime")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Random")
            .orShould().dependOnClassesThat().resideInAnyPackage("java.util.concurrent..", "java.time..", "java.io..",
                "java.nio.file..", "java.nio.channels..")
            .check(api);
    }
}
