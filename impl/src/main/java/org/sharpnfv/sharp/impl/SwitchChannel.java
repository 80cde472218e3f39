/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.list.Action;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.list.ActionKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.transaction.rev150304.SendBarrierInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.transaction.rev150304.SendBarrierInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.transaction.rev150304.SendBarrierOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacketInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacketOutput;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one switch. Only so much is under way to it that it keeps up: a barrier follows every {@value #BATCH}
 * messages, and what exceeds the window waits here, in order. What may wait is bounded by the machine's own buffers;
 * openflowplugin's quota (20,000 calls), beyond which a packet would be lost, is never reached.
 *
 * <p>Methods are called in the engine's turn; completions come on openflowplugin's threads and are posted.
 */
final class SwitchChannel {
    /** Flow-mods and PACKET_OUTs after which a barrier is sent, if the machine has not asked for one. */
    static final int BATCH = 128;
    /** Most of them of which no barrier's answer has told. */
    static final int WINDOW = 4 * BATCH;

    private static final Logger LOG = LoggerFactory.getLogger(SwitchChannel.class);
    /** Token of a barrier that the machine did not ask for, and does not know. */
    private static final long UNAWAITED = 0;
    /** What openflowplugin says of everything that a switch had not got when it went. */
    private static final String DISCONNECTED = "Device disconnected";
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int READ_TRIES = 20;

    /** What a PACKET_OUT to a port needs besides the packet. */
    private record PortOutput(NodeConnectorRef egress, Map<ActionKey, Action> actions) {
    }

    private final String node;
    private final NodeRef nodeRef;
    private final SendBarrierInput barrier;
    private final SwitchRpcs rpcs;
    private final Inbox inbox;
    private final Alarms alarms;
    private final SwitchDriver driver;
    private final DriverCounters counters;
    private final Map<Integer, PortOutput> ports = new HashMap<>();
    private final ArrayDeque<ControllerOutput> waiting = new ArrayDeque<>();

    private boolean owned;
    private boolean open;
    /** Messages since the last barrier. */
    private int sinceBarrier;
    /** Messages of this connection of which no barrier's answer has told. */
    private int underWay;
    private int connection;

    SwitchChannel(final String node, final SwitchRpcs rpcs, final Inbox inbox, final Alarms alarms,
            final SwitchDriver driver, final DriverCounters counters) {
        this.node = node;
        this.rpcs = rpcs;
        this.inbox = inbox;
        this.alarms = alarms;
        this.driver = driver;
        this.counters = counters;
        nodeRef = Inventory.nodeRef(node);
        barrier = new SendBarrierInputBuilder().setNode(nodeRef).build();
    }

    String node() {
        return node;
    }

    boolean isOwned() {
        return owned;
    }

    void owned(final boolean isOwned) {
        owned = isOwned;
    }

    boolean isOpen() {
        return open;
    }

    /** Removals and packets that could not be sent before go first; all else the machine wants again. */
    void open() {
        open = true;
        resume();
    }

    void close() {
        open = false;
        sinceBarrier = 0;
        underWay = 0;
        connection++;
        final int before = waiting.size();
        waiting.removeIf(output -> !isKept(output));
        counters.discarded.add(before - waiting.size());
    }

    private static boolean isRemoval(final ControllerOutput output) {
        return output instanceof ControllerOutput.Remove || output instanceof ControllerOutput.RemoveAll;
    }

    /** What nobody asks for again. */
    private static boolean isKept(final ControllerOutput output) {
        return isRemoval(output) || output instanceof ControllerOutput.PacketOut;
    }

    void execute(final ControllerOutput output) {
        if (!open) {
            if (isRemoval(output)) {
                waiting.add(output);
            } else {
                counters.discarded.increment();
            }
        } else if (!waiting.isEmpty() || underWay >= WINDOW) {
            waiting.add(output);
        } else {
            send(output);
        }
    }

    private void resume() {
        while (open && !waiting.isEmpty() && underWay < WINDOW) {
            send(waiting.remove());
        }
    }

    private void send(final ControllerOutput output) {
        switch (output) {
            case ControllerOutput.PacketOut packet -> sendPacket(packet);
            case ControllerOutput.Install install -> {
                for (final var entry : install.entry().onSwitch()) {
                    watch(rpcs.addFlow().invoke(EntryTranslator.add(entry)), install);
                    countFlowMod();
                }
            }
            case ControllerOutput.Remove remove -> {
                for (final var entry : remove.entry().onSwitch()) {
                    watch(rpcs.removeFlow().invoke(EntryTranslator.remove(entry)), remove);
                    countFlowMod();
                }
            }
            case ControllerOutput.RemoveAll removeAll -> {
                watch(rpcs.removeFlow().invoke(EntryTranslator.removeAll(removeAll)), removeAll);
                countFlowMod();
            }
            case ControllerOutput.Barrier request -> sendBarrier(request);
            case ControllerOutput.ReadEntries request -> readEntries(request, READ_TRIES);
        }
    }

    private void countFlowMod() {
        counters.flowMods.increment();
        count();
    }

    private void count() {
        underWay++;
        sinceBarrier++;
        if (sinceBarrier >= BATCH) {
            sendBarrier(new ControllerOutput.Barrier(node, UNAWAITED));
        }
    }

    // --- packets ---

    private void sendPacket(final ControllerOutput.PacketOut packet) {
        final var to = ports.computeIfAbsent(packet.port(), number -> new PortOutput(Inventory.portRef(node, number),
            BindingMap.of(EntryTranslator.output(0, Integer.toUnsignedString(number), 0))));
        counters.packetOuts.increment();
        Futures.addCallback(rpcs.transmitPacket().invoke(new TransmitPacketInputBuilder()
            .setNode(nodeRef)
            .setEgress(to.egress())
            .setAction(to.actions())
            .setPayload(packet.frame())
            .build()), new PacketOutDone(packet), MoreExecutors.directExecutor());
        count();
    }

    /** Success means that openflowplugin has written the packet; one that the switch's end overtook is sent again. */
    private final class PacketOutDone implements FutureCallback<RpcResult<TransmitPacketOutput>> {
        private final ControllerOutput.PacketOut packet;

        PacketOutDone(final ControllerOutput.PacketOut packet) {
            this.packet = packet;
        }

        @Override
        public void onSuccess(final RpcResult<TransmitPacketOutput> result) {
            if (isDisconnection(result)) {
                giveBack(packet);
            } else if (!result.isSuccessful()) {
                counters.failedPacketOuts.increment();
                LOG.warn("{}: a PACKET_OUT failed: {}", node, result.getErrors());
            }
        }

        @Override
        public void onFailure(final Throwable cause) {
            counters.failedPacketOuts.increment();
            LOG.debug("{}: a PACKET_OUT failed", node, cause);
        }
    }

    // --- entries ---

    private <T> void watch(final ListenableFuture<RpcResult<T>> future,
            final ControllerOutput output) {
        Futures.addCallback(future, new FutureCallback<>() {
            @Override
            public void onSuccess(final RpcResult<T> result) {
                if (isDisconnection(result)) {
                    giveBack(output);
                } else if (!result.isSuccessful()) {
                    counters.refusedFlowMods.increment();
                    LOG.error("{}: the switch refused {}: {}", node, output, result.getErrors());
                }
            }

            @Override
            public void onFailure(final Throwable cause) {
                counters.refusedFlowMods.increment();
                LOG.debug("{}: not done: {}", node, output, cause);
                giveBack(output);
            }
        }, MoreExecutors.directExecutor());
    }

    /**
     * The switch went before openflowplugin had sent this. Completions come in the order of the calls, so what is given
     * back waits in that order, in front of what the machine keeps until the switch is back.
     */
    private void giveBack(final ControllerOutput output) {
        inbox.post((machine, nowNs) -> {
            driver.unavailable(machine, nowNs, node);
            if (!open && isKept(output)) {
                waiting.add(output);
            }
        });
    }

    private static boolean isDisconnection(final RpcResult<?> result) {
        return !result.isSuccessful()
            && result.getErrors().stream().anyMatch(error -> DISCONNECTED.equals(error.getMessage()));
    }

    // --- what is there ---

    private void readEntries(final ControllerOutput.ReadEntries request, final int tries) {
        Futures.addCallback(rpcs.flowStatistics().invoke(EntryReader.request(request)),
            new FutureCallback<RpcResult<GetFlowStatisticsOutput>>() {
                @Override
                public void onSuccess(final RpcResult<GetFlowStatisticsOutput> result) {
                    if (result.isSuccessful()) {
                        final var all = EntryReader.read(node, result.getResult());
                        LOG.info("{}: a controller of before has left {} entries", node, all.size());
                        inbox.post((machine, nowNs) -> machine.handleEntries(nowNs, node, all));
                    } else {
                        readAgain(request, tries, result.getErrors());
                    }
                }

                @Override
                public void onFailure(final Throwable cause) {
                    readAgain(request, tries, cause);
                }
            }, MoreExecutors.directExecutor());
    }

    /** After a disconnection the machine itself asks again. */
    private void readAgain(final ControllerOutput.ReadEntries request, final int tries, final Object why) {
        inbox.post((machine, nowNs) -> {
            if (open && tries > 1) {
                alarms.at(nowNs + RETRY_NS, (same, laterNs) -> readEntries(request, tries - 1));
            } else if (open) {
                LOG.warn("{}: does not tell what a controller of before has left there: {}; flows that it has moved "
                    + "may be taken for others", node, why);
                machine.handleEntries(nowNs, node, List.of());
            }
        });
    }

    // --- barriers ---

    private void sendBarrier(final ControllerOutput.Barrier request) {
        final int ofConnection = connection;
        final int confirmed = sinceBarrier;
        sinceBarrier = 0;
        counters.barriers.increment();
        Futures.addCallback(rpcs.sendBarrier().invoke(barrier), new FutureCallback<RpcResult<SendBarrierOutput>>() {
            @Override
            public void onSuccess(final RpcResult<SendBarrierOutput> result) {
                if (result.isSuccessful()) {
                    inbox.post((machine, nowNs) -> {
                        confirm(ofConnection, confirmed);
                        machine.handleBarrier(nowNs, request.token());
                    });
                } else if (isDisconnection(result)) {
                    counters.failedBarriers.increment();
                    giveBack(request);
                } else {
                    counters.failedBarriers.increment();
                    LOG.warn("{}: barrier failed: {}", node, result.getErrors());
                    inbox.post((machine, nowNs) -> {
                        confirm(ofConnection, confirmed);
                        alarms.at(nowNs + RETRY_NS, (same, laterNs) -> retry(request));
                    });
                }
            }

            @Override
            public void onFailure(final Throwable cause) {
                counters.failedBarriers.increment();
                LOG.debug("{}: barrier failed", node, cause);
                inbox.post((machine, nowNs) -> driver.unavailable(machine, nowNs, node));
            }
        }, MoreExecutors.directExecutor());
    }

    private void confirm(final int ofConnection, final int confirmed) {
        if (ofConnection == connection) {
            underWay -= confirmed;
            resume();
        }
    }

    /** After a disconnection the machine itself asks again. */
    private void retry(final ControllerOutput.Barrier request) {
        if (open) {
            execute(request);
        }
    }
}
