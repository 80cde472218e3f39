/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatistics;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.Flow;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.sharpnfv.sharp.audit.AuditedEntry;
import org.sharpnfv.sharp.audit.EntryAudit;
import org.sharpnfv.sharp.audit.SwitchAudit;
import org.sharpnfv.sharp.controller.Cookie;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.FlowEntry.Action;

/**
 * Asks the machine, the switch, and the machine again: what is expected the one time and not the other was about to
 * come or to go, and is no fault whether it is there or not. The machine only copies its list in the engine's turn, all
 * else is done on threads of its own.
 */
final class EntryAuditor implements EntryAudit {
    private static final int WHOLE_PACKET = 0xFFFF;
    private static final Executor ELSEWHERE = Thread::startVirtualThread;
    private static final Comparator<AuditedEntry> AS_PACKETS_MEET_THEM = Comparator.comparingInt(AuditedEntry::table)
        .thenComparing(AuditedEntry::priority, Comparator.reverseOrder()).thenComparing(AuditedEntry::match);

    private final Inbox inbox;
    private final GetFlowStatistics statistics;
    private final int cookiePrefix;

    EntryAuditor(final Inbox inbox, final GetFlowStatistics statistics, final int cookiePrefix) {
        this.inbox = inbox;
        this.statistics = statistics;
        this.cookiePrefix = cookiePrefix;
    }

    @Override
    public ListenableFuture<SwitchAudit> audit(final String node) {
        return Futures.transformAsync(expected(node), before ->
            Futures.transformAsync(present(node), present ->
                Futures.transform(expected(node), after -> compare(node, before, present, after), ELSEWHERE),
                ELSEWHERE),
            ELSEWHERE);
    }

    private ListenableFuture<List<FlowEntry>> expected(final String node) {
        return inbox.ask((machine, nowNs) -> machine.expectedEntries(node));
    }

    private ListenableFuture<GetFlowStatisticsOutput> present(final String node) {
        return Futures.transformAsync(statistics.invoke(new GetFlowStatisticsInputBuilder()
            .setNode(Inventory.nodeRef(node))
            .setStoreStats(Boolean.FALSE)
            .setCookie(EntryTranslator.cookie((long) cookiePrefix << 48))
            .setCookieMask(EntryTranslator.cookie(Cookie.PREFIX_MASK))
            .build()), Answers::unwrap, ELSEWHERE);
    }

    /** Entries of SHarP's in the switch's reply that it would not make so are told, too. */
    static SwitchAudit compare(final String node, final List<FlowEntry> before, final GetFlowStatisticsOutput reply,
            final List<FlowEntry> after) {
        final var early = comparable(before);
        final var late = comparable(after);
        final Set<FlowEntry> expected = new LinkedHashSet<>(early);
        expected.addAll(late);
        final Set<FlowEntry> present = new LinkedHashSet<>();
        final var all = new ArrayList<AuditedEntry>();
        for (final var flow : reply.nonnullFlowAndStatisticsMapList()) {
            final var entry = EntryReader.read(node, flow);
            if (entry == null) {
                all.add(unreadable(flow));
            } else {
                present.add(comparable(entry));
            }
        }
        for (final var entry : expected) {
            final boolean there = present.remove(entry);
            if (there || early.contains(entry) && late.contains(entry)) {
                all.add(audited(entry, true, there));
            }
        }
        present.forEach(entry -> all.add(audited(entry, false, true)));
        all.sort(AS_PACKETS_MEET_THEM);
        return new SwitchAudit(node, all);
    }

    private static Set<FlowEntry> comparable(final Collection<FlowEntry> entries) {
        return entries.stream().flatMap(entry -> entry.onSwitch().stream()).map(EntryAuditor::comparable)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Without what {@link EntryReader} does not read: time-outs, and how much of a packet the controller gets. */
    private static FlowEntry comparable(final FlowEntry entry) {
        return new FlowEntry(entry.node(), entry.table(), entry.priority(), entry.cookie(), entry.metadata(),
            entry.match(), entry.actions().stream().map(EntryAuditor::comparable).toList(), 0, 0, false);
    }

    private static Action comparable(final Action action) {
        return action instanceof Action.ToController ? new Action.ToController(WHOLE_PACKET) : action;
    }

    private static AuditedEntry audited(final FlowEntry entry, final boolean expected, final boolean present) {
        return new AuditedEntry(entry.table(), entry.priority(), entry.cookie(), EntryText.kind(entry.cookie()),
            EntryText.match(entry), EntryText.actions(entry.actions()), expected, present);
    }

    private static AuditedEntry unreadable(final Flow flow) {
        final var table = flow.getTableId();
        final var priority = flow.getPriority();
        final var cookie = flow.getCookie();
        final long bits = cookie == null ? 0 : cookie.getValue().longValue();
        return new AuditedEntry((table == null ? Uint8.ZERO : table).intValue(),
            (priority == null ? Uint16.ZERO : priority).intValue(), bits, EntryText.kind(bits),
            "not one that SHarP makes", "?", false, true);
    }
}
