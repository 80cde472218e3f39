/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.google.common.util.concurrent.SettableFuture;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatistics;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlowOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.transaction.rev150304.SendBarrier;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.transaction.rev150304.SendBarrierOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacket;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacketInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacketOutput;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.controller.ControllerSettings;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.controller.GroupConfig.Attachment;
import org.sharpnfv.sharp.controller.Instance;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;

/** The way to the switches: order, bounds, and what happens when openflowplugin says no. */
@ExtendWith(MockitoExtension.class)
class SwitchDriverTest {
    private static final String NODE = "openflow:1";
    private static final FlowEntry ENTRY = new FlowEntry(NODE, 1, 100, 0x5350_0000_0000_0000L, null, FlowMatch.ANY,
        List.of(new FlowEntry.Action.Output(2)), 0, 0, false);

    private final ArrayDeque<SettableFuture<RpcResult<TransmitPacketOutput>>> packets = new ArrayDeque<>();
    private final ArrayDeque<SettableFuture<RpcResult<SendBarrierOutput>>> barriers = new ArrayDeque<>();
    private final ArrayDeque<SettableFuture<RpcResult<AddFlowOutput>>> additions = new ArrayDeque<>();
    private final ArrayDeque<SettableFuture<RpcResult<RemoveFlowOutput>>> removals = new ArrayDeque<>();
    private final ControllerMachine machine = new ControllerMachine(ControllerSettings.DEFAULT, 1);
    private final Inbox inbox = new Inbox(new MachineClock());
    private final Alarms alarms = new Alarms();
    private final DriverCounters counters = new DriverCounters();

    @Mock
    private AddFlow addFlow;
    @Mock
    private RemoveFlow removeFlow;
    @Mock
    private SendBarrier sendBarrier;
    @Mock
    private TransmitPacket transmitPacket;
    @Mock
    private GetFlowStatistics flowStatistics;

    private SwitchDriver driver;
    private long nowNs = 1_000_000_000L;

    private static <T> SettableFuture<T> add(final ArrayDeque<SettableFuture<T>> futures) {
        final var future = SettableFuture.<T>create();
        futures.add(future);
        return future;
    }

    @BeforeEach
    void setUp() {
        lenient().when(addFlow.invoke(any())).thenAnswer(call -> add(additions));
        lenient().when(removeFlow.invoke(any())).thenAnswer(call -> add(removals));
        lenient().when(sendBarrier.invoke(any())).thenAnswer(call -> add(barriers));
        lenient().when(transmitPacket.invoke(any())).thenAnswer(call -> add(packets));
        driver = new SwitchDriver(new SwitchRpcs(addFlow, removeFlow, sendBarrier, transmitPacket,
            flowStatistics), inbox, alarms,
            counters);
        machine.putGroup(nowNs, new GroupConfig("g", new Attachment(NODE, List.of(1)),
            new Attachment("openflow:2", List.of(1)), "vnf1", List.of(new Instance("vnf1", 2, 2, ""))));
    }

    private void connect() {
        driver.connected(machine, nowNs, NODE);
        while (machine.poll() != null) {
            // what the machine wants is another test's matter
        }
    }

    private void runInbox() {
        for (var input = inbox.poll(); input != null; input = inbox.poll()) {
            input.apply(machine, nowNs);
        }
    }

    private void execute(final ControllerOutput output) {
        driver.execute(nowNs, output);
    }

    private void sendPackets(final int count) {
        for (int i = 0; i < count; i++) {
            execute(new ControllerOutput.PacketOut(NODE, 2, new byte[60]));
        }
    }

    @Test
    void shouldPutInAndRemoveAllEntriesForTheFragmentsOfIpv6() {
        final var key = new FlowKey(1, 2, FlowKey.UNTAGGED, EtherType.IPV6, EtherType.PROTOCOL_FRAGMENT, 3, 4, 5, 6,
            FlowKey.ABSENT, FlowKey.ABSENT);
        final var entry = new FlowEntry(NODE, 1, 100, 7, null, FlowMatch.exact(key), ENTRY.actions(), 0, 0, false);
        connect();

        execute(new ControllerOutput.Install(entry));
        execute(new ControllerOutput.Remove(entry));

        assertEquals(4, additions.size());
        assertEquals(4, removals.size());
    }

    @Test
    void shouldCallInTheMachinesOrder() {
        connect();

        execute(new ControllerOutput.Install(ENTRY));
        execute(new ControllerOutput.PacketOut(NODE, 2, new byte[60]));
        execute(new ControllerOutput.Remove(ENTRY));
        execute(new ControllerOutput.Barrier(NODE, 7));

        final var order = inOrder(addFlow, transmitPacket, removeFlow, sendBarrier);
        order.verify(addFlow).invoke(any());
        order.verify(transmitPacket).invoke(any());
        order.verify(removeFlow).invoke(any());
        order.verify(sendBarrier).invoke(any());
    }

    @Test
    void shouldSendNothingToAnAbsentSwitchButRemovalsWhenItComes() {
        execute(new ControllerOutput.Install(ENTRY));
        execute(new ControllerOutput.Remove(ENTRY));
        verify(removeFlow, never()).invoke(any());

        connect();

        verify(addFlow, never()).invoke(any());
        verify(removeFlow).invoke(any());
    }

    private void install(final int count) {
        for (int i = 0; i < count; i++) {
            execute(new ControllerOutput.Install(ENTRY));
        }
    }

    private void answerBarrier() {
        barriers.remove().set(RpcResultBuilder.<SendBarrierOutput>success().build());
        runInbox();
    }

    /** Thousands of flows' entries go at once when a detection window closes. */
    @Test
    void shouldKeepWhatExceedsTheWindowInOrderUntilBarriersAreAnswered() {
        connect();
        final int before = SwitchChannel.WINDOW - SwitchChannel.BATCH;
        install(before);
        sendPackets(2 * SwitchChannel.BATCH);
        execute(new ControllerOutput.Remove(ENTRY));
        verify(addFlow, times(before)).invoke(any());
        verify(transmitPacket, times(SwitchChannel.BATCH)).invoke(any());
        verify(sendBarrier, times(SwitchChannel.WINDOW / SwitchChannel.BATCH)).invoke(any());

        answerBarrier();
        verify(transmitPacket, times(2 * SwitchChannel.BATCH)).invoke(any());
        verify(removeFlow, never()).invoke(any());
        answerBarrier();
        verify(removeFlow).invoke(any());
    }

    @Test
    void shouldCountBarriersThatTheMachineAskedFor() {
        connect();
        install(SwitchChannel.BATCH - 1);
        execute(new ControllerOutput.Barrier(NODE, 7));
        install(SwitchChannel.WINDOW);
        verify(addFlow, times(SwitchChannel.WINDOW)).invoke(any());

        answerBarrier();

        verify(addFlow, times(SwitchChannel.WINDOW + SwitchChannel.BATCH - 1)).invoke(any());
    }

    @Test
    void shouldForgetWhatWasUnderWayOnAConnectionThatIsGone() {
        connect();
        install(SwitchChannel.WINDOW);
        driver.disconnected(machine, nowNs, NODE);
        connect();

        install(1);
        while (!barriers.isEmpty()) {
            answerBarrier();
        }
        install(SwitchChannel.WINDOW);

        verify(addFlow, times(2 * SwitchChannel.WINDOW)).invoke(any());
    }

    @Test
    void shouldAskAgainAfterAFailedBarrierWhileConnected() {
        connect();
        execute(new ControllerOutput.Barrier(NODE, 7));

        barriers.remove().set(RpcResultBuilder.<SendBarrierOutput>failed().build());
        runInbox();
        nowNs += TimeUnit.SECONDS.toNanos(1);
        final var retry = alarms.pollDue(nowNs);
        assertNotNull(retry);
        retry.apply(machine, nowNs);

        verify(sendBarrier, times(2)).invoke(any());
        assertEquals(1, counters.failedBarriers.sum());
    }

    @Test
    void shouldReinstallAllWhenOpenflowpluginTookNoOrders() {
        connect();
        execute(new ControllerOutput.Install(ENTRY));

        additions.remove().setException(new IllegalStateException("no implementation of the RPC available"));
        runInbox();
        assertNull(machine.poll(), "nothing is wanted from an absent switch");
        nowNs += TimeUnit.SECONDS.toNanos(1);
        final var retry = alarms.pollDue(nowNs);
        assertNotNull(retry);
        retry.apply(machine, nowNs);

        assertNotNull(machine.poll(), "the machine wants its entries again");
        assertEquals(1, counters.refusedFlowMods.sum());
    }

    @Test
    void shouldNotComeBackToASwitchThatIsGone() {
        connect();
        execute(new ControllerOutput.Install(ENTRY));
        additions.remove().setException(new IllegalStateException("device disconnected"));
        runInbox();
        driver.disconnected(machine, nowNs, NODE);

        nowNs += TimeUnit.SECONDS.toNanos(1);
        final var retry = alarms.pollDue(nowNs);
        assertNotNull(retry);
        retry.apply(machine, nowNs);

        assertNull(machine.poll());
    }

    @Test
    void shouldRepeatRemovalsThatWereUnderWayWhenTheSwitchWent() {
        connect();
        execute(new ControllerOutput.Remove(ENTRY));
        removals.remove().setException(new IllegalStateException("device disconnected"));
        driver.disconnected(machine, nowNs, NODE);
        runInbox();

        connect();

        verify(removeFlow, times(2)).invoke(any());
    }

    /** A PACKET_OUT's success means that openflowplugin has written it: these it had not when the switch went. */
    @Test
    void shouldSendPacketsAgainThatWereUnderWayWhenTheSwitchWent() {
        connect();
        execute(new ControllerOutput.PacketOut(NODE, 2, new byte[60]));
        execute(new ControllerOutput.PacketOut(NODE, 3, new byte[60]));
        packets.remove().set(disconnected());
        packets.remove().set(disconnected());
        runInbox();
        driver.disconnected(machine, nowNs, NODE);
        verify(transmitPacket, times(2)).invoke(any());

        connect();

        final var sent = ArgumentCaptor.forClass(TransmitPacketInput.class);
        verify(transmitPacket, times(4)).invoke(sent.capture());
        assertEquals(sent.getAllValues().get(0).getEgress(), sent.getAllValues().get(2).getEgress());
        assertEquals(sent.getAllValues().get(1).getEgress(), sent.getAllValues().get(3).getEgress());
    }

    /** openflowplugin says so with a result, not with an exception. */
    @Test
    void shouldRepeatRemovalsThatOpenflowpluginGaveUpOn() {
        connect();
        execute(new ControllerOutput.Remove(ENTRY));
        removals.remove().set(disconnected());
        runInbox();
        driver.disconnected(machine, nowNs, NODE);

        connect();

        verify(removeFlow, times(2)).invoke(any());
        assertEquals(0, counters.refusedFlowMods.sum());
    }

    private static <T> RpcResult<T> disconnected() {
        return RpcResultBuilder.<T>failed().withError(ErrorType.APPLICATION, "Device disconnected").build();
    }
}
