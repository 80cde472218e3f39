/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.flow.and.statistics.map.list.FlowAndStatisticsMapList;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.flow.and.statistics.map.list.FlowAndStatisticsMapListBuilder;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.sharpnfv.sharp.audit.AuditedEntry;
import org.sharpnfv.sharp.audit.SwitchAudit;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerSettings;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.FlowEntry.Action;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FlowMatch.Masked;
import org.sharpnfv.sharp.flow.FlowMatch.Prefix;

/** What a switch says of entries is compared with what it was told. */
@NullMarked
class EntryAuditorTest {
    private static final String NODE = "openflow:1";
    private static final long METADATA = 0x5350_0000_0000_0002L;

    private static final FlowEntry CONTROL = classifier(40_005, 0x5350_1000_0000_0001L,
        new FlowMatch(2, null, null, null, 0x88B5, null, null, null, null, null),
        List.of(new Action.ToController(0xFFFF)));
    private static final FlowEntry DROP = classifier(40_005, 0x5350_1000_0000_0001L,
        new FlowMatch(1, null, null, null, 0x88B5, null, null, null, null, null), List.of());
    private static final FlowEntry LATE = classifier(40_004, 0x5350_1000_0000_0001L,
        new FlowMatch(2, null, new Masked(0x0253_4000_0000L, 0xFFFF_F000_0000L), null, null, null, null, null, null,
            null), List.of(new Action.ToController(0xFFFF)));
    private static final FlowEntry LEARNING = classifier(40_001, 0x5350_2000_0000_0001L,
        new FlowMatch(1, null, null, null, null, null, null, null, null, null),
        List.of(new Action.ToController(128), new Action.Goto(1, METADATA)));
    private static final FlowEntry FLOOD = classifier(40_001, 0x5350_1000_0000_0001L,
        new FlowMatch(2, null, null, null, null, null, null, null, null, null),
        List.of(new Action.Output(1), new Action.Output(5)));
    private static final FlowEntry DEFAULT = steering(100, 0x5350_3000_0000_0001L, FlowMatch.ANY, 2, 0);
    private static final FlowEntry FORWARDING = steering(120, 0x5350_4000_0000_0001L,
        new FlowMatch(null, null, null, null, 0x0800, 6, new Prefix(false, 0, 0x0A01_0000L, 16), null, null, 443), 3,
        0);
    private static final List<FlowEntry> ALL = List.of(CONTROL, DROP, LATE, LEARNING, FLOOD, DEFAULT, FORWARDING);

    private static FlowEntry classifier(final int priority, final long cookie, final FlowMatch match,
            final List<Action> actions) {
        return new FlowEntry(NODE, 0, priority, cookie, null, match, actions, 0, 0, false);
    }

    private static FlowEntry steering(final int priority, final long cookie, final FlowMatch match, final int port,
            final int hardSeconds) {
        return new FlowEntry(NODE, 1, priority, cookie, METADATA, match, List.of(new Action.Output(port)), 0,
            hardSeconds, false);
    }

    private static FlowAndStatisticsMapList statistics(final FlowEntry entry) {
        final var input = EntryTranslator.add(entry);
        return new FlowAndStatisticsMapListBuilder().setTableId(input.getTableId())
            .setPriority(input.getPriority()).setCookie(input.getCookie()).setMatch(input.getMatch())
            .setInstructions(input.getInstructions()).build();
    }

    private static GetFlowStatisticsOutput reply(final List<FlowEntry> entries) {
        return new GetFlowStatisticsOutputBuilder().setFlowAndStatisticsMapList(
            entries.stream().flatMap(entry -> entry.onSwitch().stream()).map(EntryAuditorTest::statistics).toList())
            .build();
    }

    private static SwitchAudit compare(final List<FlowEntry> expected, final List<FlowEntry> present) {
        return EntryAuditor.compare(NODE, expected, reply(present), expected);
    }

    private static List<FlowEntry> without(final FlowEntry one) {
        return ALL.stream().filter(entry -> !entry.equals(one)).toList();
    }

    private static List<String> faults(final SwitchAudit audit) {
        return audit.entries().stream().filter(entry -> !entry.expected() || !entry.present())
            .map(entry -> entry.kind() + ' ' + entry.actions() + (entry.expected() ? " missing" : " unexpected"))
            .toList();
    }

    @Test
    void shouldFindEverythingInPlace() {
        final var audit = compare(ALL, ALL);

        assertEquals(List.of(), faults(audit));
        assertEquals(ALL.size(), audit.expected());
        assertEquals(ALL.size(), audit.present());
    }

    @Test
    void shouldTellWhatIsMissing() {
        for (final var entry : ALL) {
            final var audit = compare(ALL, without(entry));

            assertEquals(1, audit.missing());
            assertEquals(0, audit.unexpected());
            assertEquals(ALL.size() - 1, audit.present());
        }
    }

    @Test
    void shouldTellWhatIsNotExpected() {
        assertEquals(List.of("forwarding output:3 unexpected"), faults(compare(without(FORWARDING), ALL)));
    }

    @Test
    void shouldTellAnotherActionAndAnotherCookie() {
        final var other = steering(100, DEFAULT.cookie(), FlowMatch.ANY, 3, 0);
        final var older = steering(100, 0x5350_3010_0000_0001L, FlowMatch.ANY, 2, 0);

        assertEquals(List.of("default output:2 missing", "default output:3 unexpected"),
            faults(compare(List.of(DEFAULT), List.of(other))));
        assertEquals(List.of("default output:2 missing", "default output:2 unexpected"),
            faults(compare(List.of(DEFAULT), List.of(older))));
    }

    @Test
    void shouldTakeTimeoutsForNoDifference() {
        assertEquals(List.of(), faults(compare(List.of(steering(100, 1, FlowMatch.ANY, 2, 6)),
            List.of(steering(100, 1, FlowMatch.ANY, 2, 0)))));
    }

    /** What comes or goes while the switch is asked. */
    @Test
    void shouldBelieveInNoFaultOfAMoment() {
        final var less = without(FORWARDING);

        for (final var present : List.of(ALL, less)) {
            assertEquals(List.of(), faults(EntryAuditor.compare(NODE, less, reply(present), ALL)));
            assertEquals(List.of(), faults(EntryAuditor.compare(NODE, ALL, reply(present), less)));
        }
    }

    @Test
    void shouldShowWhatSharpDoesNotMake() {
        final var alien = new FlowAndStatisticsMapListBuilder().setTableId(Uint8.ONE).setPriority(Uint16.TEN)
            .setCookie(EntryTranslator.cookie(0x5350_F000_0000_0000L)).build();

        final var audit = EntryAuditor.compare(NODE, List.of(), new GetFlowStatisticsOutputBuilder()
            .setFlowAndStatisticsMapList(List.of(alien)).build(), List.of());

        assertEquals(List.of(new AuditedEntry(1, 10, 0x5350_F000_0000_0000L, "foreign", "not one that SHarP makes", "?",
            false, true)), audit.entries());
    }

    @Test
    void shouldSayItInOpenFlowsWords() {
        assertEquals(List.of("in_port=1,eth_type=0x88b5 drop", "in_port=2,eth_type=0x88b5 controller",
            "in_port=2,eth_dst=02:53:40:00:00:00/ff:ff:f0:00:00:00 controller",
            "in_port=1 controller,goto:1,metadata=0x5350000000000002", "in_port=2 output:1,output:5",
            "metadata=0x5350000000000002,eth_type=0x800,ip_proto=6,ip_src=10.1.0.0/16,dst_port=443 output:3",
            "metadata=0x5350000000000002 output:2"),
            compare(ALL, ALL).entries().stream().map(entry -> entry.match() + ' ' + entry.actions()).toList());
    }

    /** Nothing is expected of a machine without configuration; the switch answers, or says why it does not. */
    @Test
    void shouldAskMachineAndSwitch() throws Exception {
        final var asked = new ArrayList<GetFlowStatisticsInput>();

        final var audit = audit(asked, RpcResultBuilder.success(reply(List.of(DEFAULT))).build());

        assertEquals(1, audit.get(10, TimeUnit.SECONDS).unexpected());
        assertEquals(List.of(0x5350_0000_0000_0000L),
            Stream.of(asked.getFirst().getCookie()).map(cookie -> cookie.getValue().longValue()).toList());
    }

    @Test
    void shouldPassOnTheSwitchsFailure() {
        final var audit = audit(new ArrayList<>(), RpcResultBuilder.<GetFlowStatisticsOutput>failed()
            .withError(ErrorType.APPLICATION, "Device disconnected").build());

        final var failure = assertThrows(ExecutionException.class, () -> audit.get(10, TimeUnit.SECONDS));
        assertEquals("Device disconnected", failure.getCause().getMessage());
    }

    private static ListenableFuture<SwitchAudit> audit(final List<GetFlowStatisticsInput> asked,
            final RpcResult<GetFlowStatisticsOutput> answer) {
        final var inbox = new Inbox(new MachineClock());
        final var machine = new ControllerMachine(ControllerSettings.DEFAULT, 1);
        inbox.open(new Inbox.Worker() {
            @Override
            public void wake() {
                for (var input = inbox.poll(); input != null; input = inbox.poll()) {
                    input.apply(machine, 1);
                }
            }

            @Override
            public void help() {
                wake();
            }
        });
        return new EntryAuditor(inbox, input -> {
            asked.add(input);
            return Futures.immediateFuture(answer);
        }, 0x5350).audit(NODE);
    }
}
