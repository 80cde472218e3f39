/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Message.StartHandover;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** {@link GateTable} against a {@link HashMap}, with hashes that collide and wrap around the end of the table. */
class GateTableTest {
    private final HslMachine machine = new HslMachine("vnf", "1", new MessageCodec(MessageCodec.ETHER_TYPE),
        ControlKey.NONE, 1);
    private final GateTable table = new GateTable();
    private final Map<FlowKey, FlowGate> model = new HashMap<>();

    private FlowGate gate(final FlowKey key) {
        final var start = new StartHandover(1, Role.DESTINATION, 1, StateTransfer.NONE, 0, key, key.reversed(), "", "",
            1, Overflow.FAIL, 1, 0);
        return new FlowGate(new HslFlow(machine, start, 0, 0), Direction.FORWARD, FlowGate.State.HOLD);
    }

    /** Keys whose places in a table of up to 512 are a few neighbours at its end and beginning. */
    private static List<FlowKey> colliding(final int count) {
        final var keys = new ArrayList<FlowKey>();
        for (int i = 0; keys.size() < count; i++) {
            final var key = new FlowKey(TestFlows.HOST_1, TestFlows.HOST_2, FlowKey.UNTAGGED, EtherType.IPV4,
                EtherType.PROTOCOL_UDP, 0, i >>> 16, 0, 1, i & 0xFFFF, 7);
            if ((FrameHeader.hash(key) + 3 & 0x1FF) < 6) {
                keys.add(key);
            }
        }
        return keys;
    }

    private void check(final List<FlowKey> keys) {
        for (final var key : keys) {
            assertSame(model.get(key), table.get(TestFlows.header(TestFlows.frame(key))), key.toString());
            assertSame(model.get(key), table.get(key));
        }
    }

    @Test
    void shouldBeEmptyAtFirst() {
        assertNull(table.get(TestFlows.udp(1)));
        assertNull(table.get(TestFlows.header(TestFlows.frame(TestFlows.udp(1)))));
    }

    @Test
    void shouldAgreeWithHashMapWhateverCollides() {
        final var random = new Random(13);
        final var keys = colliding(90);
        for (int step = 0; step < 4_000; step++) {
            final var key = keys.get(random.nextInt(keys.size()));
            if (random.nextInt(5) < (step / 500 % 2 == 0 ? 4 : 1)) {
                final var gate = gate(key);
                table.put(gate);
                model.put(key, gate);
            } else if (model.containsKey(key)) {
                table.remove(model.remove(key));
            }

            check(keys);
        }
    }

    @Test
    void shouldGrowWithManyFlows() {
        for (int port = 0; port < 20_000; port++) {
            final var gate = gate(TestFlows.udp(port));
            table.put(gate);
            model.put(gate.key(), gate);
        }

        final var keys = new ArrayList<>(model.keySet());
        check(keys);
        for (int i = 0; i < keys.size(); i += 2) {
            table.remove(model.remove(keys.get(i)));
        }
        check(keys);
    }

    @Test
    void shouldReplaceTheGateOfTheSameFlow() {
        final var first = gate(TestFlows.udp(1));
        final var second = gate(TestFlows.udp(1));
        table.put(first);

        table.put(second);

        assertSame(second, table.get(TestFlows.udp(1)));
    }

    @Test
    void shouldNotRemoveTheGateThatReplacedOne() {
        final var first = gate(TestFlows.udp(1));
        final var second = gate(TestFlows.udp(1));
        table.put(first);
        table.put(second);

        table.remove(first);

        assertSame(second, table.get(TestFlows.udp(1)));
        table.remove(second);
        table.remove(second);
        assertNull(table.get(TestFlows.udp(1)));
        assertEquals(Map.of(), model);
    }
}
