/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlLoopTest {
    private final VnfEvents events = new VnfEvents(() -> {
    });
    private ControlLoop loop;

    @BeforeEach
    void open() throws IOException {
        loop = ControlLoop.open(events);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void shouldAnswerAnExportInOrder() {
        loop.tell(command(VnfCommand.Type.EXPORT_STATE));

        assertEquals(List.of(new VnfEvent.Drained("7"), new VnfEvent.StateExported("7")), answers());
    }

    @ParameterizedTest
    @EnumSource(VnfCommand.Type.class)
    void shouldAnswerWhatExpectsAnAnswer(final VnfCommand.Type type) {
        final var command = command(type);

        loop.tell(command);

        assertEquals(command.expectsAnswer(), !answers().isEmpty());
    }

    @Test
    void shouldFailWhatIsToldWhenItIsBroken() {
        loop.close();

        loop.tell(command(VnfCommand.Type.IMPORT_STATE));

        assertFalse(loop.available());
        assertInstanceOf(VnfEvent.StateFailed.class, answers().getFirst());
    }

    private static VnfCommand command(final VnfCommand.Type type) {
        return new VnfCommand(type, "7", VnfJsonTest.FLOW, VnfJsonTest.FLOW, FlowDirection.BOTH, Peer.UNKNOWN, 0, false,
            type == VnfCommand.Type.HANDOVER_FINISHED ? "completed" : null,
            type == VnfCommand.Type.PUT_STATE ? new byte[100_000] : null);
    }

    private List<VnfEvent> answers() {
        final var all = new ArrayList<VnfEvent>();
        for (var event = events.poll(); event != null; event = events.poll()) {
            all.add(event);
        }
        return all;
    }
}
