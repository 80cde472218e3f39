/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverPhase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverStateChanged;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.RequestRefused;
import org.opendaylight.yangtools.yang.common.Empty;
import org.sharpnfv.sharp.controller.ControllerCounters;
import org.sharpnfv.sharp.controller.ControllerMachine.StateChange;
import org.sharpnfv.sharp.controller.Phase;
import org.sharpnfv.sharp.controller.SweepUpdate;
import org.sharpnfv.sharp.controller.SweepView;
import org.sharpnfv.sharp.wire.AgentCounters;

/** One transaction at a time; notifications follow what they tell of. */
@ExtendWith(MockitoExtension.class)
class MirrorThreadTest {
    private static final long LIMIT_S = 10;
    private static final SweepView VIEW = new SweepView(Phase.COMPLETED, null, "", 1, 2, 3, 0, 0, 0, 0, 0,
        new ControllerCounters(0, 0, 0, 0, 0, 0, 0), new AgentCounters(0, 0, 0, 0, 0), List.of());
    private static final News NEWS = new News(0, List.of(new StateChange("r", false, VIEW)),
        Map.of("r", new Snapshot(new SweepUpdate(true, VIEW, List.of()), null, null)));
    private static final List<StateChange> TWO =
        List.of(new StateChange("r", false, VIEW), new StateChange("r", true, VIEW));

    private final LinkedBlockingQueue<SettableFuture<CommitInfo>> commits = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<HandoverStateChanged> published = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Boolean> wakes = new LinkedBlockingQueue<>();
    private final MachineClock clock = new MachineClock();
    private final Inbox inbox = new Inbox(clock);
    private final NotificationCounters counters = new NotificationCounters();

    @Mock
    private DataBroker broker;
    @Mock
    private NotificationPublishService notifications;
    private MirrorThread mirror;

    @BeforeEach
    void setUp() throws InterruptedException {
        lenient().when(broker.newWriteOnlyTransaction()).thenAnswer(call -> {
            final WriteTransaction tx = mock(WriteTransaction.class);
            final var commit = SettableFuture.<CommitInfo>create();
            lenient().doAnswer(same -> {
                commits.add(commit);
                return FluentFuture.from(commit);
            }).when(tx).commit();
            return tx;
        });
        lenient().when(notifications.offerNotification(any())).thenAnswer(call -> {
            published.add(call.getArgument(0));
            return com.google.common.util.concurrent.Futures.immediateFuture(Empty.value());
        });
        final var writer = new ProgressWriter(clock);
        mirror = new MirrorThread(new ProgressStore(broker, clock, writer), notifications, writer, clock, inbox,
            counters);
        inbox.open(new Inbox.Worker() {
            @Override
            public void wake() {
                wakes.add(true);
            }

            @Override
            public void help() {
                wakes.add(true);
            }
        });
        wakes.clear();
        mirror.start();
    }

    @AfterEach
    void tearDown() {
        mirror.close();
    }

    private SettableFuture<CommitInfo> nextCommit() throws InterruptedException {
        final var commit = commits.poll(LIMIT_S, TimeUnit.SECONDS);
        assertNotNull(commit, "no transaction");
        return commit;
    }

    private void awaitReady() throws InterruptedException {
        while (!mirror.isReady()) {
            assertNotNull(wakes.poll(LIMIT_S, TimeUnit.SECONDS), "the engine was not woken");
        }
    }

    @Test
    void shouldNotBeReadyBeforeTheRemainsOfAnotherLifeAreGone() throws InterruptedException {
        final var clearing = nextCommit();
        assertFalse(mirror.isReady());

        clearing.set(CommitInfo.empty());

        awaitReady();
    }

    @Test
    void shouldPublishOnlyWhatIsWrittenAndTakeNothingMeanwhile() throws InterruptedException {
        nextCommit().set(CommitInfo.empty());
        awaitReady();

        mirror.take(NEWS);
        final var writing = nextCommit();
        assertFalse(mirror.isReady());
        assertEquals(0, published.size());
        writing.set(CommitInfo.empty());

        assertEquals(HandoverPhase.Completed, nextPublished().getPhase());
        awaitReady();
        assertEquals(List.of(), mirror.drainLost());
    }

    @Test
    void shouldRememberWhatADatastoreThatFailedHasLost() throws InterruptedException {
        nextCommit().set(CommitInfo.empty());
        awaitReady();

        mirror.take(NEWS);
        nextCommit().setException(new IllegalStateException("no disk"));

        assertEquals(HandoverPhase.Completed, nextPublished().getPhase());
        awaitReady();
        assertEquals(List.of("r"), mirror.drainLost());
    }

    private HandoverStateChanged nextPublished() throws InterruptedException {
        final var notification = published.poll(LIMIT_S, TimeUnit.SECONDS);
        assertNotNull(notification, "no notification");
        return notification;
    }

    /** Whoever misses a number knows that something was lost, also where it was lost here. */
    @Test
    void shouldNumberWhatItTellsAndLeaveAGapForWhatWasForgotten() throws InterruptedException {
        nextCommit().set(CommitInfo.empty());
        awaitReady();

        mirror.take(new News(0, TWO, Map.of()));
        final var first = nextPublished();
        final var second = nextPublished();
        awaitReady();
        mirror.take(new News(40, List.of(new StateChange("r", true, VIEW)), Map.of()));
        final var third = nextPublished();

        assertEquals(List.of(1L, 2L, 43L), List.of(first, second, third).stream()
            .map(each -> each.getSequenceNumber().longValue()).toList());
        assertEquals(List.of(false, true, true), List.of(first, second, third).stream()
            .map(HandoverStateChanged::getHandBack).toList());
        assertEquals(40, counters.forgotten.sum());
    }

    @Test
    void shouldCountWhatNobodyTakes() throws InterruptedException {
        nextCommit().set(CommitInfo.empty());
        awaitReady();
        final var undelivered = SettableFuture.<Object>create();
        doReturn(NotificationPublishService.REJECTED, undelivered).when(notifications).offerNotification(any());

        mirror.take(new News(0, TWO, Map.of()));
        awaitReady();

        assertEquals(List.of(1L, 1L, 0L),
            List.of(counters.rejected.sum(), counters.published.sum(), counters.delivered.sum()));
        undelivered.set(Empty.value());
        assertEquals(1, counters.delivered.sum());
    }

    @Test
    void shouldWriteARefusalWithoutNews() throws InterruptedException {
        nextCommit().set(CommitInfo.empty());
        awaitReady();

        mirror.refused("bad", "priority: expected 1 to 10000");
        nextCommit().set(CommitInfo.empty());

        final var told = nextPublished();
        assertEquals(HandoverPhase.Failed, told.getPhase());
        assertEquals("bad", told.getId().getValue());
        assertEquals(RequestRefused.VALUE, told.getFailureReason());
        assertTrue(mirror.isReady());
    }
}
