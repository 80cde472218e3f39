/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * The VNF's side of handovers. Every command may be repeated: what is under way goes on, what is done is answered
 * again.
 *
 * <pre>
 *   source       export-state --> marker on both sides --> state out of the table --> delay --> peer --> state-exported
 *   destination  import-state and the peer's state, in either order --> state into the table --> state-imported
 *   with get-state and put-state it goes to and comes from the agent instead of the peer
 *   roll-back    restore-state at the source --> its copy into the table
 * </pre>
 */
final class HandoverDesk implements AutoCloseable {
    /** Handovers remembered for repeated commands. */
    private static final int REMEMBERED_MAX = 20_000;
    private static final long MARKER_PATIENCE_MS = 200;
    /** Octets of a state in one line to the agent. */
    private static final int LINE_OCTETS = 32_768;

    /** One handover as seen from here. */
    private static final class Known {
        private final FlowKey key;
        private boolean exporting;
        private boolean exported;
        private boolean commanded;
        private boolean imported;
        private boolean restored;
        private @Nullable FlowState copy;
        private @Nullable FlowState arrived;
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        Known(final FlowKey key) {
            this.key = key;
        }
    }

    private final FlowTable table;
    private final Counters counters;
    private final int peerPort;
    private final Consumer<JsonObject> answers;
    private final Map<FlowKey, Known> copies = new HashMap<>();
    /** The handover by which a flow's state was last to come here. */
    private final Map<FlowKey, String> imports = new HashMap<>();
    private final Map<String, LineClient> peers = new ConcurrentHashMap<>();
    private final ExecutorService exports = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Known> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, Known> eldest) {
            final boolean isTooMany = size() > REMEMBERED_MAX;
            if (isTooMany) {
                imports.remove(eldest.getValue().key, eldest.getKey());
            }
            return isTooMany;
        }
    };
    private volatile long stateDelayMs;
    private volatile int stateBytes;

    HandoverDesk(final FlowTable table, final Counters counters, final int peerPort, final long stateDelayMs,
            final Consumer<JsonObject> answers) {
        this.table = table;
        this.counters = counters;
        this.peerPort = peerPort;
        this.stateDelayMs = stateDelayMs;
        this.answers = answers;
    }

    void delayMs(final long ms) {
        stateDelayMs = ms;
    }

    /** Makes a state that goes through the controller so long, at least. */
    void stateBytes(final int bytes) {
        stateBytes = bytes;
    }

    /** A line from the agent. */
    void command(final JsonObject command) {
        switch (Fields.text(command, "type")) {
            case "export-state", "get-state" -> export(command);
            case "import-state" -> doImport(command);
            case "state" -> take(command);
            case "put-state" -> put(command);
            case "describe-flow" -> describe(command);
            case "handover-finished" -> finished(command);
            default -> counters.add("commands-ignored", 1);
        }
    }

    private synchronized void export(final JsonObject command) {
        final String handover = handover(command);
        final Known entry = entry(handover, command);
        if (entry.exported) {
            answer("state-exported", handover);
        } else if (!entry.exporting) {
            entry.exporting = true;
            exports.execute(() -> carry(handover, entry, command));
        }
    }

    private void carry(final String handover, final Known entry, final JsonObject command) {
        try {
            final long marker = command.has("marker") ? Fields.number(command, "marker") : 0;
            final FlowState state = table.take(entry.key, FlowJson.directions(command), marker,
                FlowTable.nanos(MARKER_PATIENCE_MS));
            synchronized (this) {
                entry.copy = state;
                copies.put(entry.key, entry);
            }
            answer("drained", handover);
            Thread.sleep(stateDelayMs);
            synchronized (this) {
                if (entry.restored) {
                    return;
                }
            }
            if ("get-state".equals(Fields.text(command, "type"))) {
                give(handover, state);
            } else {
                send(handover, entry, state, Fields.text(Fields.object(command, "peer"), "management-address"));
            }
            synchronized (this) {
                entry.exported = true;
            }
            answer("state-exported", handover);
        } catch (IOException e) {
            synchronized (this) {
                entry.exporting = false;
            }
            counters.add("exports-failed", 1);
            final var failure = message("state-failed", handover);
            failure.addProperty("reason", String.valueOf(e.getMessage()));
            answers.accept(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(final String handover, final Known entry, final FlowState state, final String address)
            throws IOException, InterruptedException {
        final var message = message("state", handover);
        message.add("flow", FlowJson.json(entry.key));
        message.add("state", state.toJson());
        peers.computeIfAbsent(address, host -> new LineClient(host, peerPort)).ask(message);
    }

    /** To the agent, so much at a time as a line takes. */
    private void give(final String handover, final FlowState state) {
        final byte[] octets = Arrays.copyOf(state.toJson().toString().getBytes(StandardCharsets.UTF_8),
            Math.max(stateBytes, state.toJson().toString().length()));
        for (int from = 0; from < octets.length; from += LINE_OCTETS) {
            final var message = message("state", handover);
            message.addProperty("state", Base64.getEncoder().encodeToString(
                Arrays.copyOfRange(octets, from, Math.min(octets.length, from + LINE_OCTETS))));
            answers.accept(message);
        }
    }

    /** From the agent: octets of a state, of which more is to come. */
    private synchronized void take(final JsonObject command) {
        entry(handover(command), command).octets.writeBytes(octets(command));
    }

    /** From the agent: the last octets of a state. */
    private synchronized void put(final JsonObject command) {
        final String handover = handover(command);
        final Known entry = entry(handover, command);
        if (!entry.imported) {
            entry.octets.writeBytes(octets(command));
            entry.arrived = FlowState.of(JsonParser.parseString(
                entry.octets.toString(StandardCharsets.UTF_8).replace("\0", "")).getAsJsonObject());
            entry.octets.reset();
        }
        doImport(command);
    }

    private static byte[] octets(final JsonObject command) {
        return Base64.getDecoder().decode(Fields.text(command, "state"));
    }

    private synchronized void doImport(final JsonObject command) {
        final String handover = handover(command);
        final Known entry = entry(handover, command);
        if (command.has("rollback")) {
            restore(entry);
            answer("state-imported", handover);
            return;
        }
        entry.commanded = true;
        imports.put(entry.key, handover);
        complete(handover, entry);
    }

    /** The handover was rolled back: what was exported, under another handover's name, is ours again. */
    private void restore(final Known entry) {
        entry.restored = true;
        final Known exported = copies.remove(entry.key);
        if (exported != null && exported.copy != null) {
            exported.restored = true;
            table.put(entry.key, exported.copy);
        }
    }

    /** A VNF that changes no header has nothing to say: a flow and its swap are all there is. */
    private void describe(final JsonObject command) {
        final var answer = message("flow-described", handover(command));
        final var flows = new JsonArray();
        final boolean forward = FlowJson.directions(command) == Direction.FORWARD.bit();
        final FlowKey related = table.related(forward ? Direction.FORWARD : Direction.REVERSE,
            FlowJson.key(Fields.object(command, forward ? "flow" : "reverse-flow")));
        if (related != null) {
            final JsonObject flow = FlowJson.json(related);
            flow.addProperty("direction", forward ? "reverse" : "forward");
            flows.add(flow);
        }
        answer.add("flows", flows);
        answers.accept(answer);
    }

    /** State from a peer; the answer is its acknowledgement. */
    synchronized JsonObject arrived(final JsonObject message) {
        final String handover = handover(message);
        final Known entry = entry(handover, message);
        if (entry.arrived == null && !entry.imported) {
            entry.arrived = FlowState.of(Fields.object(message, "state"));
            complete(handover, entry);
        }
        return message("state-acknowledged", handover);
    }

    private void complete(final String handover, final Known entry) {
        final FlowState state = entry.arrived;
        if (!entry.imported && entry.commanded && state != null) {
            table.put(entry.key, state);
            entry.imported = true;
            entry.arrived = null;
        }
        if (entry.imported) {
            answer("state-imported", handover);
        }
    }

    private synchronized void finished(final JsonObject command) {
        final FlowKey key = FlowJson.key(Fields.object(command, "flow"));
        final Known entry = entries.remove(handover(command));
        if (!"completed".equals(Fields.text(command, "outcome")) && (entry == null || !entry.restored)) {
            // what came from the peer for this flow is the peer's again
            final String imported = imports.remove(key);
            if (imported != null && entries.remove(imported) != null) {
                table.discard(key);
            }
        } else {
            imports.remove(key, handover(command));
            copies.remove(key);
            table.forgetDeparture(key);
        }
    }

    private Known entry(final String handover, final JsonObject message) {
        return entries.computeIfAbsent(handover, id -> new Known(FlowJson.key(Fields.object(message, "flow"))));
    }

    private void answer(final String type, final String handover) {
        answers.accept(message(type, handover));
    }

    private static JsonObject message(final String type, final String handover) {
        final var message = new JsonObject();
        message.addProperty("type", type);
        message.addProperty("handover", handover);
        return message;
    }

    /** Hangs up at the peers. */
    @Override
    public void close() {
        exports.close();
        peers.values().forEach(LineClient::close);
    }

    private static String handover(final JsonObject message) {
        return Fields.text(message, "handover");
    }
}
