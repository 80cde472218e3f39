/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.openflowplugin.api.openflow.device.DeviceInfo;
import org.opendaylight.openflowplugin.api.openflow.mastership.MastershipChangeService;
import org.opendaylight.openflowplugin.api.openflow.mastership.MastershipChangeServiceManager;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeId;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.Uint8;

class SwitchTrackerTest {
    private static final String CONNECTED = "connected ";
    private static final String NODE = "openflow:1";

    private final List<DeviceInfo> listed = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final DeviceInfo device = device(NODE);
    private SwitchTracker tracker;

    private static DeviceInfo device(final String node) {
        final var device = mock(DeviceInfo.class);
        when(device.getNodeId()).thenReturn(new NodeId(node));
        when(device.getVersion()).thenReturn(Uint8.valueOf(4));
        return device;
    }

    /** Tells who registers what it lists, as openflowplugin does. */
    @BeforeEach
    void register() {
        final var mastership = mock(MastershipChangeServiceManager.class);
        when(mastership.register(any())).thenAnswer(call -> {
            listed.forEach(call.<MastershipChangeService>getArgument(0)::onBecomeOwner);
            return mock(Registration.class);
        });
        tracker = new SwitchTracker(mastership, new SwitchTracker.Audience() {
            @Override
            public void connected(final String node) {
                told.add(CONNECTED + node);
            }

            @Override
            public void disconnected(final String node) {
                told.add("disconnected " + node);
            }
        });
    }

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void shouldTellWhatItIsTold() {
        tracker.onBecomeOwner(device);
        assertEquals(Map.of(NODE, 4), tracker.versions());
        tracker.onLoseOwnership(device);

        assertEquals(List.of(CONNECTED + NODE, "disconnected " + NODE), told);
        assertEquals(Map.of(), tracker.versions());
    }

    /** The others were told before this one registered, and the list did not have it yet. */
    @Test
    void shouldFindASwitchThatConnectedInTheSameMoment() {
        listed.add(device);

        tracker.look();
        assertEquals(List.of(), told, "it may be on its way out");
        tracker.look();
        tracker.look();

        assertEquals(List.of(CONNECTED + NODE), told);
        assertEquals(Map.of(NODE, 4), tracker.versions());
    }

    @Test
    void shouldSayNothingTwice() {
        tracker.onBecomeOwner(device);
        listed.add(device);

        tracker.look();
        tracker.look();

        assertEquals(List.of(CONNECTED + NODE), told);
    }

    /** The end is told first; the list follows. */
    @Test
    void shouldNotFindWhatIsGoing() {
        listed.add(device);
        tracker.onBecomeOwner(device);
        tracker.onLoseOwnership(device);
        tracker.look();
        listed.clear();
        tracker.look();
        tracker.look();
        assertEquals(2, told.size(), told.toString());

        listed.add(device);
        tracker.look();
        tracker.onLoseOwnership(device);
        tracker.look();

        assertEquals("disconnected " + NODE, told.getLast());
    }
}
