/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation.mutation;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator notices mistakes: each of a list of mutations breaks an invariant within the normal run's seeds. */
class MutationTest {
    private static final System.Logger LOG = System.getLogger(MutationTest.class.getName());
    private static final Path SOURCES = Path.of("src/main/java");
    private static final List<MutationRun.Result> RESULTS = new ArrayList<>();

    static Stream<Mutation> mutations() {
        return MutationTable.MUTATIONS.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void shouldBreakAnInvariant(final Mutation mutation) throws IOException {
        final var result = new MutationRun(SOURCES, MutationRun.SEEDS).run(mutation);

        RESULTS.add(result);
        assertTrue(result.caught(), () -> "\"" + mutation.description() + "\" was not noticed");
    }

    @Test
    void shouldRefuseMutationOfTextThatIsNotThere() {
        final var mutation = new Mutation("none", "hsl/FlowGate.java", "a text that is not there", "");

        assertThrows(IllegalArgumentException.class, () -> new MutationRun(SOURCES, 1).run(mutation));
    }

    @AfterAll
    static void tellTable() {
        final var table = new StringBuilder(System.lineSeparator());
        RESULTS.forEach(result -> table.append(result.line()).append(System.lineSeparator()));
        LOG.log(System.Logger.Level.INFO, table.toString());
    }
}
