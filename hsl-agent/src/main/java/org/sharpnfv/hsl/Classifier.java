/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.hsl.FlowGate;
import org.sharpnfv.sharp.hsl.HslMachine;

/** Finds the gate of a frame from the network. Allocates nothing as long as a shim hands out the same memory. */
final class Classifier {
    private final HslMachine machine;
    private final FrameHeader header = new FrameHeader();
    private final PassingFlows passing = new PassingFlows();
    /** By side: the memory of the last frame, and the same as a buffer. */
    private final @Nullable MemorySegment[] memories = new MemorySegment[2];
    private final ByteBuffer[] views = new ByteBuffer[2];

    Classifier(final HslMachine machine) {
        this.machine = machine;
    }

    @Nullable FlowGate gate(final Direction side, final MemorySegment memory, final long offset, final int length) {
        if (passing.has(side, memory, offset, length)) {
            return null;
        }
        final FlowGate gate = header.parse(view(side.ordinal(), memory), (int) offset, length)
            ? machine.gate(side, header) : null;
        if (gate == null) {
            passing.remember();
        }
        return gate;
    }

    /** To be called whenever the machine may have gates that were not there before. */
    void forget() {
        passing.forget();
    }

    /** Destination address of the frame that was looked at last. */
    long ethDestination() {
        return header.ethDestination();
    }

    // the very same object is what is meant: equal memory would be right too, but costs more to find out
    @SuppressWarnings("ReferenceEquality")
    private ByteBuffer view(final int side, final MemorySegment memory) {
        if (memories[side] != memory) {
            memories[side] = memory;
            views[side] = memory.asByteBuffer();
        }
        return views[side];
    }
}
