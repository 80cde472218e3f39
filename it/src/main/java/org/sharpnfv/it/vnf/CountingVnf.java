/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Addresses;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * The example VNF as a program. Its management port answers {@code {"type":"dump"}} with all flows and counters, and
 * takes {@code {"type":"set-delay","ms":N}} and {@code {"type":"set-state-bytes","bytes":N}}; peers bring their state
 * there too.
 */
@CommandLine.Command(name = "counting-vnf", mixinStandardHelpOptions = true,
    description = "Forwards between two interfaces and counts each flow's packets.")
public final class CountingVnf implements Callable<Integer> {
    /** The TCP port of the management address. */
    public static final int PORT = 9555;

    @Option(names = "--ingress", required = true, description = "interface on which forward packets arrive")
    private String ingress = "";

    @Option(names = "--egress", required = true, description = "interface on which reverse packets arrive")
    private String egress = "";

    @Option(names = "--address", required = true, description = "own management address")
    private String address = "";

    @Option(names = "--control", description = "Unix socket of the agent")
    private @Nullable Path control;

    @Option(names = "--state-delay", description = "milliseconds that a state transfer takes in addition")
    private long stateDelayMs;

    @Option(names = "--control-ethertype", description = "EtherType of the agent's markers (default: 0x88B5)")
    private int controlEtherType = 0x88B5;

    @Option(names = "--nat", paramLabel = "ADDRESS",
        description = "translate UDP over IPv4: to the outside all flows come from this address")
    private @Nullable String natAddress;

    @Option(names = "--nat-offset", paramLabel = "N",
        description = "what is added to a flow's port for the port outside, if that is free (default: 0)")
    private int natOffset;

    private final Counters counters = new Counters();
    private @Nullable ControlChannel channel;

    private CountingVnf() {
        // made by main
    }

    @Override
    public Integer call() throws Exception {
        final var translation = natAddress == null ? null
            : new Translation(ByteBuffer.wrap(Addresses.ip(natAddress)).getInt(), natOffset);
        final var table = new FlowTable(counters, translation);
        final var loop = new PacketLoop(table, translation, counters, ingress, egress, controlEtherType);
        final var desk = new HandoverDesk(table, counters, PORT, stateDelayMs, this::answer);
        final var server = new LineServer(address, PORT, message -> manage(message, table, desk, loop));
        Thread.ofPlatform().daemon().name("management").start(server);
        if (control != null) {
            final var line = new ControlChannel(control, desk::command);
            channel = line;
            Thread.ofPlatform().daemon().name("control").start(line);
        }
        Thread.ofPlatform().daemon().name("rehearsal").start(new DeskRehearsal(address));
        loop.run();
        return 0;
    }

    private void answer(final JsonObject message) {
        final ControlChannel line = channel;
        if (line != null) {
            line.send(message);
        }
    }

    private JsonObject manage(final JsonObject message, final FlowTable table, final HandoverDesk desk,
            final PacketLoop loop) {
        return switch (Fields.text(message, "type")) {
            case "state" -> desk.arrived(message);
            case "set-delay" -> {
                desk.delayMs(Fields.number(message, "ms"));
                yield typed("done");
            }
            case "set-state-bytes" -> {
                desk.stateBytes((int) Fields.number(message, "bytes"));
                yield typed("done");
            }
            case "dump" -> {
                loop.countDrops();
                final var dump = typed("dump");
                dump.add("flows", table.toJson());
                dump.add("counters", counters.toJson());
                yield dump;
            }
            default -> throw new IllegalArgumentException("expected state, set-delay, set-state-bytes or dump, found "
                + message);
        };
    }

    private static JsonObject typed(final String type) {
        final var message = new JsonObject();
        message.addProperty("type", type);
        return message;
    }

    /**
     * Runs it until it is stopped.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.exit(new CommandLine(new CountingVnf()).execute(args));
    }
}
