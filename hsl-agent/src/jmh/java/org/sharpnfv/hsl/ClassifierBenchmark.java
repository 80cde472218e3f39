/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.hsl.FlowGate;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** What a packet pays for handovers that run: parsing, hashing and one look-up, however many there are. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ClassifierBenchmark {
    private static final int FRAMES = 1024;
    private static final int FRAME_BYTES = 100;
    private static final int SOURCE_ADDRESS = 26;

    /** Handovers that run. */
    @Param({"1", "1000", "50000"})
    private int handovers;

    private final MemorySegment memory = Arena.ofAuto().allocate((long) 2 * FRAMES * FRAME_BYTES);
    private Classifier classifier;
    private int next;

    @Setup
    public void setUp() {
        final var controller = new Controller();
        final HslMachine machine = controller.machine();
        for (int i = 0; i < handovers; i++) {
            final FlowKey key = key(frame(i));
            final var start = new Message.StartHandover(i + 1L, Role.DESTINATION, 3, StateTransfer.NONE, i & 0x3FFF,
                key, key.reversed(), "vnf2", "192.0.2.2", 1000, Overflow.FAIL, 5000, 0);
            machine.handleControl(0, Direction.FORWARD, controller.frame(Direction.FORWARD, start));
            while (machine.poll() != null) {
                // answers, which nobody reads
            }
        }
        for (int i = 0; i < FRAMES; i++) {
            put(i, frame((int) ((long) i * handovers / FRAMES)));
            put(FRAMES + i, frame(handovers + i));
        }
        classifier = new Classifier(machine);
        if (found() == null || foreign() != null) {
            throw new IllegalStateException("expected a gate for the flows in handover only");
        }
    }

    private void put(final int position, final byte[] frame) {
        MemorySegment.copy(frame, 0, memory, ValueLayout.JAVA_BYTE, (long) position * FRAME_BYTES, FRAME_BYTES);
    }

    private static byte[] frame(final int flow) {
        final byte[] frame = Controller.data(Direction.FORWARD, flow);
        ByteBuffer.wrap(frame).putInt(SOURCE_ADDRESS, 0x0A00_0000 + flow);
        return frame;
    }

    private static FlowKey key(final byte[] frame) {
        final var header = new FrameHeader();
        header.parse(ByteBuffer.wrap(frame), 0, frame.length);
        return header.key();
    }

    /** A packet of a flow in handover. */
    @Benchmark
    public FlowGate found() {
        next = next + 1 & FRAMES - 1;
        return classifier.gate(Direction.FORWARD, memory, (long) next * FRAME_BYTES, FRAME_BYTES);
    }

    /** A packet of another flow. */
    @Benchmark
    public FlowGate foreign() {
        next = next + 1 & FRAMES - 1;
        return classifier.gate(Direction.FORWARD, memory, (long) (FRAMES + next) * FRAME_BYTES, FRAME_BYTES);
    }
}
