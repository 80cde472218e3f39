/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.shim.AfPacketShim;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.shim.ShimException;
import org.sharpnfv.hsl.shim.ShimOptions;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.sharp.flow.Direction;

/**
 * One host of raw frames: sends all kinds in turn, each numbered, and keeps account of what the other one sends. Says
 * {@code ready}; sends from the line {@code start} to the line {@code stop}; says its {@link Result} at {@code report}.
 */
public final class FrameHost {
    private static final int BATCH = 64;
    private static final int FRAMES_MAX = 256;
    private static final int FRAME_BYTES = 256;
    private static final long REST_NS = 500_000;
    private static final FrameKind[] KINDS = FrameKind.values();

    private final Shim shim;
    private final Direction direction;
    private final int ratePps;
    private final MemorySegment memory = Arena.ofAuto().allocate((long) FRAMES_MAX * FRAME_BYTES);
    private final long[] sent = new long[KINDS.length];
    private final Map<FrameKind, OrderChecker> received = new EnumMap<>(FrameKind.class);
    private @Nullable MemorySegment viewed;
    private ByteBuffer view = ByteBuffer.allocate(0);
    private long count;
    private int kind;
    /** There while it sends. */
    private volatile @Nullable Pacer pacer;
    private volatile boolean asked;

    /**
     * What it reports, by kind of frame.
     *
     * @param sent frames sent
     * @param received different frames received
     * @param duplicated frames received again
     * @param reordered frames received behind their successor
     */
    public record Result(Map<String, Long> sent, Map<String, Long> received, Map<String, Long> duplicated,
            Map<String, Long> reordered) {
        /** Copies. */
        public Result {
            sent = new TreeMap<>(sent);
            received = new TreeMap<>(received);
            duplicated = new TreeMap<>(duplicated);
            reordered = new TreeMap<>(reordered);
        }
    }

    private FrameHost(final Libc libc, final String device, final Direction direction, final int ratePps)
            throws ShimException {
        this.direction = direction;
        shim = AfPacketShim.open(libc, device, ShimOptions.DEFAULT, ShimCounters.in(new Counters(), device));
        this.ratePps = ratePps;
        for (final var each : KINDS) {
            received.put(each, new OrderChecker());
        }
    }

    private void run() {
        while (true) {
            int work = shim.poll(this::receive, BATCH);
            final Pacer current = pacer;
            if (current != null) {
                work += send(current);
            }
            if (asked) {
                asked = false;
                Console.say(new Gson().toJson(result()));
            }
            if (work == 0) {
                LockSupport.parkNanos(REST_NS);
            }
        }
    }

    private void receive(final MemorySegment frames, final long offset, final int length) {
        if (frames != viewed) {
            viewed = frames;
            view = frames.asByteBuffer();
        }
        final var trailer = FrameTrailer.read(view, (int) offset, length);
        if (trailer != null && trailer.direction() != direction) {
            received.get(trailer.kind()).accept(trailer.number());
        }
    }

    private int send(final Pacer current) {
        int queued = 0;
        for (final long due = current.due(System.nanoTime()); count < due && queued < FRAMES_MAX; count++) {
            final byte[] frame = KINDS[kind].frame(direction, sent[kind]++);
            kind = kind + 1 == KINDS.length ? 0 : kind + 1;
            final long at = (long) queued++ * FRAME_BYTES;
            MemorySegment.copy(frame, 0, memory, ValueLayout.JAVA_BYTE, at, frame.length);
            shim.send(memory, at, frame.length);
        }
        shim.flush();
        return queued;
    }

    private Result result() {
        final var bySent = new TreeMap<String, Long>();
        final var byReceived = new TreeMap<String, Long>();
        final var byDuplicated = new TreeMap<String, Long>();
        final var byReordered = new TreeMap<String, Long>();
        for (final var each : KINDS) {
            bySent.put(each.name(), sent[each.ordinal()]);
            byReceived.put(each.name(), received.get(each).distinct());
            byDuplicated.put(each.name(), received.get(each).duplicated());
            byReordered.put(each.name(), received.get(each).reordered());
        }
        return new Result(bySent, byReceived, byDuplicated, byReordered);
    }

    /**
     * Runs it.
     *
     * @param args device, direction in which it sends, frames/s
     * @throws IOException if standard input fails
     * @throws ShimException if the device cannot be opened
     */
    public static void main(final String[] args) throws IOException, ShimException {
        final var libc = new Libc();
        final var host = new FrameHost(libc, args[0], Direction.valueOf(args[1]), Integer.parseInt(args[2]));
        Thread.ofPlatform().daemon().name("frames").start(() -> {
            // frames that one CPU has sent stay in their order
            libc.bindThread(0);
            host.run();
        });
        Console.say("ready");
        final var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            switch (line) {
                case "start" -> host.pacer = new Pacer(host.ratePps, System.nanoTime());
                case "stop" -> host.pacer = null;
                case "report" -> host.asked = true;
                default -> Console.warn("unknown command " + line);
            }
        }
    }
}
