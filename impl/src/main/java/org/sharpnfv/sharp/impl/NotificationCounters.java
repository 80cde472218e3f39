/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.concurrent.atomic.LongAdder;

/** What became of the northbound's notifications and of its state; written by the mirror's thread and by MD-SAL's. */
final class NotificationCounters {
    /** Given to MD-SAL. */
    final LongAdder published = new LongAdder();
    /** Worked off by all who listened then; if there are more published ones for long, MD-SAL has lost some. */
    final LongAdder delivered = new LongAdder();
    /** Too many changes at a time to be kept. */
    final LongAdder forgotten = new LongAdder();
    /** Not taken by MD-SAL. */
    final LongAdder rejected = new LongAdder();
    /** Transactions that the operational datastore did not take. */
    final LongAdder failedWrites = new LongAdder();
}
