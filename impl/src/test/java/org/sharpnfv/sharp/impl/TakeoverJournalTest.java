/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.takeover.rev261123.takeover.SettledRequest;
import org.sharpnfv.sharp.controller.JournalNote;

/** What a controller that starts anew finds, and that it finds all of a note or nothing. */
@ExtendWith(MockitoExtension.class)
class TakeoverJournalTest {
    private final List<String> steps = new ArrayList<>();
    private boolean fails;

    @Mock
    private DataBroker broker;
    private TakeoverJournal journal;

    @BeforeEach
    void setUp() {
        when(broker.newWriteOnlyTransaction()).thenAnswer(call -> transaction());
        journal = new TakeoverJournal(broker);
    }

    private WriteTransaction transaction() {
        return mock(WriteTransaction.class, call -> {
            final var verb = call.getMethod().getName();
            if (!"commit".equals(verb)) {
                assertEquals(LogicalDatastoreType.CONFIGURATION, call.getArgument(0));
            }
            switch (verb) {
                case "put" -> {
                    final SettledRequest settled = call.getArgument(2);
                    steps.add("put " + settled.requireId().getValue() + " behind " + behind(settled));
                }
                case "delete" -> steps.add("delete");
                case "commit" -> steps.add("commit");
                default -> throw new IllegalStateException("expected put, delete or commit, found " + call);
            }
            return !"commit".equals(verb) ? null : fails ? FluentFuture.from(Futures.immediateFailedFuture(
                new IllegalStateException("no disk"))) : CommitInfo.emptyFluentFuture();
        });
    }

    private static List<String> behind(final SettledRequest settled) {
        final var names = settled.getBehind();
        return names == null ? List.of() : names.stream().map(HandoverId::getValue).sorted().toList();
    }

    private void write(final JournalNote note) {
        journal.write(note, () -> steps.add("done"));
    }

    @Test
    void shouldNoteBehindWhichRequestsOneIsSettled() {
        write(new JournalNote(1, "r", false, Set.of("b", "a"), Map.of()));

        assertEquals(List.of("put r behind [a, b]", "commit", "done"), steps);
    }

    @Test
    void shouldTakeTheNameOfADeletedRequestOutOfOthersNotesAtOneStroke() {
        write(new JournalNote(1, "gone", true, Set.of(), Map.of("r", Set.of("a"))));

        assertEquals(List.of("delete", "delete", "put r behind [a]", "commit", "done"), steps);
    }

    @Test
    void shouldGoOnWhenNothingCanBeNoted() {
        fails = true;

        write(new JournalNote(1, "r", false, Set.of(), Map.of()));

        assertEquals(List.of("put r behind []", "commit", "done"), steps);
    }
}
