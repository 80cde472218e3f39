/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sharpnfv.hsl.shim.Shim;

/** Native memory for control frames on their way out: they must stay where they are until the flush. */
final class ControlFrames {
    /** For one round; when it is full the shims are flushed early. */
    private static final int BYTES = 1 << 16;

    private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, Long.BYTES);
    private final SideShims shims;
    private long used;

    ControlFrames(final SideShims shims) {
        this.shims = shims;
    }

    /** To be called after a flush. */
    void clear() {
        used = 0;
    }

    void send(final Shim shim, final byte[] frame) {
        if (used + frame.length > BYTES) {
            shims.flush();
            used = 0;
        }
        MemorySegment.copy(frame, 0, memory, JAVA_BYTE, used, frame.length);
        shim.send(memory, used, frame.length);
        used += frame.length;
    }
}
