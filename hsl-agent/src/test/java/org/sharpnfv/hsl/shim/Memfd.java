/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/** Memory with a descriptor, sealed against shrinking as DPDK's is. */
final class Memfd {
    private static final int MFD_ALLOW_SEALING = 2;
    private static final int F_ADD_SEALS = 1033;
    private static final int F_SEAL_SHRINK = 2;

    private Memfd() {
        // one function
    }

    @SuppressWarnings({"restricted", "checkstyle:IllegalCatch"})
    static int create(final long bytes) {
        final var linker = Linker.nativeLinker();
        final var lookup = linker.defaultLookup();
        try (var arena = Arena.ofConfined()) {
            final MemorySegment name = arena.allocateFrom("memif-test");
            final int fd = (int) linker.downcallHandle(lookup.findOrThrow("memfd_create"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT)).invokeExact(name, MFD_ALLOW_SEALING);
            final int resized = (int) linker.downcallHandle(lookup.findOrThrow("ftruncate"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG)).invokeExact(fd, bytes);
            final int sealed = (int) linker.downcallHandle(lookup.findOrThrow("fcntl"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2))
                .invokeExact(fd, F_ADD_SEALS, F_SEAL_SHRINK);
            if (fd < 0 || resized != 0 || sealed != 0) {
                throw new AssertionError("expected sealed memory, found " + fd + ' ' + resized + ' ' + sealed);
            }
            return fd;
        } catch (Throwable e) {
            throw new AssertionError("memfd_create", e);
        }
    }
}
