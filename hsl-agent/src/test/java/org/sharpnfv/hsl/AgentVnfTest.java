/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sharpnfv.hsl.AgentProcess.await;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.hsl.shim.Frames;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** Issue 4, point 7: a VNF that closes its sockets, by its death and by itself. */
@Timeout(180)
class AgentVnfTest {
    @TempDir
    private Path directory;
    private AgentProcess agent;
    private Process vnf;

    @AfterEach
    void close() throws Exception {
        if (vnf != null) {
            vnf.destroyForcibly().waitFor();
        }
        if (agent != null) {
            agent.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix-stream", "unix-seqpacket"})
    void shouldGoOnWhenTheVnfIsKilledUnderTraffic(final String kind) throws Exception {
        final String in = directory.resolve("in.sock").toString();
        final String out = directory.resolve("out.sock").toString();
        final var command = new ProcessBuilder("python3",
            Path.of("src/main/examples/vnf-" + kind + ".py").toAbsolutePath().toString(), in, out).inheritIO();
        agent = new AgentProcess(directory, kind + ':' + in + ',' + out, 1500, 1500);
        agent.startCounting();
        vnf = command.start();
        agent.awaitPassage(agent.ingress(), agent.egress());

        for (int i = 0; i < 2000; i++) {
            if (i == 1000) {
                vnf.destroyForcibly();
            }
            Frames.send(agent.ingress(), Frames.plain(i, 1000));
        }

        vnf.waitFor();
        Frames.send(agent.ingress(), Frames.plain(1, 1000));
        agent.awaitCounter("vnf-ingress.send-dropped-down", 1);
        agent.hello();
        AgentProcess.settle(agent.egress());
        vnf = command.start();
        agent.awaitCounter("vnf-ingress.connects", 2);
        agent.awaitCounter("vnf-egress.connects", 2);
        agent.awaitPassage(agent.ingress(), agent.egress());
        assertTrue(agent.process().isAlive());
    }

    @Test
    void shouldReportAVnfThatClosesItsControlChannel() throws Exception {
        final Path control = directory.resolve("vnf.sock");
        agent = new AgentProcess(directory);
        agent.startCounting("--control", control.toString());
        agent.hello();
        final var controller = new Controller();
        final var frames = new ArrayList<byte[]>();
        try (var connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            connection.connect(UnixDomainSocketAddress.of(control));
            agent.awaitCounter("vnf.connects", 1);
            for (final var side : Direction.values()) {
                agent.say(side, Controller.start(Role.DESTINATION, StateTransfer.MOVE));
            }
            agent.awaitCounter("vnf.told", 1);
        }

        await("STATE_FAILED", () -> {
            agent.ingress().poll((memory, offset, length) ->
                frames.add(memory.asSlice(offset, length).toArray(JAVA_BYTE)), 64);
            return controller.read(frames);
        }, words -> words.contains("StateFailed"));
        assertEquals("the VNF closed the control channel",
            controller.only(Message.StateFailed.class, frames).reason());
        agent.awaitCounter("vnf.failed-by-disconnect", 1);
        agent.hello();
    }
}
