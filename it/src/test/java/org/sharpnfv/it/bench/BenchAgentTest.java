/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.it.console.Program;

/** What is wrong with the arguments is said before anything is measured. */
class BenchAgentTest {
    private static final int WRONG = 2;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--shim=carrier-pigeon", "--runs=0", "--runs=many", "--sizes=63",
        "--sizes=64,1515", "--seconds=0", "--seconds=NaN", "--rate=0", "--surprise", "word"})
    void shouldRefuse(final String argument) {
        assertEquals(WRONG, Program.run(new BenchAgent(), new String[] {argument}));
    }

    @Test
    void shouldRefuseAReportThatCannotBeWritten() {
        assertEquals(WRONG, run("--json", directory.resolve("missing/report.json")));
        assertEquals(WRONG, run("--json", directory));
    }

    private static int run(final String option, final Path value) {
        return Program.run(new BenchAgent(), new String[] {option, value.toString()});
    }
}
