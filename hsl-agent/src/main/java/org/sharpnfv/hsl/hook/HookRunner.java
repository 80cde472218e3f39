/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.hook;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.hsl.control.CommandQueue;
import org.sharpnfv.hsl.control.VnfCommand;
import org.sharpnfv.hsl.control.VnfControl;
import org.sharpnfv.hsl.control.VnfEvent;
import org.sharpnfv.hsl.control.VnfEvents;
import org.sharpnfv.hsl.control.VnfJson;

/**
 * Runs a command for each thing the VNF should be told, for VNFs that cannot be changed. Its exit code is the answer:
 * 0 for done, else failed with the last line it wrote to standard error as reason. What it prints for describe-flow is
 * read as {@code {"flows":[...]}}.
 */
public final class HookRunner implements VnfControl {
    /** Commands that wait while others run; more are answered with a failure. */
    public static final int COMMANDS_MAX = 4096;

    private static final System.Logger LOG = System.getLogger(HookRunner.class.getName());
    private static final int OUTPUT_KEPT_BYTES = 65536;
    private static final long OUTPUT_WAIT_MS = 200;

    private final String shellCommand;
    private final long timeLimitMs;
    private final VnfEvents events;
    private final CommandQueue commands;
    private final Semaphore places;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final Thread dispatcher;
    private volatile boolean closed;

    private HookRunner(final String shellCommand, final int concurrentMax, final long timeLimitMs,
            final VnfEvents events) {
        this.shellCommand = shellCommand;
        this.timeLimitMs = timeLimitMs;
        this.events = events;
        commands = new CommandQueue(COMMANDS_MAX, events);
        places = new Semaphore(concurrentMax);
        dispatcher = Thread.ofPlatform().daemon().name("hsl-hook").unstarted(this::dispatch);
    }

    /** Begins to run what is told; at most {@code concurrentMax} at a time, each for {@code timeLimitMs} at most. */
    public static HookRunner start(final String shellCommand, final int concurrentMax, final long timeLimitMs,
            final VnfEvents events) {
        final var runner = new HookRunner(shellCommand, concurrentMax, timeLimitMs, events);
        runner.dispatcher.start();
        return runner;
    }

    @Override
    public void tell(final VnfCommand command) {
        switch (command.type()) {
            case GET_STATE, PUT_STATE -> events.offer(command.failed("a hook cannot give or take the state, which goes"
                + " through the controller with mode opennf: the VNF needs a control channel"));
            case DESCRIBE_FLOW, EXPORT_STATE, IMPORT_STATE, HANDOVER_FINISHED -> commands.offer(command);
        }
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public boolean answersOverConnection() {
        return false;
    }

    public long refusedCommands() {
        return commands.refused();
    }

    /** Ends what runs. */
    @Override
    public void close() {
        closed = true;
        dispatcher.interrupt();
        running.forEach(HookRunner::kill);
    }

    private void dispatch() {
        try {
            while (!closed) {
                final VnfCommand command = commands.take();
                places.acquire();
                Thread.ofPlatform().daemon().name("hsl-hook-" + command.handover()).start(() -> {
                    try {
                        answer(command, run(command));
                    } finally {
                        places.release();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(final VnfCommand command, final VnfEvent event) {
        if (command.expectsAnswer()) {
            events.offer(event);
        } else if (event instanceof VnfEvent.StateFailed failed) {
            warn(command, failed.reason());
        }
    }

    private VnfEvent run(final VnfCommand command) {
        final var builder = new ProcessBuilder("/bin/sh", "-c", shellCommand)
            .redirectInput(new File("/dev/null"));
        HookEnvironment.put(command, builder.environment());
        final Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return failed(command, "the hook did not start: " + e.getMessage());
        }
        running.add(process);
        try {
            return await(command, process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill(process);
            return failed(command, "the agent ends");
        } finally {
            running.remove(process);
        }
    }

    private VnfEvent await(final VnfCommand command, final Process process) throws InterruptedException {
        final var output = new OutputTail(process.getInputStream(), OUTPUT_KEPT_BYTES);
        final var errors = new OutputTail(process.getErrorStream(), OUTPUT_KEPT_BYTES);
        output.start();
        errors.start();
        if (!process.waitFor(timeLimitMs, TimeUnit.MILLISECONDS)) {
            kill(process);
            return failed(command, "the hook ran longer than " + timeLimitMs + " ms and was killed");
        }
        if (process.exitValue() != 0) {
            final String reason = errors.text(OUTPUT_WAIT_MS).lines().filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later)
                .orElse("the hook ended with exit code " + process.exitValue());
            return failed(command, reason);
        }
        return switch (command.type()) {
            case DESCRIBE_FLOW -> described(command, output.text(OUTPUT_WAIT_MS).strip());
            case EXPORT_STATE -> new VnfEvent.StateExported(command.handover());
            case IMPORT_STATE, GET_STATE, PUT_STATE, HANDOVER_FINISHED ->
                new VnfEvent.StateImported(command.handover());
        };
    }

    /** The controller is told why a state did not move, but a flow that is not described has no place for a reason. */
    private static VnfEvent failed(final VnfCommand command, final String reason) {
        if (command.type() == VnfCommand.Type.DESCRIBE_FLOW) {
            warn(command, reason);
        }
        return command.failed(reason);
    }

    private static void warn(final VnfCommand command, final String reason) {
        LOG.log(System.Logger.Level.WARNING, "{0}: hook for {1}: {2}", command.handover(), command.type().text(),
            reason);
    }

    private static VnfEvent described(final VnfCommand command, final String output) {
        final var flows = output.isEmpty() ? Optional.of(List.<VnfEvent.RelatedFlow>of())
            : VnfJson.decodeFlows(output);
        if (flows.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "{0}: expected one JSON object with flows from the hook for"
                + " describe-flow, found: {1}", command.handover(),
                output.substring(0, Math.min(output.length(), 200)));
        }
        return new VnfEvent.FlowDescribed(command.handover(), flows.orElse(List.of()));
    }

    /** The shell and what it started. */
    private static void kill(final Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
