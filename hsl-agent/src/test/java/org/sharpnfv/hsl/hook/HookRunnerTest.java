/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.hsl.control.Events;
import org.sharpnfv.hsl.control.FlowDirection;
import org.sharpnfv.hsl.control.FlowFacts;
import org.sharpnfv.hsl.control.Peer;
import org.sharpnfv.hsl.control.VnfCommand;
import org.sharpnfv.hsl.control.VnfEvent;

/** The hook for VNFs that cannot be changed: design, section 6. */
@Timeout(60)
class HookRunnerTest {
    private static final FlowFacts FLOW = new FlowFacts("02:00:00:00:00:01", "02:00:00:00:00:02", null, 2048, 17,
        "10.0.0.1", "10.0.0.2", 5000, 6000);
    private static final FlowFacts REVERSE = new FlowFacts(null, null, null, 2048, 17, "10.0.0.2", "10.0.0.1", null,
        null);

    @TempDir
    private Path directory;
    private final Events events = new Events();

    @Test
    void shouldPutTheFactsIntoTheEnvironment() throws Exception {
        final Path found = directory.resolve("found");

        final VnfEvent event = tell("env | grep ^SHARP_ | sort > " + found, VnfCommand.Type.EXPORT_STATE);

        assertEquals(new VnfEvent.StateExported("7"), event);
        assertEquals(List.of("SHARP_DESTINATION_ADDRESS=10.0.0.2", "SHARP_DESTINATION_PORT=6000",
            "SHARP_DIRECTION=both", "SHARP_EVENT=export-state", "SHARP_FLOW_ETH_DESTINATION=02:00:00:00:00:02",
            "SHARP_FLOW_ETH_SOURCE=02:00:00:00:00:01", "SHARP_FLOW_ETH_TYPE=2048", "SHARP_HANDOVER=7",
            "SHARP_IP_PROTOCOL=17", "SHARP_MARKER=9", "SHARP_PEER_ADDRESS=192.0.2.2", "SHARP_PEER_ID=vnf2",
            "SHARP_REVERSE_DESTINATION_ADDRESS=10.0.0.1", "SHARP_REVERSE_FLOW_ETH_TYPE=2048",
            "SHARP_REVERSE_IP_PROTOCOL=17", "SHARP_REVERSE_SOURCE_ADDRESS=10.0.0.2",
            "SHARP_SOURCE_ADDRESS=10.0.0.1", "SHARP_SOURCE_PORT=5000"), Files.readAllLines(found));
    }

    @Test
    void shouldSayRollback() throws Exception {
        assertEquals(new VnfEvent.StateImported("7"),
            tell("test $SHARP_EVENT-$SHARP_ROLLBACK = import-state-1", VnfCommand.Type.IMPORT_STATE));
    }

    @Test
    void shouldTakeExitCodeZeroAsDone() throws Exception {
        assertEquals(new VnfEvent.StateImported("7"), tell("exit 0", VnfCommand.Type.IMPORT_STATE));
    }

    @Test
    void shouldGiveTheLastLineOfStandardErrorAsReason() throws Exception {
        assertEquals(new VnfEvent.StateFailed("7", "no route to peer"),
            tell("seq 1 100000 >&2; echo no route to peer >&2; echo >&2; exit 3", VnfCommand.Type.IMPORT_STATE));
        assertEquals(new VnfEvent.StateFailed("7", "the hook ended with exit code 4"),
            tell("exit 4", VnfCommand.Type.EXPORT_STATE));
    }

    @Test
    void shouldReadRelatedFlowsFromStandardOutput() throws Exception {
        assertEquals(new VnfEvent.FlowDescribed("7", List.of()), tell("true", VnfCommand.Type.DESCRIBE_FLOW));
        assertEquals(new VnfEvent.FlowDescribed("7", List.of()), tell("echo what", VnfCommand.Type.DESCRIBE_FLOW));
        final var described = assertInstanceOf(VnfEvent.FlowDescribed.class,
            tell("echo '{\"flows\":[{\"direction\":\"reverse\",\"source-port\":6000}]}'",
                VnfCommand.Type.DESCRIBE_FLOW));

        assertEquals(FlowDirection.REVERSE, described.flows().getFirst().direction());
    }

    @Test
    void shouldKillWhatRunsTooLong() throws Exception {
        final Path pid = directory.resolve("pid");
        try (HookRunner hook = HookRunner.start("sleep 60 & echo $! > " + pid + "; wait", 1, 500, events.queue())) {
            hook.tell(command(VnfCommand.Type.EXPORT_STATE, "7"));

            final var failed = assertInstanceOf(VnfEvent.StateFailed.class, events.next());

            assertTrue(failed.reason().contains("longer than 500 ms"), failed.reason());
            final Path child = Path.of("/proc", Files.readString(pid).strip(), "stat");
            for (int i = 0; i < 50 && runs(child); i++) {
                Thread.sleep(20);
            }
            assertFalse(runs(child));
        }
    }

    @Test
    void shouldRunNoMoreThanAllowedAtATime() throws Exception {
        final String script = "mkdir " + directory.resolve("alone") + " || exit 1; sleep 0.05; rmdir "
            + directory.resolve("alone");
        try (HookRunner hook = HookRunner.start(script, 1, 10_000, events.queue())) {
            for (int i = 0; i < 5; i++) {
                hook.tell(command(VnfCommand.Type.EXPORT_STATE, "8" + i));
            }
            for (int i = 0; i < 5; i++) {
                assertEquals(new VnfEvent.StateExported("8" + i), events.next());
            }
        }
    }

    /** A zombie does not run; where nobody reaps orphans it stays for ever. */
    private static boolean runs(final Path stat) {
        try {
            return !Files.readString(stat).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    private VnfEvent tell(final String script, final VnfCommand.Type type) throws InterruptedException {
        try (HookRunner hook = HookRunner.start(script, 2, 10_000, events.queue())) {
            hook.tell(command(type, "7"));
            return events.next();
        }
    }

    private static VnfCommand command(final VnfCommand.Type type, final String handover) {
        return new VnfCommand(type, handover, FLOW, REVERSE, FlowDirection.BOTH, new Peer("vnf2", "192.0.2.2"), 9,
            type == VnfCommand.Type.IMPORT_STATE, type == VnfCommand.Type.HANDOVER_FINISHED ? "completed" : null, null);
    }
}
