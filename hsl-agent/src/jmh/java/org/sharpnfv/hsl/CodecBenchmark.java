/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** The longest message of a handover, to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    private static final Channel CHANNEL = new Channel(false, Direction.FORWARD);

    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private final ControlFrame frame = new ControlFrame(900, 500, 1,
        List.of(Controller.start(Role.DESTINATION, StateTransfer.MOVE)));
    private final byte[] bytes = codec.encode(frame, CHANNEL, ControlKey.NONE);

    @Benchmark
    public byte[] encode() {
        return codec.encode(frame, CHANNEL, ControlKey.NONE);
    }

    @Benchmark
    public Object decode() {
        return codec.decode(bytes);
    }
}
