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
    private static final News NEWS = new News(List.of(new StateChange("r", VIEW)),
        Map.of("r", new Snapshot(new SweepUpdate(true, VIEW, List.of()), null, null)));

    private final LinkedBlockingQueue<SettableFuture<CommitInfo>> commits = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<HandoverPhase> published = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Boolean> wakes = new LinkedBlockingQueue<>();
    private final MachineClock clock = new MachineClock();
    private final Inbox inbox = new Inbox(clock);

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
            published.add(((HandoverStateChanged) call.getArgument(0)).getPhase());
            return com.google.common.util.concurrent.Futures.immediateFuture(Empty.value());
        });
        final var writer = new ProgressWriter(clock);
        mirror = new MirrorThread(new ProgressStore(broker, clock, writer), notifications, writer, clock, inbox);
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

        assertEquals(HandoverPhase.Completed, published.poll(LIMIT_S, TimeUnit.SECONDS));
        awaitReady();
        assertEquals(List.of(), mirror.drainLost());
    }

    @Test
    void shouldRememberWhatADatastoreThatFailedHasLost() throws InterruptedException {
        nextCommit().set(CommitInfo.empty());
        awaitReady();

        mirror.take(NEWS);
        nextCommit().setException(new IllegalStateException("no disk"));

        assertEquals(HandoverPhase.Completed, published.poll(LIMIT_S, TimeUnit.SECONDS));
        awaitReady();
        assertEquals(List.of("r"), mirror.drainLost());
    }

    @Test
    void shouldWriteARefusalWithoutNews() throws InterruptedException {
        nextCommit().set(CommitInfo.empty());
        awaitReady();

        mirror.refused("bad", "priority: expected 1 to 10000");
        nextCommit().set(CommitInfo.empty());

        assertTrue(mirror.isReady());
    }
}
