/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Restconf;

/**
 * Karaf boots while the port of its management is not free: for a moment it is not each time, as Karaf closes and opens
 * it at once, and on a busy machine that moment was seen to be long enough for openflowplugin never to listen.
 */
class TakenPortIT {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);
    private static final Duration UP_LIMIT = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** Takes what comes, and closes it. */
    private static final String HOLDER = "import socket\ns = socket.create_server(('127.0.0.1', 1099))\n"
        + "while True: s.accept()[0].close()";

    @Test
    void shouldListenForSwitchesOnceManagementHasItsPort() {
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/taken-port-logs"));
            final var topology = Topology.build(sandbox, 1, VnfSide.VETH);
            final var holder = sandbox.start("port-holder", topology.control(),
                Command.of("/usr/bin/python3", "-c", HOLDER));
            final var lab = Lab.start(sandbox, topology);
            final var controller = lab.startController();
            final var restconf = new Restconf(lab.inControl());
            restconf.await(controller.child(), BOOT_LIMIT);
            lab.connectSwitches();
            final var northbound = new Northbound(restconf);
            northbound.putGroup(topology);
            Waiting.until("a word of SHarP's about management", UP_LIMIT, INTERVAL, () -> text(controller.log())
                .contains("expected Karaf's management to be there, found that it is not"));
            Waiting.until("a group without switches", UP_LIMIT, INTERVAL,
                () -> northbound.groupStatus().equals("switch-disconnected"));

            sandbox.stop(holder);
            northbound.awaitUp(UP_LIMIT);

            final var drops = lab.drops();
            final var stream = lab.stream(200, 200, 1);
            stream.start();
            Waiting.pause(Duration.ofSeconds(2));
            final var result = stream.stop();
            assertAll(
                () -> assertTrue(text(controller.log()).contains("Karaf's management is there")),
                () -> assertTrue(result.sent() > 100 && result.isFlawless(), result::toString),
                () -> assertEquals(Map.of(), lab.drops().since(drops).nonZero()));
        }
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LabException("cannot read " + file, e);
        }
    }
}
