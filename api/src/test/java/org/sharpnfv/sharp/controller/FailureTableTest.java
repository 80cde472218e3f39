/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.wire.ProtocolDocument;

/** PROTOCOL.md says of each reason what follows from it. */
class FailureTableTest {
    @Test
    void shouldHaveRowForEachReason() {
        final var reasons = ProtocolDocument.ofThisModule().table("event | reason").stream()
            .map(row -> FailureReason.valueOf(row.get(1).split(" ", 2)[0])).toList();

        assertEquals(List.of(FailureReason.values()), reasons);
    }
}
