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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.sharpnfv.hsl.buffer.PacketPool;
import org.sharpnfv.hsl.stats.Counters;

/** A packet into the buffer, and the oldest out of it; a thousand are held. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BufferBenchmark {
    private static final int HELD = 1024;

    @Param({"64", "1500"})
    private int size;

    private final MemorySegment frame = Arena.ofAuto().allocate(2048, Long.BYTES);
    private final int[] handles = new int[HELD];
    private PacketPool pool;
    private int next;

    @Setup
    public void setUp() {
        pool = new PacketPool(16 << 20, 2 * HELD, new Counters());
        for (int i = 0; i < HELD; i++) {
            handles[i] = pool.copyIn(frame, 0, size);
        }
    }

    @TearDown
    public void tearDown() {
        pool.close();
    }

    @Benchmark
    public int holdAndFree() {
        next = next + 1 & HELD - 1;
        pool.free(handles[next]);
        handles[next] = pool.copyIn(frame, 0, size);
        return handles[next];
    }
}
