/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A thread of this JVM that lives in another network namespace: sockets that it opens belong there. So a test reaches
 * RESTCONF on 127.0.0.1 of the control namespace, and a VNF's management address, without a wrapper around the JVM and
 * without a child for each call.
 */
public final class NamespaceThread implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int O_RDONLY = 0;

    private final NetworkNamespace namespace;
    private final ExecutorService executor;

    /**
     * Starts the thread and moves it.
     *
     * @param namespace where it is to live
     */
    public NamespaceThread(final NetworkNamespace namespace) {
        this.namespace = namespace;
        // a platform thread: a namespace is a property of the kernel's thread
        executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("in-" + namespace.name()).factory());
        run(() -> {
            enter();
            return 0;
        });
    }

    /**
     * Runs something in the namespace and waits for it.
     *
     * @param <T> what it yields
     * @param task what to run
     * @return its result
     */
    public <T> T run(final Callable<T> task) {
        final Future<T> future = executor.submit(task);
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new LabException("failed in namespace " + namespace.name() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted in namespace " + namespace.name(), e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    @SuppressWarnings("checkstyle:IllegalCatch")
    private void enter() {
        final Linker linker = Linker.nativeLinker();
        final var ints = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            final var path = arena.allocateFrom(namespace.path());
            final int fd = (int) function(linker, "open",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(2)).invokeExact(path, O_RDONLY);
            final int result = (int) function(linker, "setns", ints).invokeExact(fd, CLONE_NEWNET);
            final int ignored = (int) function(linker, "close",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)).invokeExact(fd);
            if (fd < 0 || result != 0) {
                throw new LabException("cannot enter " + namespace.path() + " (" + fd + ", " + result + ", " + ignored
                    + ")");
            }
        } catch (LabException e) {
            throw e;
        } catch (Throwable e) {
            throw new LabException("cannot enter " + namespace.path(), e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(final Linker linker, final String name, final FunctionDescriptor descriptor,
            final Linker.Option... options) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
    }
}
